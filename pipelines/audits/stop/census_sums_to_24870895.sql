-- The 16 districts of the census of 2020 give the city's 24,870,895 residents.
AUDIT (name census_sums_to_24870895, standalone true);

SELECT SUM(value) AS residents_10k
FROM marts.observation
WHERE source_id = 'shanghai_census' AND indicator_id = 'population_resident'
HAVING ROUND(SUM(value) * 10000) IS DISTINCT FROM 24870895
