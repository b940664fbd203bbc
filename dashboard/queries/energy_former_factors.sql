-- The electricity and heat factors of a local accounting rule as a notice prints them, the former ones too.
SELECT indicator, indicator_zh, value, unit, period, source_title, source_class, address_status, quote
FROM marts.fact
WHERE region_id = $region_id AND indicator IN ('emission_factor_electricity', 'emission_factor_heat')
ORDER BY indicator, period
