-- Territories with their names and the years they were valid.
MODEL (name marts.region, kind FULL, grain (region_id));

SELECT *
FROM input.region
