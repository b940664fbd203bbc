-- One value per region of a map, for one indicator, source and year. Regions without a value are absent.
SELECT
    observation.region_id,
    region.name_zh,
    region.name_en,
    region.short_zh,
    observation.value,
    observation.unit,
    observation.price_year,
    observation.value_status,
    observation.input_status,
    observation.source_id,
    observation.edition,
    observation.caveats,
    observation.locator,
    observation.quote
FROM marts.observation AS observation
JOIN marts.region_level AS region_level
    ON observation.region_id = region_level.region_id AND region_level.boundary_id = $boundary_id
JOIN marts.region AS region
    ON observation.region_id = region.region_id
WHERE observation.indicator_id = $indicator_id
    AND observation.source_id = $source_id
    AND observation.year = $year
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
QUALIFY ROW_NUMBER() OVER (PARTITION BY observation.region_id ORDER BY observation.edition DESC, observation.fact_id) = 1
ORDER BY observation.region_id
