-- The newest figure of a green and low-carbon industry inside an area, with the document it was read in.
SELECT
    observation.region_id,
    region.name_zh,
    region.name_en,
    observation.year,
    observation.value,
    observation.unit,
    observation.caveats,
    fact.source_title,
    fact.source_class,
    document.issuer_zh
FROM marts.observation AS observation
JOIN marts.region AS region
    ON observation.region_id = region.region_id
LEFT JOIN marts.fact AS fact
    ON observation.fact_id = fact.fact_id
LEFT JOIN marts.document AS document
    ON observation.document_id = document.document_id
WHERE observation.indicator_id = 'green_low_carbon_industry'
    AND observation.sector_id = ''
    AND STARTS_WITH(observation.region_id, $prefix)
ORDER BY observation.year DESC, observation.document_id = '', observation.fact_id
LIMIT 1
