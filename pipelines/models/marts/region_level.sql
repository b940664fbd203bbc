-- The maps each territory is drawn on. Never sum through this table: one code stands at several levels.
MODEL (name marts.region_level, kind FULL, grain (region_id, level, boundary_id));

SELECT *
FROM input.region_level
