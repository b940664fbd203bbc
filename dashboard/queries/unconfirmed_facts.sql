-- Facts whose number could not be found in their quotation. One row a fact.
SELECT
    fact_id,
    fact_table,
    region_zh,
    indicator_zh,
    indicator_en,
    value,
    value_text,
    unit,
    quote,
    confirmation_note
FROM marts.fact
WHERE confirmation = 'unconfirmed'
ORDER BY fact_table, fact_id
