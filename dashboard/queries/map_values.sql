-- One value per region of a map, for one indicator, source and year. Regions without a value are absent.
-- Where a region has several, the edition that covers the most regions of the map comes first, so that what stands
-- on one map was said in one place; then what was read at its source.
WITH found AS (
    SELECT
        observation.region_id,
        observation.value,
        observation.unit,
        observation.price_year,
        COALESCE(observation.input_status, observation.value_status)    AS status,
        observation.value_status,
        observation.source_id,
        observation.edition,
        observation.caveats,
        observation.fact_id,
        COUNT(*) OVER (PARTITION BY observation.edition)                AS regions_of_edition
    FROM marts.observation AS observation
    JOIN marts.region_level AS region_level
        ON observation.region_id = region_level.region_id AND region_level.boundary_id = $boundary_id
    WHERE observation.indicator_id = $indicator_id
        AND observation.source_id = $source_id
        AND observation.year = $year
        AND observation.sector_id = ''
        AND observation.fuel_id = ''
        AND observation.frequency = 'annual'
        AND observation.value IS NOT NULL
)

SELECT found.* EXCLUDE (regions_of_edition, fact_id)
FROM found
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY found.region_id
    ORDER BY found.regions_of_edition DESC, CONTAINS(found.caveats, 'not_read_at_source'), found.edition DESC, found.fact_id
) = 1
ORDER BY found.region_id
