-- What each source covers: indicator, years, number of regions and values.
SELECT
    observation.source_id,
    observation.indicator_id,
    region.level,
    MIN(observation.year)                    AS first_year,
    MAX(observation.year)                    AS last_year,
    COUNT(DISTINCT observation.region_id)    AS regions,
    COUNT(*)                                 AS figures
FROM marts.observation AS observation
JOIN marts.region AS region
    ON observation.region_id = region.region_id
GROUP BY ALL
ORDER BY observation.source_id, observation.indicator_id, region.level
