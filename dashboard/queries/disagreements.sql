-- Where two sources give one region's CO2 of one year.
SELECT
    disagreement.*,
    ROUND((disagreement.value_b / disagreement.value_a - 1) * 100, 1)   AS b_above_a_percent,
    region.name_zh,
    region.name_en
FROM marts.source_disagreement AS disagreement
JOIN marts.region AS region
    ON disagreement.region_id = region.region_id
WHERE disagreement.region_id = $region_id
ORDER BY source_a, source_b, year
