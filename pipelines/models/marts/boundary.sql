-- The shapes that maps are drawn from.
MODEL (name marts.boundary, kind FULL, grain (boundary_id));

SELECT *
FROM input.boundary
