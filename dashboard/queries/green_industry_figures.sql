-- Figures of green, environmental and strategic industries anywhere, each once: of two documents that print the same
-- figure the one that was read at its source. Definitions differ; the rows are never compared.
SELECT
    observation.region_id,
    region.name_zh,
    region.name_en,
    observation.indicator_id,
    observation.period,
    observation.year,
    observation.value,
    observation.unit,
    observation.value_status,
    observation.source_id,
    observation.caveats,
    fact.source_title,
    fact.source_class,
    fact.address_status,
    fact.quote,
    fact.confirmed_start,
    fact.confirmed_end
FROM marts.observation AS observation
JOIN marts.fact AS fact
    ON observation.fact_id = fact.fact_id
JOIN marts.region AS region
    ON observation.region_id = region.region_id
WHERE observation.indicator_id IN (
        'green_low_carbon_industry', 'strategic_industry_output', 'strategic_industry_share',
        'environmental_industry_output', 'environmental_industry_revenue'
    )
    AND observation.sector_id = ''
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY observation.region_id, observation.indicator_id, observation.period, observation.value
    ORDER BY fact.address_status <> 'read', fact.source_class <> 'official', observation.fact_id
) = 1
ORDER BY observation.region_id, observation.period, observation.indicator_id
