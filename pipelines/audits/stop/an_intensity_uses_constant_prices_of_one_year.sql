-- A ratio to GDP carries its price year.
AUDIT (name an_intensity_uses_constant_prices_of_one_year, standalone true);

SELECT *
FROM marts.observation
WHERE indicator_id IN ('gdp_constant', 'co2_per_gdp_constant') AND price_year IS NULL
