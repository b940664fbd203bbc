-- One indicator, source and year for the regions of one level inside one parent: what a rank may be formed among.
SELECT
    observation.region_id,
    observation.value,
    COALESCE(observation.input_status, observation.value_status)    AS status,
    observation.source_id,
    observation.edition,
    observation.caveats
FROM marts.observation AS observation
JOIN marts.region AS region
    ON observation.region_id = region.region_id
WHERE region.level = $level
    AND region.parent_id = $parent_id
    AND observation.indicator_id = $indicator_id
    AND observation.source_id = $source_id
    AND observation.edition = $edition
    AND observation.year = $year
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
ORDER BY observation.region_id
