-- Other models' fans of one inventory; a model that gave none has one row with its reason.
SELECT model, reason, year, q10, q50, q90
FROM results.rival_projection
WHERE region_id = $region_id AND source_id = $source_id AND edition = $edition
ORDER BY model, year
