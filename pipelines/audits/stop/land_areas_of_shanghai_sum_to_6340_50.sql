-- The official land areas of the 16 districts give 6,340.50 km2.
AUDIT (name land_areas_of_shanghai_sum_to_6340_50, standalone true);

SELECT SUM(land_km2) AS land_km2
FROM marts.region
WHERE level = 'district' AND parent_id = '310000' AND valid_to IS NULL
HAVING ROUND(SUM(land_km2), 2) IS DISTINCT FROM 6340.50
