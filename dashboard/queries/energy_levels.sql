-- Energy per unit of GDP of one region, whole economy: levels with the price year each was published at. Levels of
-- different price years, or before and after a revision, are never joined.
SELECT
    year,
    value,
    ANY_VALUE(unit)                                        AS unit,
    price_year,
    STRING_AGG(DISTINCT edition, ' · ' ORDER BY edition)   AS source_title,
    ARG_MIN(caveats, caveats LIKE '%not_read_at_source%')  AS caveats -- of a document read at its source, where one was
FROM marts.observation
WHERE region_id = $region_id
    AND indicator_id = 'energy_intensity'
    AND source_id = 'documents'
    AND sector_id = ''
    AND year IS NOT NULL
GROUP BY year, value, price_year
ORDER BY year, value
