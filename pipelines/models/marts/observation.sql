-- Every value the product shows, one row each, with its source, edition, status and place in the source.
MODEL (
    name marts.observation,
    kind FULL,
    grain (region_id, indicator_id, sector_id, fuel_id, period, frequency, source_id, edition, document_id, fact_id)
);

WITH gathered AS (
    SELECT * EXCLUDE (year)
    FROM core.figure
    UNION ALL BY NAME
    SELECT * EXCLUDE (year)
    FROM core.county_sum
    UNION ALL BY NAME
    SELECT * EXCLUDE (year)
    FROM core.gdp_constant
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, indicator_id, period, value, unit, price_year, value_status, input_status,
        locator, caveats, denominator_source_id
    FROM core.ratio
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, 'plant_capacity' AS indicator_id, fuel_id, edition AS period, value,
        'MW' AS unit, 'derived' AS value_status, 'reported' AS input_status, locator, 'plants_not_a_census' AS caveats
    FROM core.plant_capacity
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, indicator_id, sector_id, fuel_id, period, frequency, value, unit,
        price_year, value_status, document_id, fact_id, quote, locator, caveats
    FROM input.fact_figure
)

SELECT
    region_id,
    indicator_id,
    COALESCE(sector_id, '')                     AS sector_id,
    COALESCE(fuel_id, '')                       AS fuel_id,
    period,
    TRY_CAST(period AS INT)                     AS year,
    COALESCE(frequency, 'annual')               AS frequency,
    value,
    unit,
    price_year,
    value_status,
    input_status,
    source_id,
    edition,
    COALESCE(document_id, '')                   AS document_id,
    COALESCE(fact_id, '')                       AS fact_id,
    quote,
    locator,
    COALESCE(caveats, '')                       AS caveats,
    denominator_source_id,
    'today'                                     AS boundary_vintage
FROM gathered
