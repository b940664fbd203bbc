"""The 31 provinces as publishers write them: adcode, full and short Chinese name, English name."""

from __future__ import annotations

from typing import NamedTuple

NATION = "100000"


class Province(NamedTuple):
    adcode: str
    full_zh: str
    short_zh: str
    en: str


PROVINCES = (
    Province("110000", "北京市", "北京", "Beijing"),
    Province("120000", "天津市", "天津", "Tianjin"),
    Province("130000", "河北省", "河北", "Hebei"),
    Province("140000", "山西省", "山西", "Shanxi"),
    Province("150000", "内蒙古自治区", "内蒙古", "Inner Mongolia"),
    Province("210000", "辽宁省", "辽宁", "Liaoning"),
    Province("220000", "吉林省", "吉林", "Jilin"),
    Province("230000", "黑龙江省", "黑龙江", "Heilongjiang"),
    Province("310000", "上海市", "上海", "Shanghai"),
    Province("320000", "江苏省", "江苏", "Jiangsu"),
    Province("330000", "浙江省", "浙江", "Zhejiang"),
    Province("340000", "安徽省", "安徽", "Anhui"),
    Province("350000", "福建省", "福建", "Fujian"),
    Province("360000", "江西省", "江西", "Jiangxi"),
    Province("370000", "山东省", "山东", "Shandong"),
    Province("410000", "河南省", "河南", "Henan"),
    Province("420000", "湖北省", "湖北", "Hubei"),
    Province("430000", "湖南省", "湖南", "Hunan"),
    Province("440000", "广东省", "广东", "Guangdong"),
    Province("450000", "广西壮族自治区", "广西", "Guangxi"),
    Province("460000", "海南省", "海南", "Hainan"),
    Province("500000", "重庆市", "重庆", "Chongqing"),
    Province("510000", "四川省", "四川", "Sichuan"),
    Province("520000", "贵州省", "贵州", "Guizhou"),
    Province("530000", "云南省", "云南", "Yunnan"),
    Province("540000", "西藏自治区", "西藏", "Tibet"),
    Province("610000", "陕西省", "陕西", "Shaanxi"),
    Province("620000", "甘肃省", "甘肃", "Gansu"),
    Province("630000", "青海省", "青海", "Qinghai"),
    Province("640000", "宁夏回族自治区", "宁夏", "Ningxia"),
    Province("650000", "新疆维吾尔自治区", "新疆", "Xinjiang"),
)

ADCODE_BY_FULL_ZH = {province.full_zh: province.adcode for province in PROVINCES}
ADCODE_BY_SHORT_ZH = {province.short_zh: province.adcode for province in PROVINCES}
ADCODE_BY_EN = {province.en: province.adcode for province in PROVINCES}
