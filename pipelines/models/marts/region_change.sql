-- The crosswalk from former units to today's, with the evidence.
MODEL (name marts.region_change, kind FULL, grain (from_id, to_id));

SELECT *
FROM input.region_change
