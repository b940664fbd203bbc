-- Power plants standing in one region (a district, or a province by the first two digits of the code).
SELECT *
FROM marts.plant
WHERE region_code = $region_id
    OR ($is_province AND LEFT(region_code, 2) = LEFT($region_id, 2))
ORDER BY capacity_mw DESC, plant_id
