-- What can be drawn on a map: one row per indicator, source and year with its number of regions and the softest
-- kind of its figures.
SELECT
    observation.indicator_id,
    observation.source_id,
    observation.year,
    COUNT(DISTINCT observation.region_id)                                   AS regions,
    CASE
        WHEN BOOL_OR(COALESCE(observation.input_status, observation.value_status) = 'modelled') THEN 'modelled'
        WHEN BOOL_OR(COALESCE(observation.input_status, observation.value_status) = 'estimated') THEN 'estimated'
        ELSE 'counted'
    END                                                                     AS kind
FROM marts.observation AS observation
JOIN marts.region_level AS region_level
    ON observation.region_id = region_level.region_id
WHERE region_level.boundary_id = $boundary_id
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
    AND observation.year IS NOT NULL
GROUP BY ALL
ORDER BY observation.indicator_id, observation.source_id, observation.year
