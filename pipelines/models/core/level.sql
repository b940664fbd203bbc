-- Totals that ratios may be formed from: one value per region, indicator, source and year, whole region only.
-- Where two sources give one denominator, the statistical table comes before the document that quotes it.
MODEL (
    name core.level,
    kind FULL,
    grain (source_id, region_id, indicator_id, year)
);

WITH totals AS (
    SELECT source_id, edition, region_id, indicator_id, sector_id, fuel_id, frequency, year, value, unit,
        price_year, value_status, input_status, caveats
    FROM core.figure
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, indicator_id, sector_id, fuel_id, frequency, year, value, unit,
        value_status, input_status, caveats
    FROM core.county_sum
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, indicator_id, '' AS sector_id, '' AS fuel_id, 'annual' AS frequency, year,
        value, unit, price_year, value_status, input_status, caveats
    FROM core.gdp_constant
    UNION ALL BY NAME
    SELECT source_id, edition, region_id, indicator_id, sector_id, fuel_id, frequency, TRY_CAST(period AS INT) AS year,
        value, unit, value_status, caveats
    FROM input.fact_figure
)

SELECT
    source_id,
    edition,
    region_id,
    indicator_id,
    year,
    value,
    unit,
    price_year,
    value_status,
    COALESCE(input_status, value_status)                       AS weakest_status,
    caveats,
    ROW_NUMBER() OVER (
        PARTITION BY region_id, indicator_id, year
        ORDER BY (source_id = 'documents')::INT, source_id, edition DESC, value
    )                                                          AS choice
FROM totals
WHERE sector_id = '' AND fuel_id = '' AND frequency = 'annual' AND year IS NOT NULL AND value IS NOT NULL
