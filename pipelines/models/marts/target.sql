-- The targets among the facts. A target without a number keeps its words in value_text.
MODEL (name marts.target, kind FULL, grain (fact_id));

SELECT
    fact_id,
    region_id,
    indicator_zh,
    indicator_en,
    value,
    value_text,
    comparator,
    unit,
    base_year,
    year         AS target_year,
    period,
    sector,
    source_class,
    source_title,
    source_address,
    document_id,
    quote,
    note
FROM input.fact
WHERE kind = 'target'
