-- A value that cannot say where it is from is not shown.
AUDIT (name every_value_has_source_edition_status_and_unit, standalone true);

SELECT *
FROM marts.observation
WHERE value IS NULL
    OR COALESCE(source_id, '') = ''
    OR COALESCE(edition, '') = ''
    OR COALESCE(value_status, '') = ''
    OR COALESCE(unit, '') = ''
    OR COALESCE(locator, '') = ''
