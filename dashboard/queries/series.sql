-- The yearly values of one region: every indicator and source, whole region only. A figure from a document carries
-- the kind of source that it was read in.
SELECT
    observation.indicator_id,
    observation.source_id,
    observation.edition,
    observation.year,
    observation.value,
    observation.unit,
    observation.price_year,
    observation.value_status,
    observation.input_status,
    observation.caveats,
    observation.locator,
    observation.quote,
    observation.document_id,
    observation.denominator_source_id,
    fact.source_class
FROM marts.observation AS observation
LEFT JOIN marts.fact AS fact
    ON observation.fact_id = fact.fact_id
WHERE observation.region_id = $region_id
    AND observation.sector_id = ''
    AND observation.fuel_id = ''
    AND observation.frequency = 'annual'
    AND observation.year IS NOT NULL
ORDER BY observation.indicator_id, observation.source_id, observation.edition, observation.year
