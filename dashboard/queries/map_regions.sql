-- The regions drawn on a map.
SELECT
    region_level.region_id,
    region_level.parent_id,
    region.level,
    region.name_zh,
    region.name_en,
    region.short_zh
FROM marts.region_level AS region_level
JOIN marts.region AS region
    ON region_level.region_id = region.region_id
WHERE region_level.boundary_id = $boundary_id
ORDER BY region_level.region_id
