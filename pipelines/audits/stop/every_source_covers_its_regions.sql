-- 16 districts in the census, 30 provinces in CEADs, 31 in the national bureau's tables, every year. A figure that
-- was dropped as a known error of the publisher counts as delivered.
AUDIT (name every_source_covers_its_regions, standalone true);

WITH delivered AS (
    SELECT observation.source_id, observation.indicator_id, observation.year, observation.region_id
    FROM marts.observation AS observation
    JOIN marts.region AS region
        ON observation.region_id = region.region_id
    WHERE observation.sector_id = '' AND observation.fuel_id = '' AND region.level IN ('province', 'district')
    UNION
    SELECT source_id, indicator_id, CAST(period AS INT), region_code
    FROM input.correction
    WHERE action = 'drop' AND sector_id = '*'
),

counted AS (
    SELECT source_id, indicator_id, year, COUNT(DISTINCT region_id) AS regions
    FROM delivered
    GROUP BY ALL
),

expected (source_id, indicator_id, expected_regions) AS (
    VALUES
        ('shanghai_census', 'population_resident', 16),
        ('ceads_provinces', 'co2_scope_1', 30),
        ('nbs_province', 'gdp_current', 31),
        ('nbs_province', 'population_resident', 31),
        ('nbs_province', 'private_cars', 31),
        ('nbs_gdp_index', 'gdp_index', 31)
)

SELECT expected.*, counted.year, counted.regions
FROM expected
LEFT JOIN counted
    ON expected.source_id = counted.source_id AND expected.indicator_id = counted.indicator_id
WHERE counted.regions IS DISTINCT FROM expected.expected_regions
