-- Listed capacity of power plants by region and fuel, and the whole; operating plants only.
MODEL (
    name core.plant_capacity,
    kind FULL,
    grain (source_id, region_id, fuel_id)
);

SELECT
    source_id,
    edition,
    region_code                                 AS region_id,
    COALESCE(fuel_id, '')                       AS fuel_id,
    SUM(capacity_mw)                            AS value,
    COUNT(*) || ' plants'                       AS locator
FROM input.plant
WHERE region_code <> '' AND capacity_mw IS NOT NULL
GROUP BY GROUPING SETS ((source_id, edition, region_code, fuel_id), (source_id, edition, region_code))
