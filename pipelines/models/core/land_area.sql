-- Official land area of regions, of no particular year: it stands for today's boundary.
MODEL (name core.land_area, kind FULL, grain (region_id));

SELECT
    region_id,
    land_km2        AS value,
    land_document   AS locator
FROM input.region
WHERE land_km2 IS NOT NULL AND valid_to IS NULL
