-- Every row of document facts, targets, statistics, energy figures and growth rates, with its quotation.
MODEL (name marts.fact, kind FULL, grain (fact_id));

SELECT *
FROM input.fact
