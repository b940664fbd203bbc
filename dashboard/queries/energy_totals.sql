-- Energy consumption of one region as published for single years or periods, and its change, each with its document.
-- A rounded total ("about") is a statement and no figure of marts.observation; it is added from the facts.
SELECT
    period,
    year,
    sector_id,
    indicator_id,
    value,
    unit,
    '='          AS comparator,
    edition      AS source_title,
    caveats
FROM marts.observation
WHERE region_id = $region_id AND source_id = 'documents' AND indicator_id IN ('energy_total', 'energy_total_change')
    AND sector_id IN ('', 'household')
UNION ALL BY NAME
SELECT
    period,
    year,
    ''                 AS sector_id,
    'energy_total'     AS indicator_id,
    value,
    '10k tce'          AS unit,
    comparator,
    source_title,
    CASE WHEN address_status = 'read' THEN '' ELSE 'not_read_at_source' END AS caveats
FROM marts.fact
WHERE region_id = $region_id AND indicator = 'energy_consumption_total' AND comparator = 'about'
ORDER BY period, sector_id, indicator_id, value, source_title
