-- Former units that no region of today takes up whole: they count in their province and are not drawn.
SELECT DISTINCT
    change.from_id,
    region.name_zh,
    region.name_en,
    province.name_zh        AS province_zh,
    province.name_en        AS province_en,
    change.year,
    change.kind,
    change.evidence         AS evidence_zh,
    change.evidence_en
FROM marts.region_change AS change
LEFT JOIN marts.region AS region
    ON change.from_id = region.region_id
LEFT JOIN marts.region AS province
    ON LEFT(change.from_id, 2) || '0000' = province.region_id
WHERE change.kind IN ('split', 'unresolved')
ORDER BY change.from_id
