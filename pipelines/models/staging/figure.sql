-- Every figure of every snapshot in its indicator's unit, at the publisher's own region codes.
-- What data/catalog/corrections.yml knows as an error of the publisher is dropped or flagged here.
MODEL (
    name staging.figure,
    kind FULL,
    grain (source_id, edition, region_code, indicator_id, sector_id, fuel_id, period, frequency)
);

SELECT
    figure.source_id,
    figure.edition,
    figure.region_code,
    figure.indicator_id,
    figure.sector_id,
    figure.fuel_id,
    figure.period,
    TRY_CAST(figure.period AS INT)                AS year,
    figure.frequency,
    figure.value * unit_factor.factor             AS value,
    indicator.unit,
    figure.price_year,
    figure.value_status,
    figure.locator,
    TRIM(figure.caveats || ' ' || COALESCE(correction.caveat, '')) AS caveats
FROM input.figure AS figure
JOIN input.indicator AS indicator
    ON figure.indicator_id = indicator.indicator_id
JOIN input.unit_factor AS unit_factor
    ON figure.indicator_id = unit_factor.indicator_id AND figure.unit = unit_factor.from_unit
LEFT JOIN input.correction AS correction
    ON figure.source_id = correction.source_id
    AND figure.region_code = correction.region_code
    AND figure.indicator_id = correction.indicator_id
    AND correction.sector_id IN (figure.sector_id, '*')
    AND correction.fuel_id IN (figure.fuel_id, '*')
    AND figure.period = correction.period
WHERE correction.action IS DISTINCT FROM 'drop'
