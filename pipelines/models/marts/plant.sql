-- Listed power plants, double entries resolved, each in the district it stands in.
MODEL (name marts.plant, kind FULL, grain (plant_id));

SELECT *
FROM input.plant
