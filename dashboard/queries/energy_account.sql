-- The energy account of one region and year: the whole and its branches, each with what it is part of, growth, energy
-- per value added and its change. Whole before part. Branches overlap; they are added up within one parent only.
WITH figure AS (
    SELECT *
    FROM marts.observation
    WHERE region_id = $region_id AND source_id = 'documents' AND frequency = 'annual' AND year IS NOT NULL
)

SELECT
    amount.year,
    COALESCE(NULLIF(amount.sector_id, ''), 'total')       AS item_id,
    CASE
        WHEN amount.sector_id = '' THEN ''
        WHEN amount.sector_id = 'above_scale_industry' THEN 'industry'
        WHEN amount.sector_id IN ('transport_storage', 'trade_hotel', 'other_tertiary') THEN 'tertiary'
        ELSE 'total'
    END                                                   AS parent_id,
    amount.value,
    amount.unit,
    growth.value                                          AS growth_percent,
    intensity.value                                       AS intensity,
    intensity.unit                                        AS intensity_unit,
    intensity_change.value                                AS intensity_change_percent,
    amount.edition                                        AS source_title,
    amount.caveats,
    amount.quote,
    fact.source_class,
    fact.address_status,
    fact.confirmed_start,
    fact.confirmed_end
FROM figure AS amount
JOIN marts.fact AS fact
    ON amount.fact_id = fact.fact_id
LEFT JOIN figure AS growth
    ON growth.indicator_id = 'energy_total_change' AND growth.year = amount.year
    AND growth.sector_id = amount.sector_id AND growth.edition = amount.edition
LEFT JOIN figure AS intensity
    ON intensity.indicator_id = 'energy_intensity' AND intensity.year = amount.year
    AND intensity.sector_id = amount.sector_id AND intensity.edition = amount.edition
LEFT JOIN figure AS intensity_change
    ON intensity_change.indicator_id = 'energy_intensity_change' AND intensity_change.year = amount.year
    AND intensity_change.sector_id = amount.sector_id AND intensity_change.edition = amount.edition
WHERE amount.indicator_id = 'energy_total'
ORDER BY
    amount.year DESC,
    amount.sector_id <> '',
    LIST_POSITION(
        ['industry', 'above_scale_industry', 'tertiary', 'transport_storage', 'trade_hotel', 'other_tertiary', 'household'],
        amount.sector_id
    )
