-- Energy per unit of GDP of one region, whole economy: levels with the price year each was published at. Levels of
-- different price years, or before and after a revision, are never joined.
SELECT
    year,
    value,
    unit,
    price_year,
    edition                                        AS source_title,
    caveats NOT LIKE '%not_read_at_source%'        AS is_read,
    caveats
FROM marts.observation
WHERE region_id = $region_id
    AND indicator_id = 'energy_intensity'
    AND source_id = 'documents'
    AND sector_id = ''
    AND year IS NOT NULL
ORDER BY year, value, source_title
