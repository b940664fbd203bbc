-- A share in percent is at least 0 and at most 100.
AUDIT (name a_share_lies_between_0_and_100_percent, standalone true);

SELECT observation.*
FROM marts.observation AS observation
JOIN marts.indicator AS indicator
    ON observation.indicator_id = indicator.indicator_id
WHERE indicator.kind = 'share' AND (observation.value < 0 OR observation.value > 100)
