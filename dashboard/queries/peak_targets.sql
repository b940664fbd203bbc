-- What documents ask of the peak of one region. A statement that a later plan replaced comes last.
SELECT
    fact_id,
    region_id,
    indicator_zh,
    indicator_en,
    value,
    value_text,
    comparator,
    unit,
    year,
    how,
    quote,
    confirmed_start,
    confirmed_end,
    source_title,
    source_class,
    address_status,
    CONTAINS(indicator_zh, '碳达峰')                AS is_peak_year,
    STARTS_WITH(COALESCE(note, ''), 'superseded')   AS is_superseded
FROM marts.fact
WHERE region_id = $region_id
    AND kind = 'target'
    AND sector = 'carbon'
    AND (CONTAINS(indicator_zh, '碳达峰') OR CONTAINS(indicator_zh, '较峰值'))
ORDER BY is_superseded, year, source_class = 'press', fact_id
