-- Figures on today's division. Units that were merged since are added up, totals only; a unit that was split,
-- or that nobody could place, stays out here and still counts in its province (core.province_sum).
MODEL (
    name core.figure,
    kind FULL,
    grain (source_id, edition, region_id, indicator_id, sector_id, fuel_id, period, frequency)
);

WITH placed AS (
    SELECT
        figure.*,
        COALESCE(change.to_id, figure.region_code) AS region_id
    FROM staging.figure AS figure
    LEFT JOIN input.region_change AS change
        ON figure.region_code = change.from_id
    WHERE change.kind IS NULL OR change.kind NOT IN ('split', 'unresolved')
)

SELECT
    placed.source_id,
    placed.edition,
    placed.region_id,
    placed.indicator_id,
    placed.sector_id,
    placed.fuel_id,
    placed.period,
    placed.year,
    placed.frequency,
    SUM(placed.value)                                                                AS value,
    placed.unit,
    placed.price_year,
    CASE WHEN COUNT(*) > 1 THEN 'derived' ELSE MIN(placed.value_status) END          AS value_status,
    CASE WHEN COUNT(*) > 1 THEN MIN(placed.value_status) END                         AS input_status,
    STRING_AGG(placed.locator, ' + ' ORDER BY placed.region_code)                    AS locator,
    CASE
        WHEN COUNT(*) > 1 THEN TRIM(MIN(placed.caveats) || ' merged_units')
        ELSE MIN(placed.caveats)
    END                                                                              AS caveats
FROM placed
JOIN input.indicator AS indicator
    ON placed.indicator_id = indicator.indicator_id
GROUP BY ALL
HAVING COUNT(*) = 1 OR MIN(indicator.kind) = 'total'
