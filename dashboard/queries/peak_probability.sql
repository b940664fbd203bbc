-- The probability by year, seen from the origin, that the peak of one inventory has passed.
SELECT year, p_peaked
FROM results.peak_probability
WHERE region_id = $region_id AND source_id = $source_id AND edition = $edition AND scenario_id = 'unconditional'
ORDER BY year
