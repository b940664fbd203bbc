-- Figures of former units land on today's map or are counted as unresolved.
AUDIT (name every_change_of_units_leads_to_a_region_of_today, standalone true);

SELECT change.*
FROM marts.region_change AS change
LEFT JOIN marts.region AS region
    ON change.to_id = region.region_id AND region.valid_to IS NULL
WHERE change.kind IN ('renamed', 'county_to_district', 'merged') AND region.region_id IS NULL
