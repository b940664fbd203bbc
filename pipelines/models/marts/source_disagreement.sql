-- Where two sources give one region's CO2 of one year: both values and their ratio, never an average.
MODEL (
    name marts.source_disagreement,
    kind FULL,
    grain (region_id, year, source_a, source_b)
);

WITH said AS (
    SELECT
        region_id,
        year,
        indicator_id,
        source_id,
        value
    FROM marts.observation
    WHERE indicator_id IN ('co2_energy', 'co2_scope_1') AND sector_id = '' AND fuel_id = ''
),

provinces_added_up AS (
    SELECT
        '100000'                AS region_id,
        year,
        'co2_scope_1'           AS indicator_id,
        'ceads_provinces'       AS source_id,
        SUM(value)              AS value
    FROM said
    WHERE source_id = 'ceads_provinces'
    GROUP BY year
),

pairs AS (
    SELECT * FROM said
    UNION ALL BY NAME
    SELECT * FROM provinces_added_up
)

SELECT
    a.region_id,
    a.year,
    a.source_id          AS source_a,
    a.indicator_id       AS indicator_a,
    a.value              AS value_a,
    b.source_id          AS source_b,
    b.indicator_id       AS indicator_b,
    b.value              AS value_b,
    a.value / b.value    AS ratio
FROM pairs AS a
JOIN pairs AS b
    ON a.region_id = b.region_id AND a.year = b.year AND a.source_id < b.source_id
