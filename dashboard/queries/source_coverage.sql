-- For each source and level of regions: the stretches of years in which it holds the same number of regions.
WITH yearly AS (
    SELECT
        observation.source_id,
        region.level,
        observation.year,
        COUNT(DISTINCT observation.region_id)   AS regions,
        COUNT(*)                                AS figures
    FROM marts.observation AS observation
    JOIN marts.region AS region
        ON observation.region_id = region.region_id
    WHERE observation.year IS NOT NULL
    GROUP BY ALL
),

starts AS (
    SELECT
        *,
        LAG(year) OVER rows IS DISTINCT FROM year - 1 OR LAG(regions) OVER rows <> regions   AS is_start
    FROM yearly
    WINDOW rows AS (PARTITION BY source_id, level ORDER BY year)
),

numbered AS (
    SELECT
        *,
        COUNT_IF(is_start) OVER (PARTITION BY source_id, level ORDER BY year)   AS stretch
    FROM starts
)

SELECT
    source_id,
    level,
    MIN(year)           AS first_year,
    MAX(year)           AS last_year,
    MAX(regions)        AS regions,
    SUM(figures)::BIGINT AS figures
FROM numbered
GROUP BY source_id, level, stretch
ORDER BY
    LIST_POSITION(['nation', 'province', 'prefecture', 'district', 'county'], level),
    source_id,
    first_year
