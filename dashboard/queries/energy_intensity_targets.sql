-- The fall of energy per unit of GDP from 2020 to 2025 that the nation, provinces and districts set themselves.
SELECT target.*, region.name_zh, region.name_en, region.level, region.parent_id
FROM marts.target AS target
JOIN marts.region AS region
    ON target.region_id = region.region_id
WHERE target.indicator_zh = '单位GDP能耗累计下降率' AND target.base_year = '2020' AND target.target_year = 2025
QUALIFY ROW_NUMBER() OVER (PARTITION BY target.region_id ORDER BY target.fact_id) = 1
ORDER BY region.region_id
