-- What documents say of one region, targets first.
SELECT fact.*, document.title_zh AS document_title_zh, document.issuer_zh, document.issued
FROM marts.fact AS fact
LEFT JOIN marts.document AS document
    ON fact.document_id = document.document_id
WHERE fact.region_id = $region_id
ORDER BY fact.fact_table, fact.document_id, fact.fact_id
