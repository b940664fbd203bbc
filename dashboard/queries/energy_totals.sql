-- Energy consumption of one region as published for single years or periods, and its change: one row a value, with
-- the documents that print it. A rounded total ("about") is no figure of marts.observation; it is added from the facts.
WITH stated AS (
    SELECT period, frequency, sector_id, indicator_id, value, unit, '=' AS comparator, edition, caveats
    FROM marts.observation
    WHERE region_id = $region_id AND source_id = 'documents' AND sector_id IN ('', 'household')
        AND indicator_id IN ('energy_total', 'energy_total_change')
    UNION ALL BY NAME
    SELECT
        period,
        'annual'           AS frequency,
        ''                 AS sector_id,
        'energy_total'     AS indicator_id,
        value,
        '10k tce'          AS unit,
        comparator,
        source_title       AS edition,
        CASE WHEN address_status = 'read' THEN '' ELSE 'not_read_at_source' END AS caveats
    FROM marts.fact
    WHERE region_id = $region_id AND indicator = 'energy_consumption_total' AND comparator = 'about'
)

SELECT
    period,
    TRY_CAST(period AS INT)                                    AS year,
    frequency,
    sector_id,
    indicator_id,
    value,
    unit,
    comparator,
    STRING_AGG(DISTINCT edition, ' · ' ORDER BY edition)       AS source_title,
    ARG_MIN(caveats, caveats LIKE '%not_read_at_source%')      AS caveats -- of a document read at its source, where one was
FROM stated
GROUP BY period, frequency, sector_id, indicator_id, value, unit, comparator
ORDER BY period, sector_id, indicator_id, value
