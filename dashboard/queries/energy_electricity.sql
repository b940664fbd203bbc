-- Electricity used in one region: one row a year, branch and document.
SELECT
    year,
    sector_id,
    value,
    unit,
    edition                                        AS source_title,
    caveats NOT LIKE '%not_read_at_source%'        AS is_read,
    caveats
FROM marts.observation
WHERE region_id = $region_id
    AND indicator_id = 'electricity_total'
    AND source_id = 'documents'
    AND year IS NOT NULL
ORDER BY year, sector_id, source_title
