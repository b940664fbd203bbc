-- CO2 of one region by sector and year.
SELECT year, sector_id, value, unit, source_id, edition, value_status, locator
FROM marts.observation
WHERE region_id = $region_id AND indicator_id = 'co2_scope_1' AND sector_id <> ''
ORDER BY year, sector_id
