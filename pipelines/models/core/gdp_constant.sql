-- GDP at prices of 2020: the level of 2020 carried by the published index of real growth. The index is chained
-- inside one edition, 2000-2015 after the fourth economic census and from 2016 after the fifth; the two meet at
-- 2015, and editions differ by less than 0.8 % over 2016-2019. A region without a level or an index has no row.
MODEL (
    name core.gdp_constant,
    kind FULL,
    grain (region_id, year)
);

WITH spliced AS (
    SELECT
        region_id,
        year,
        value / 100.0                                          AS growth_ratio,
        edition,
        locator
    FROM core.figure
    WHERE source_id = 'nbs_gdp_index'
        AND indicator_id = 'gdp_index'
        AND ((edition = '2000-2019' AND year <= 2015) OR (edition = '2016-2024' AND year >= 2016))
),

chained AS (
    SELECT
        *,
        EXP(SUM(LN(growth_ratio)) OVER (PARTITION BY region_id ORDER BY year)) AS chain
    FROM spliced
),

base AS (
    SELECT
        chained.region_id,
        level.value / chained.chain                            AS level_per_chain
    FROM chained
    JOIN core.figure AS level
        ON chained.region_id = level.region_id
        AND level.source_id = 'nbs_province'
        AND level.indicator_id = 'gdp_current'
        AND level.year = 2020
    WHERE chained.year = 2020
)

SELECT
    'nbs_gdp_index'                                            AS source_id,
    chained.edition,
    chained.region_id,
    'gdp_constant'                                             AS indicator_id,
    CAST(chained.year AS TEXT)                                 AS period,
    chained.year,
    base.level_per_chain * chained.chain                       AS value,
    '100M yuan'                                                AS unit,
    2020                                                       AS price_year,
    'derived'                                                  AS value_status,
    'reported'                                                 AS input_status,
    chained.locator,
    'chained_index'                                            AS caveats
FROM chained
JOIN base
    ON chained.region_id = base.region_id
