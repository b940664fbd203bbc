-- The passports: one row per edition of a source.
MODEL (name marts.source, kind FULL, grain (source_id, edition));

SELECT *
FROM input.source
