-- The merger of units moves no CO2: 18 units and 16 districts give one city sum in every year.
AUDIT (name shanghai_districts_add_up_to_the_units_of_2010, standalone true);

WITH units AS (
    SELECT year, SUM(value) AS of_units, COUNT(*) AS number_of_units
    FROM staging.figure
    WHERE source_id = 'chen2020_county_co2' AND region_code LIKE '31%'
    GROUP BY year
),

districts AS (
    SELECT observation.year, SUM(observation.value) AS of_districts, COUNT(*) AS number_of_districts
    FROM marts.observation AS observation
    JOIN marts.region AS region
        ON observation.region_id = region.region_id
    WHERE observation.source_id = 'chen2020_county_co2' AND observation.indicator_id = 'co2_energy'
        AND region.level = 'district'
    GROUP BY observation.year
)

SELECT *
FROM units
FULL JOIN districts
    ON units.year = districts.year
WHERE of_units IS NULL
    OR of_districts IS NULL
    OR ABS(of_units - of_districts) > 1e-6
    OR number_of_units <> 18
    OR number_of_districts <> 16
    OR (units.year = 2010 AND ROUND(of_units, 1) <> 230.7)
    OR (units.year = 2017 AND ROUND(of_units, 1) <> 192.5)
