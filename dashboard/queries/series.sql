-- The yearly values of one region: every indicator and source, whole region only.
SELECT
    indicator_id,
    source_id,
    edition,
    year,
    value,
    unit,
    price_year,
    value_status,
    input_status,
    caveats,
    locator,
    quote,
    document_id,
    denominator_source_id
FROM marts.observation
WHERE region_id = $region_id
    AND sector_id = ''
    AND fuel_id = ''
    AND frequency = 'annual'
    AND year IS NOT NULL
ORDER BY indicator_id, source_id, edition, year
