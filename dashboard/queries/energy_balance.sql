-- The cells of one region's energy balances, all years: process, energy, value. A cell that is absent is not zero.
SELECT year, sector_id AS process_id, fuel_id AS material_id, value, unit, source_id, edition, caveats
FROM marts.observation
WHERE region_id = $region_id AND indicator_id = 'energy_balance'
ORDER BY year, process_id, material_id
