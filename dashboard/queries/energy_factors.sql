-- Emission factors of one province by accounting book; for the nation those of its regional grids. Books never mix.
SELECT *
FROM marts.factor
WHERE region_code = $region_id
    OR ($region_id = '100000' AND region_code LIKE 'grid:%')
ORDER BY factor_book, region_code, carrier, period
