"""English names of Chinese places: pinyin with the readings that place names have, and the word for the unit.

What pinyin cannot know (Hohhot, Kashgar, Kinmen) is written by hand into data/catalog/regions.csv.
"""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

# What the name of a unit ends in -> its English word. The longest ending that leaves two characters wins.
_ENDINGS = {
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "自治州": "Autonomous Prefecture",
    "地区": "Prefecture", "新区": "New Area", "矿区": "Mining District", "特区": "Special District",
    "县": "County", "旗": "Banner", "盟": "League", "区": "District", "市": "City",
}  # fmt: skip

# Peoples in the names of autonomous units, in the spelling of official English texts.
_PEOPLES = {
    "回": "Hui", "藏": "Tibetan", "蒙古": "Mongol", "满": "Manchu", "苗": "Miao", "侗": "Dong", "瑶": "Yao",
    "壮": "Zhuang", "土家": "Tujia", "彝": "Yi", "傣": "Dai", "白": "Bai", "哈尼": "Hani", "黎": "Li",
    "朝鲜": "Korean", "羌": "Qiang", "水": "Shui", "布依": "Buyei", "仡佬": "Gelao", "仫佬": "Mulao",
    "毛南": "Maonan", "畲": "She", "佤": "Va", "拉祜": "Lahu", "布朗": "Blang", "纳西": "Naxi",
    "傈僳": "Lisu", "独龙": "Derung", "怒": "Nu", "普米": "Pumi", "景颇": "Jingpo", "东乡": "Dongxiang",
    "保安": "Bonan", "撒拉": "Salar", "裕固": "Yugur", "哈萨克": "Kazakh", "土": "Tu", "塔吉克": "Tajik",
    "锡伯": "Xibe",
    "柯尔克孜": "Kirgiz", "达斡尔": "Daur", "鄂温克": "Evenki", "鄂伦春": "Oroqen", "各": "Multi-ethnic",
}  # fmt: skip
_PEOPLE = re.compile(rf"({'|'.join(sorted(_PEOPLES, key=len, reverse=True))})族?$")

# Characters whose reading in place names is not the dictionary's first one.
_READINGS = {
    "长": "chang", "都": "du", "朝": "chao", "乐": "le", "勒": "le", "什": "shi", "尾": "wei", "葛": "ge",
    "佛": "fo", "阿": "a", "埔": "pu", "牟": "mu", "多": "duo", "石": "shi", "会": "hui", "柏": "bai",
}  # fmt: skip


def english_name(name_zh: str, level: str) -> str:
    """Return the name in pinyin with the word for the unit: 义安区 -> Yi'an District.

    Peoples are named: 天祝藏族自治县 -> Tianzhu Tibetan Autonomous County. A city at the level of a
    prefecture goes without the word: 合肥市 -> Hefei.
    """
    ending = next((e for e in _ENDINGS if len(name_zh) - len(e) >= 2 and name_zh.endswith(e)), "")
    ending = ending or next((e for e in ("县", "旗", "区", "市") if name_zh.endswith(e) and name_zh != e), "")
    stem, peoples = _without_peoples(name_zh.removesuffix(ending), ending)
    word = "" if level == "prefecture" and ending == "市" else _ENDINGS.get(ending, "")
    return " ".join(filter(None, [_spelled(stem), peoples, word]))


def pinyin_initials(name_zh: str) -> str:
    """Return the first letters by which a name is searched: 宝山区 -> bsq."""
    return "".join(syllable[0] for syllable in _syllables(name_zh))


def short_name(name_zh: str) -> str:
    """Return the name without its ending where two characters remain: 宝山区 -> 宝山, 和县 -> 和县."""
    autonomous = re.fullmatch(r"(.+)自治[县旗州]", name_zh)
    if autonomous:
        return _without_peoples(autonomous[1], "自治县")[0]
    return re.sub(r"(?<=..)(新区|地区|盟|区|县|市|旗|省)$", "", name_zh)


def _without_peoples(stem: str, ending: str) -> tuple[str, str]:
    """Split 张家川回族 into 张家川 and Hui; only units of a people carry one in their name."""
    peoples: list[str] = []
    if not (ending.startswith("自治") or stem.endswith("族")):
        return stem, ""
    while (found := _PEOPLE.search(stem)) and found.start() >= 2:
        peoples.insert(0, _PEOPLES[found[1]])
        stem = stem[: found.start()]
    return stem, " and ".join(filter(None, [", ".join(peoples[:-1]), *peoples[-1:]]))


def _syllables(text: str) -> list[str]:
    syllables = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    return [_READINGS.get(sign, syllable) for sign, syllable in zip(text, syllables, strict=True)]


def _spelled(text: str) -> str:
    first, *rest = _syllables(text)
    return (first + "".join(f"'{s}" if s[0] in "aeo" else s for s in rest)).capitalize()
