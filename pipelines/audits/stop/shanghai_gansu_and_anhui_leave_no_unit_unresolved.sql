-- The crosswalk of the three is complete.
AUDIT (name shanghai_gansu_and_anhui_leave_no_unit_unresolved, standalone true);

SELECT *
FROM marts.region_change
WHERE LEFT(from_id, 2) IN ('31', '34', '62') AND (kind = 'unresolved' OR COALESCE(evidence, '') = '')
