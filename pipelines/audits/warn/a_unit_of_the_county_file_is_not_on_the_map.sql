-- Units that were split or could not be placed: they count in their province and are not drawn.
AUDIT (name a_unit_of_the_county_file_is_not_on_the_map, standalone true);

SELECT change.from_id, change.kind, change.evidence, region.name_zh
FROM marts.region_change AS change
LEFT JOIN marts.region AS region
    ON change.from_id = region.region_id
WHERE change.kind IN ('split', 'unresolved')
