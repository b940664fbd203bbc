-- Listed capacity of power plants by region and fuel, and the whole. Plants known to be shut down or not yet
-- running are left out; most plants have no status and count.
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
WHERE region_code <> ''
    AND capacity_mw IS NOT NULL
    AND operational_status NOT IN ('shutdown', 'under_construction')
GROUP BY GROUPING SETS ((source_id, edition, region_code, fuel_id), (source_id, edition, region_code))
