-- A correction whose figure is gone, or whose value is no longer the wrong one, has to be taken back.
AUDIT (name a_correction_meets_the_error_it_was_made_for, standalone true);

SELECT correction.*, figure.value
FROM input.correction AS correction
LEFT JOIN input.figure AS figure
    ON correction.source_id = figure.source_id
    AND correction.region_code = figure.region_code
    AND correction.indicator_id = figure.indicator_id
    AND REPLACE(correction.sector_id, '*', '') = figure.sector_id
    AND REPLACE(correction.fuel_id, '*', '') = figure.fuel_id
    AND correction.period = figure.period
WHERE figure.value IS NULL
    OR figure.value <= correction.expect_above
    OR figure.value >= correction.expect_below
