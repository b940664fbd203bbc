-- Which energy figures of one region are in hand: one row per item and year or period. A year is `read` when one of
-- its figures was read at its source, else `second_hand`; `span` is a total over several years.
WITH figure AS (
    SELECT
        CASE
            WHEN indicator_id = 'energy_total' AND sector_id <> '' THEN 'energy_by_branch'
            ELSE indicator_id
        END                                             AS item,
        period,
        year,
        observation.caveats LIKE '%not_read_at_source%' OR address_status <> 'read'    AS is_second_hand
    FROM marts.observation
    LEFT JOIN marts.source
        USING (source_id, edition)
    WHERE region_id = $region_id
        AND source_id IN ('documents', 'shanghai_energy_balance')
        AND (
            indicator_id IN ('energy_total', 'energy_balance')
            OR (
                indicator_id IN ('energy_total_change', 'energy_intensity_change', 'energy_intensity', 'electricity_total')
                AND sector_id = ''
            )
        )
        AND frequency <> 'five_year_mean'
    UNION ALL BY NAME
    SELECT 'energy_total' AS item, period, year, address_status <> 'read' AS is_second_hand
    FROM marts.fact
    WHERE region_id = $region_id AND indicator = 'energy_consumption_total' AND comparator = 'about'
    UNION ALL BY NAME
    SELECT 'electricity_factor' AS item, period, TRY_CAST(period AS INT) AS year, address_status <> 'read' AS is_second_hand
    FROM marts.factor
    JOIN marts.source
        USING (source_id, edition)
    WHERE factor.region_code = $region_id AND factor.carrier = 'electricity'
)

SELECT
    item,
    COALESCE(year, TRY_CAST(LEFT(period, 4) AS INT))       AS first_year,
    COALESCE(year, TRY_CAST(RIGHT(period, 4) AS INT))      AS last_year,
    CASE
        WHEN ANY_VALUE(year) IS NULL THEN 'span'
        WHEN BOOL_AND(COALESCE(is_second_hand, FALSE)) THEN 'second_hand'
        ELSE 'read'
    END                                                    AS kind,
    COUNT(*)                                               AS figures
FROM figure
GROUP BY item, period, year
HAVING first_year IS NOT NULL AND last_year IS NOT NULL
ORDER BY item, first_year, last_year
