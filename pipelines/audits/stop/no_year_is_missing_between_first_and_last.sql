-- A yearly table of a statistical source has no gap inside, but for years dropped as known errors of the publisher.
AUDIT (name no_year_is_missing_between_first_and_last, standalone true);

WITH delivered AS (
    SELECT region_id, indicator_id, source_id, edition, year
    FROM marts.observation
    WHERE source_id IN ('chen2020_county_co2', 'ceads_provinces', 'ceads_nation', 'nbs_province', 'nbs_gdp_index')
        AND frequency = 'annual' AND sector_id = '' AND fuel_id = '' AND year IS NOT NULL
        AND indicator_id IN (SELECT indicator_id FROM input.figure)
    UNION
    SELECT correction.region_code, correction.indicator_id, correction.source_id, figure.edition,
        CAST(correction.period AS INT)
    FROM input.correction AS correction
    JOIN input.figure AS figure
        ON correction.source_id = figure.source_id
        AND correction.region_code = figure.region_code
        AND correction.indicator_id = figure.indicator_id
        AND correction.period = figure.period
    WHERE correction.action = 'drop' AND correction.sector_id = '*'
)

SELECT region_id, indicator_id, source_id, edition,
    MIN(year) AS first_year, MAX(year) AS last_year, COUNT(DISTINCT year) AS years
FROM delivered
GROUP BY ALL
HAVING COUNT(DISTINCT year) <> MAX(year) - MIN(year) + 1
