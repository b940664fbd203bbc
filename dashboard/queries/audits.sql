-- Every audit of the build, those that found rows first.
SELECT *
FROM marts.audit_result
ORDER BY count = 0, severity, audit
