-- A ratio is its numerator over its denominator of the same region and year.
AUDIT (name a_ratio_recomputes_from_its_parts, standalone true);

SELECT observation.region_id, observation.indicator_id, observation.year, observation.source_id, observation.value,
    ratio.numerator_value, ratio.denominator_value
FROM marts.observation AS observation
LEFT JOIN core.ratio AS ratio
    ON observation.region_id = ratio.region_id
    AND observation.indicator_id = ratio.indicator_id
    AND observation.year = ratio.year
    AND observation.source_id = ratio.source_id
    AND observation.edition = ratio.edition
LEFT JOIN core.level AS numerator
    ON numerator.region_id = ratio.region_id
    AND numerator.indicator_id = ratio.numerator_id
    AND numerator.source_id = ratio.source_id
    AND numerator.edition = ratio.edition
    AND numerator.year = ratio.year
WHERE observation.indicator_id IN (SELECT indicator_id FROM input.ratio)
    AND (
        ratio.numerator_value IS NULL
        OR numerator.value IS DISTINCT FROM ratio.numerator_value
        OR ABS(observation.value - ratio.numerator_value / ratio.denominator_value * ratio.factor)
            > 1e-9 * ABS(observation.value)
    )
