-- A code without a territory cannot be shown or summed.
AUDIT (name every_observation_names_a_known_region, standalone true);

SELECT observation.*
FROM marts.observation AS observation
LEFT JOIN marts.region AS region
    ON observation.region_id = region.region_id
WHERE region.region_id IS NULL
