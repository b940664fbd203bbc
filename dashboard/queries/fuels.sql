-- CO2 of one region by fuel and year.
SELECT year, fuel_id, value, unit, source_id, edition, value_status, locator
FROM marts.observation
WHERE region_id = $region_id AND indicator_id = 'co2_scope_1' AND fuel_id <> ''
ORDER BY year, fuel_id
