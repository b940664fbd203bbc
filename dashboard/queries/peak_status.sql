-- What each inventory of a region says of its own peak, and why one is not projected.
SELECT *
FROM results.peak_status
WHERE region_id = $region_id
ORDER BY source_id, edition
