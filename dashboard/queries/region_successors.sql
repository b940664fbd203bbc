-- Today's regions that a former one went into, with the kind of change and the year.
SELECT to_id, kind, year
FROM marts.region_change
WHERE from_id = $region_id
ORDER BY to_id
