-- Changes of energy per unit of GDP over whole plan periods: what was published for the period, which of its years are
-- known, and their product where each of the five years has exactly one value. Yearly changes are at constant prices
-- of the year before the period, so they multiply within one period only; a gap is never filled.
WITH yearly AS (
    SELECT DISTINCT year, value
    FROM marts.observation
    WHERE region_id = $region_id AND indicator_id = 'energy_intensity_change' AND source_id = 'documents'
        AND sector_id = '' AND frequency = 'annual' AND year IS NOT NULL
),

published AS (
    SELECT
        TRY_CAST(LEFT(period, 4) AS INT)                                AS first_year,
        TRY_CAST(RIGHT(period, 4) AS INT)                               AS last_year,
        value,
        STRING_AGG(DISTINCT edition, ' · ' ORDER BY edition)            AS source_title,
        BOOL_OR(caveats NOT LIKE '%not_read_at_source%')                AS is_read
    FROM marts.observation
    WHERE region_id = $region_id AND indicator_id = 'energy_intensity_change' AND source_id = 'documents'
        AND sector_id = '' AND frequency IN ('three_years', 'five_years')
    GROUP BY ALL
),

plan_period AS (
    SELECT first_year, first_year + 4 AS last_year
    FROM (VALUES (2006), (2011), (2016), (2021)) AS starts (first_year)
),

chained AS (
    SELECT
        plan_period.first_year,
        plan_period.last_year,
        COUNT(DISTINCT yearly.year)                                                            AS years_known,
        COALESCE(LIST_SORT(LIST(DISTINCT yearly.year) FILTER (yearly.year IS NOT NULL)), [])   AS known,
        CASE
            WHEN COUNT(*) = 5 AND COUNT(DISTINCT yearly.year) = 5
                THEN 100 * (PRODUCT(1 + yearly.value / 100) - 1)
        END                                                                                    AS product_percent
    FROM plan_period
    LEFT JOIN yearly
        ON yearly.year BETWEEN plan_period.first_year AND plan_period.last_year
    GROUP BY ALL
)

SELECT
    COALESCE(published.first_year, chained.first_year)      AS first_year,
    COALESCE(published.last_year, chained.last_year)        AS last_year,
    published.value                                         AS published_percent,
    chained.product_percent,
    COALESCE(chained.years_known, 0)                        AS years_known,
    COALESCE(chained.known, [])                             AS known,
    published.source_title,
    published.is_read
FROM chained
FULL JOIN published
    ON chained.first_year = published.first_year AND chained.last_year = published.last_year
WHERE published.value IS NOT NULL OR chained.years_known > 0
ORDER BY first_year, last_year
