-- What each number is.
MODEL (name marts.indicator, kind FULL, grain (indicator_id));

SELECT *
FROM input.indicator
