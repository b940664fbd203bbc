-- Levels of energy per unit of GDP in neighbouring years that do not belong to one line: their ratio is not the change
-- that was published for the year. Years with several levels or changes are left out, for they hold several editions.
WITH level AS (
    SELECT year, ANY_VALUE(value) AS value
    FROM marts.observation
    WHERE region_id = $region_id AND indicator_id = 'energy_intensity' AND source_id = 'documents' AND sector_id = ''
        AND frequency = 'annual' AND year IS NOT NULL
    GROUP BY year
    HAVING COUNT(DISTINCT value) = 1
),

change AS (
    SELECT year, ANY_VALUE(value) AS value
    FROM marts.observation
    WHERE region_id = $region_id AND indicator_id = 'energy_intensity_change' AND source_id = 'documents'
        AND sector_id = '' AND frequency = 'annual' AND year IS NOT NULL
    GROUP BY year
    HAVING COUNT(DISTINCT value) = 1
)

SELECT
    earlier.year                                       AS first_year,
    later.year                                         AS last_year,
    earlier.value                                      AS first_level,
    later.value                                        AS last_level,
    100 * (later.value / earlier.value - 1)            AS ratio_percent,
    change.value                                       AS published_percent
FROM level AS earlier
JOIN level AS later
    ON later.year = earlier.year + 1
JOIN change
    ON later.year = change.year
WHERE ABS(100 * (later.value / earlier.value - 1) - change.value) > 0.5
ORDER BY first_year
