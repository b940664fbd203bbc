-- One value for one key.
AUDIT (name every_observation_stands_once, standalone true);

SELECT region_id, indicator_id, sector_id, fuel_id, period, frequency, source_id, edition, document_id, fact_id,
    denominator_source_id, COUNT(*) AS times
FROM marts.observation
GROUP BY ALL
HAVING COUNT(*) > 1
