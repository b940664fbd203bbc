-- Yearly CO2 that a projection may start from, with its drivers where they exist: inventories of whole provinces
-- and of the nation, never a modelled series. A history begins after the last gap, and ends before a year whose
-- total is known to be misprinted.
MODEL (
    name core.peak_history,
    kind FULL,
    grain (region_id, source_id, year)
);

WITH totals AS (
    SELECT
        source_id,
        edition,
        region_id,
        indicator_id,
        year,
        value                                                          AS co2_mt,
        LAG(year) OVER series                                          AS year_before
    FROM core.figure
    WHERE indicator_id = 'co2_scope_1'
        AND sector_id = ''
        AND fuel_id = ''
        AND frequency = 'annual'
        AND value_status IN ('reported', 'transcribed', 'estimated')
        AND NOT CONTAINS(caveats, 'process_co2_misprinted')
    WINDOW series AS (PARTITION BY source_id, region_id ORDER BY year)
),

unbroken AS (
    SELECT
        *,
        MAX(CASE WHEN year - year_before > 1 THEN year END) OVER (PARTITION BY source_id, region_id) AS first_year
    FROM totals
)

SELECT
    unbroken.source_id,
    unbroken.edition,
    unbroken.region_id,
    unbroken.indicator_id,
    unbroken.year,
    unbroken.co2_mt,
    population.value                                                   AS population_10k,
    gdp.value                                                          AS gdp_100m_yuan_2020
FROM unbroken
LEFT JOIN core.level AS population
    ON unbroken.region_id = population.region_id
    AND unbroken.year = population.year
    AND population.indicator_id = 'population_resident'
    AND population.choice = 1
LEFT JOIN core.level AS gdp
    ON unbroken.region_id = gdp.region_id
    AND unbroken.year = gdp.year
    AND gdp.indicator_id = 'gdp_constant'
    AND gdp.choice = 1
WHERE unbroken.first_year IS NULL OR unbroken.year >= unbroken.first_year
