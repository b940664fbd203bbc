-- Facts by table: how many, from how many documents, how many of them read at their source, and not confirmed.
SELECT
    fact_table,
    COUNT(*)                                                    AS facts,
    COUNT(DISTINCT source_title)                                AS documents,
    COUNT_IF(address_status = 'read')::BIGINT                   AS read_at_source,
    COUNT_IF(confirmation = 'unconfirmed')::BIGINT              AS unconfirmed,
    (SELECT COUNT(DISTINCT source_title) FROM marts.fact)       AS documents_in_all
FROM marts.fact
GROUP BY fact_table
ORDER BY facts DESC
