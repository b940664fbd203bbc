-- Facts whose number could not be found in their quotation. One row a fact.
SELECT
    fact.fact_id,
    fact.fact_table,
    COALESCE(region.name_zh, fact.region_zh)    AS name_zh,
    COALESCE(region.name_en, fact.region_zh)    AS name_en,
    fact.indicator_zh,
    fact.indicator_en,
    fact.value,
    fact.value_text,
    fact.comparator,
    fact.unit,
    fact.quote,
    fact.confirmation_note,
    fact.source_title,
    fact.source_class,
    fact.address_status
FROM marts.fact AS fact
LEFT JOIN marts.region AS region
    ON fact.region_id = region.region_id
WHERE fact.confirmation = 'unconfirmed'
ORDER BY fact.fact_table, fact.fact_id
