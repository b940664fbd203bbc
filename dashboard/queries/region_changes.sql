-- The crosswalk from former units to today's in numbers.
SELECT
    kind,
    COUNT(DISTINCT from_id) AS units
FROM marts.region_change
GROUP BY kind
ORDER BY units DESC, kind
