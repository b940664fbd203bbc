-- Power plants inside an area, by the first digits of the code of the region they stand in; all for an empty prefix.
SELECT plant_id, name, fuel_id, capacity_mw, commissioned, latitude, longitude, region_code, source_id, edition
FROM marts.plant
WHERE region_code <> ''
    AND STARTS_WITH(region_code, $prefix)
    AND capacity_mw IS NOT NULL
    AND operational_status NOT IN ('shutdown', 'under_construction')
ORDER BY capacity_mw DESC, plant_id
