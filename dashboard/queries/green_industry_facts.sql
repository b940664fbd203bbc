-- What documents and statistics say of one region's green industry, parks and renewables, with quotations. A document
-- on green industry is given whole; digital, building and transport facts of others are left to the region's page.
SELECT fact.*, document.issuer_zh, document.issued
FROM marts.fact AS fact
LEFT JOIN marts.document AS document
    ON fact.document_id = document.document_id
WHERE fact.region_id = $region_id
    AND (
        fact.sector IN (
            'green industry', 'supply chain', 'data', 'standards', 'industry', 'parks', 'innovation', 'finance',
            'renewables', 'carbon market', 'disclosure'
        )
        OR fact.document_id IN (SELECT document_id FROM marts.fact WHERE sector = 'green industry')
        OR fact.indicator IN (
            'green_factories_new', 'green_parks_new', 'green_supply_chain_firms_new', 'green_manufacturing_units_new',
            'green_industry_scale', 'green_manufacturing_scale', 'auto_new_four_output', 'new_energy_capacity',
            'new_energy_capacity_added', 'renewable_generation_share'
        )
    )
ORDER BY fact.fact_table, fact.document_id, fact.fact_id
