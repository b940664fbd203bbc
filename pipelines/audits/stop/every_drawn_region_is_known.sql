-- region_level draws territories that marts.region defines.
AUDIT (name every_drawn_region_is_known, standalone true);

SELECT region_level.*
FROM marts.region_level AS region_level
LEFT JOIN marts.region AS region
    ON region_level.region_id = region.region_id
WHERE region.region_id IS NULL
