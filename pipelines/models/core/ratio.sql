-- Ratios of like with like: one region on one boundary, numerator and denominator of one year, GDP at constant
-- prices only. Land area is of no year. A pair that is missing makes no row.
MODEL (
    name core.ratio,
    kind FULL,
    grain (source_id, region_id, indicator_id, year)
);

WITH pairs AS (
    SELECT
        numerator.source_id,
        numerator.edition,
        numerator.region_id,
        ratio.indicator_id,
        numerator.year,
        ratio.unit,
        numerator.value                                        AS numerator_value,
        denominator.value                                      AS denominator_value,
        ratio.factor,
        denominator.price_year,
        numerator.weakest_status                               AS numerator_status,
        denominator.weakest_status                             AS denominator_status,
        numerator.indicator_id                                 AS numerator_id,
        denominator.indicator_id                               AS denominator_id,
        denominator.source_id                                  AS denominator_source_id,
        numerator.caveats || ' ' || denominator.caveats        AS caveats
    FROM core.level AS numerator
    JOIN input.ratio AS ratio
        ON numerator.indicator_id = ratio.numerator_id AND ratio.denominator_id <> 'land_area'
    JOIN core.level AS denominator
        ON denominator.region_id = numerator.region_id
        AND denominator.indicator_id = ratio.denominator_id
        AND denominator.year = numerator.year
        AND denominator.choice = 1
    UNION ALL BY NAME
    SELECT
        numerator.source_id,
        numerator.edition,
        numerator.region_id,
        ratio.indicator_id,
        numerator.year,
        ratio.unit,
        numerator.value                                        AS numerator_value,
        land_area.value                                        AS denominator_value,
        ratio.factor,
        numerator.weakest_status                               AS numerator_status,
        'transcribed'                                          AS denominator_status,
        numerator.indicator_id                                 AS numerator_id,
        'land_area'                                            AS denominator_id,
        'documents'                                            AS denominator_source_id,
        numerator.caveats
    FROM core.level AS numerator
    JOIN input.ratio AS ratio
        ON numerator.indicator_id = ratio.numerator_id AND ratio.denominator_id = 'land_area'
    JOIN core.land_area AS land_area
        ON land_area.region_id = numerator.region_id
)

SELECT
    pairs.source_id,
    pairs.edition,
    pairs.region_id,
    pairs.indicator_id,
    CAST(pairs.year AS TEXT)                                   AS period,
    pairs.year,
    pairs.numerator_value / pairs.denominator_value * pairs.factor AS value,
    pairs.unit,
    pairs.price_year,
    'derived'                                                  AS value_status,
    -- the weaker of the two: statuses are ordered from solid to soft in input.status
    CASE WHEN a.position >= b.position THEN a.value_status ELSE b.value_status END AS input_status,
    pairs.numerator_id,
    pairs.denominator_id,
    pairs.numerator_value,
    pairs.denominator_value,
    pairs.factor,
    pairs.denominator_source_id,
    pairs.numerator_id || ' (' || pairs.source_id || ') / '
        || pairs.denominator_id || ' (' || pairs.denominator_source_id || ')' AS locator,
    TRIM(pairs.caveats)                                        AS caveats
FROM pairs
JOIN input.status AS a
    ON pairs.numerator_status = a.value_status
JOIN input.status AS b
    ON pairs.denominator_status = b.value_status
WHERE pairs.denominator_value > 0
