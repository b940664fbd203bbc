-- Facts whose number no program could find in the quotation: 未自动核对. No quotation is edited.
AUDIT (name a_fact_is_confirmed_in_its_quotation, standalone true);

SELECT fact_id, fact_table, region_zh, indicator_zh, value, unit, how, confirmation_note, quote
FROM marts.fact
WHERE confirmation = 'unconfirmed'
