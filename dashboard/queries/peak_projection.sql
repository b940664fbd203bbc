-- The fan of one inventory, year by year.
SELECT *
FROM results.projection
WHERE region_id = $region_id AND source_id = $source_id AND edition = $edition AND scenario_id = 'unconditional'
ORDER BY year
