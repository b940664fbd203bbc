-- County CO2 added up to prefectures and provinces. A province takes every unit the publisher gives it, also
-- those that could not be placed on today's map; a prefecture takes its counties of today.
MODEL (
    name core.county_sum,
    kind FULL,
    grain (source_id, edition, region_id, indicator_id, period)
);

WITH in_province AS (
    SELECT
        figure.* EXCLUDE (region_code),
        LEFT(figure.region_code, 2) || '0000' AS region_id
    FROM staging.figure AS figure
    WHERE figure.source_id = 'chen2020_county_co2'
),

in_prefecture AS (
    SELECT
        figure.* EXCLUDE (region_id, input_status),
        county.parent_id AS region_id
    FROM core.figure AS figure
    JOIN input.region AS county
        ON figure.region_id = county.region_id
    JOIN input.region AS prefecture
        ON county.parent_id = prefecture.region_id AND prefecture.level = 'prefecture'
    WHERE figure.source_id = 'chen2020_county_co2'
        -- only where every unit of the province has found its place
        AND NOT EXISTS (
            SELECT 1
            FROM input.region_change AS change
            WHERE change.kind IN ('split', 'unresolved') AND LEFT(change.from_id, 2) = LEFT(figure.region_id, 2)
        )
),

parts AS (
    SELECT * FROM in_province
    UNION ALL BY NAME
    SELECT * FROM in_prefecture
)

SELECT
    source_id,
    edition,
    region_id,
    indicator_id,
    sector_id,
    fuel_id,
    period,
    year,
    frequency,
    SUM(value)                                     AS value,
    unit,
    'derived'                                      AS value_status,
    'modelled'                                     AS input_status,
    COUNT(*) || ' units'                           AS locator,
    'modelled chen2020_night_lights sum_of_units'  AS caveats
FROM parts
GROUP BY ALL
