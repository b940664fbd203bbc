-- CEADs: the fuels of every province and year give the printed total, within 0.01 %. A source of
-- totals only, such as a person's own table, has nothing to add up.
AUDIT (name fuels_add_up_to_the_total, standalone true);

SELECT region_id, source_id, year, SUM(value) FILTER (WHERE fuel_id <> '') AS fuels,
    MAX(value) FILTER (WHERE sector_id = '' AND fuel_id = '') AS total
FROM marts.observation
WHERE indicator_id = 'co2_scope_1' AND (fuel_id <> '' OR sector_id = '')
    AND source_id IN (SELECT source_id FROM marts.observation WHERE indicator_id = 'co2_scope_1' AND fuel_id <> '')
GROUP BY ALL
HAVING fuels IS NULL OR total IS NULL OR ABS(fuels - total) > 1e-4 * total
