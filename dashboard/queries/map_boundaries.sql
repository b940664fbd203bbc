-- The maps there are: one row a set of shapes with the region it shows.
SELECT
    boundary_id,
    COALESCE(source_province_id, '100000')  AS region_id,
    level,
    title_zh,
    title_en
FROM marts.boundary
WHERE level <> 'line'
ORDER BY boundary_id
