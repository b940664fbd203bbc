-- Targets of one region on energy, power and renewables. A target without a number keeps its words.
SELECT target.*, fact.address_status, fact.confirmed_start, fact.confirmed_end
FROM marts.target AS target
JOIN marts.fact AS fact
    ON target.fact_id = fact.fact_id
WHERE target.region_id = $region_id
    AND target.sector IN ('energy', 'power', 'renewables')
ORDER BY target.indicator_zh, target.target_year, target.fact_id
