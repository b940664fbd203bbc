-- Every passport.
SELECT *
FROM marts.source
ORDER BY source_id, edition
