-- A jump of CO2 by more than 25 % from one year to the next, to be looked at.
AUDIT (name a_province_moves_by_more_than_a_quarter_in_a_year, standalone true);

WITH moved AS (
    SELECT region_id, source_id, year, value,
        year - LAG(year) OVER (PARTITION BY region_id, source_id ORDER BY year) AS years,
        value / LAG(value) OVER (PARTITION BY region_id, source_id ORDER BY year) - 1 AS change
    FROM marts.observation
    WHERE indicator_id = 'co2_scope_1' AND sector_id = '' AND fuel_id = ''
)

SELECT * EXCLUDE (years)
FROM moved
WHERE ABS(change) > 0.25 AND years = 1
