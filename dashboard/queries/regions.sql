-- Today's regions with what they lie in.
SELECT
    region.region_id,
    region.level,
    region.parent_id,
    region.name_zh,
    region.name_en,
    region.short_zh,
    region.pinyin_initials,
    region.land_km2,
    region.land_document,
    parent.name_zh        AS parent_zh,
    parent.name_en        AS parent_en,
    COUNT(observation.value) AS figures
FROM marts.region AS region
LEFT JOIN marts.region AS parent
    ON region.parent_id = parent.region_id
LEFT JOIN marts.observation AS observation
    ON region.region_id = observation.region_id
WHERE region.valid_to IS NULL
GROUP BY ALL
ORDER BY region.region_id
