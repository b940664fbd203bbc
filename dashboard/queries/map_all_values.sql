-- Every year's values of a map for one indicator and source: classes are made of all years, so that a colour means
-- the same while the year changes.
SELECT observation.value
FROM marts.observation AS observation
JOIN marts.region_level AS region_level
    ON observation.region_id = region_level.region_id AND region_level.boundary_id = $boundary_id
WHERE observation.indicator_id = $indicator_id
    AND observation.source_id = $source_id
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
    AND observation.year IS NOT NULL
