-- What a map of today's counties leaves out of one year of one source: units that were split or could not be placed,
-- and the share of the total that they hold. The total is that of the provinces, which take every unit.
SELECT
    (SELECT COUNT(DISTINCT from_id) FROM marts.region_change WHERE kind IN ('split', 'unresolved')) AS units,
    1 - SUM(observation.value) FILTER (region_level.boundary_id IS NOT NULL)
        / SUM(observation.value) FILTER (region.level = 'province')                                  AS share
FROM marts.observation AS observation
JOIN marts.region AS region
    ON observation.region_id = region.region_id
LEFT JOIN marts.region_level AS region_level
    ON observation.region_id = region_level.region_id AND region_level.boundary_id = $boundary_id
WHERE observation.indicator_id = $indicator_id
    AND observation.source_id = $source_id
    AND observation.year = $year
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
