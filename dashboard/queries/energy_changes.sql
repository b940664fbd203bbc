-- Yearly changes of energy per unit of GDP of one region, whole economy: one row a document, editions side by side.
SELECT
    year,
    value,
    unit,
    price_year,
    value_status,
    edition                                        AS source_title,
    caveats NOT LIKE '%not_read_at_source%'        AS is_read,
    caveats
FROM marts.observation
WHERE region_id = $region_id
    AND indicator_id = 'energy_intensity_change'
    AND source_id = 'documents'
    AND sector_id = ''
    AND frequency = 'annual'
    AND year IS NOT NULL
ORDER BY year, value, source_title
