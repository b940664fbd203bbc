-- Emission factors by accounting book. Books are never mixed in one series.
MODEL (name marts.factor, kind FULL, grain (factor_book, region_code, carrier, period));

SELECT *
FROM input.factor
