-- The documents that facts are quoted from, with the number of facts of each.
SELECT
    document.document_id,
    document.region_zh,
    document.title_zh,
    document.document_number,
    document.issuer_zh,
    REGEXP_EXTRACT(document.issued, '^[0-9]{4}(-[0-9]{2}){0,2}')   AS issued,
    COUNT(fact.fact_id)                                            AS facts
FROM marts.document AS document
LEFT JOIN marts.fact AS fact
    ON document.document_id = fact.document_id
GROUP BY ALL
ORDER BY facts DESC, document.document_id
