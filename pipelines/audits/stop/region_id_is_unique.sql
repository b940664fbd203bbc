-- One territory has one region_id, at its highest level.
AUDIT (name region_id_is_unique, standalone true);

SELECT region_id, COUNT(*) AS times
FROM marts.region
GROUP BY region_id
HAVING COUNT(*) > 1
