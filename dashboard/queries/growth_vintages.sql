-- Real growth of one year as two economic censuses left it, for every province: never averaged.
SELECT
    earlier.region_id,
    region.name_zh,
    region.name_en,
    earlier.year,
    earlier.edition                                AS edition_earlier,
    earlier.value                                  AS index_earlier,
    later.edition                                  AS edition_later,
    later.value                                    AS index_later,
    ROUND(later.value - earlier.value, 2)          AS revised_by
FROM marts.observation AS earlier
JOIN marts.observation AS later
    ON earlier.region_id = later.region_id
    AND earlier.year = later.year
    AND earlier.indicator_id = later.indicator_id
    AND earlier.source_id = later.source_id
    AND earlier.edition < later.edition
JOIN marts.region AS region
    ON earlier.region_id = region.region_id
WHERE earlier.source_id = 'nbs_gdp_index' AND earlier.indicator_id = 'gdp_index'
ORDER BY ABS(revised_by) DESC, earlier.region_id, earlier.year
