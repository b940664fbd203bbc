-- CEADs: the fuels of every province and year give the printed total, within 0.01 %.
AUDIT (name fuels_add_up_to_the_total, standalone true);

SELECT region_id, source_id, year, SUM(value) FILTER (WHERE fuel_id <> '') AS fuels,
    MAX(value) FILTER (WHERE sector_id = '' AND fuel_id = '') AS total
FROM marts.observation
WHERE indicator_id = 'co2_scope_1' AND (fuel_id <> '' OR sector_id = '')
GROUP BY ALL
HAVING fuels IS NULL OR total IS NULL OR ABS(fuels - total) > 1e-4 * total
