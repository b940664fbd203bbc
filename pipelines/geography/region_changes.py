"""data/catalog/region_changes.csv: where the units of 2010 of the county CO2 source are found today.

The CSV is the truth and written by hand: approvals of the State Council (国函) and the Ministry of Civil
Affairs (民函) with their numbers, or the ministry's code lists of two years compared, both as a public
compilation quotes them (github.com/yescallop/areacodes). A row that stands stays as it is. For a code that is
neither in today's division nor in the CSV the program proposes what names alone can tell.

kind
* renamed: one unit of today, same territory: a new code, a new name, a county that became a city
* county_to_district: one unit of today, a county or city that became a district
* merged: one unit of today that took in others as well; totals are added up
* split: divided among several units, none of which the approval names as its continuation; never apportioned
* unresolved: no document at hand; it counts in its province and is not drawn
A unit that gave away some towns and went on under its name is resolved; the evidence names the towns. So are
units that kept their code: the source has the boundaries of 2010, the map has today's. Rows from a code to
itself say that today's unit of that code is another territory than that of 2010.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.catalog import CATALOG
from pipelines.geography.divisions import units

CHANGE_COLUMNS = ["from_id", "to_id", "year", "kind", "evidence", "evidence_en"]

# What a proposal says for itself, in both languages.
IN_PREFECTURE = ("推断：同一地级区划内名称主干相同", "Inferred: same stem of the name in the same prefecture")
IN_PROVINCE = ("推断：同一省内唯一名称主干相同", "Inferred: the only unit of the province with this stem")
NOT_FOUND = ("今行政区划中未找到同名单元", "No unit of today's division has this name")


def add_region_changes(gone_by: pd.DataFrame, catalog: Path = CATALOG) -> int:
    """Add a proposal for every code that region_changes.csv does not have; return how many were added.

    `gone_by` has code and name_zh of the units whose codes may have gone by since: those of
    pipelines.geography.regions.units_of_2010().
    """
    path = catalog / "region_changes.csv"
    standing = pd.read_csv(path, dtype=str, keep_default_na=False)
    today = units()[["county_id", "county_zh"]].set_axis(["code", "name_zh"], axis=1)
    known = gone_by["code"].isin(today["code"]) | gone_by["code"].isin(standing["from_id"])
    # A unit of today whose code was in use then, or to which another was led, is no candidate.
    taken = set(gone_by["code"]) | set(standing["to_id"])
    added = proposals(gone_by[~known], today[~today["code"].isin(taken)])
    table = pd.concat([standing, added], ignore_index=True)[CHANGE_COLUMNS].sort_values(["from_id", "to_id"])
    table.to_csv(path, index=False, lineterminator="\n")
    return len(added)


def proposals(gone: pd.DataFrame, today: pd.DataFrame) -> pd.DataFrame:
    """Return one row a unit of `gone`: led to the unit of `today` with the same name stem, or unresolved.

    Both frames have code and name_zh. First the units of the same prefecture are looked at, then those of the
    province; two candidates are none. The year is left empty, because a name does not tell it.
    """
    today = today.assign(stem=today["name_zh"].map(name_stem))
    rows = [_proposal(code, name, today) for code, name in zip(gone["code"], gone["name_zh"], strict=True)]
    return pd.DataFrame(rows, columns=CHANGE_COLUMNS)


def name_stem(name_zh: str) -> str:
    """Return the characters by which a unit is known under any ending: 密云县 and 密云区 -> 密云.

    A name of one character takes another when the unit becomes a district or a city: 滦县 and 滦州市 -> 滦.
    """
    stem = name_zh[:-1] if len(name_zh) > 1 and name_zh[-1] in "县市区旗" else name_zh
    return stem[:-1] if len(stem) == 2 and stem[-1] in "州城县" else stem


def _proposal(code: str, name_zh: str, today: pd.DataFrame) -> tuple[str, str, str, str, str, str]:
    same_stem = today[today["stem"].eq(name_stem(name_zh))]
    for digits, (evidence, evidence_en) in ((4, IN_PREFECTURE), (2, IN_PROVINCE)):
        found = same_stem[same_stem["code"].str[:digits].eq(code[:digits])]
        if len(found) == 1:
            to_id, to_name = found.iloc[0]["code"], found.iloc[0]["name_zh"]
            became_district = name_zh[-1] in "县市" and to_name[-1] == "区"
            kind = "county_to_district" if became_district else "renamed"
            return code, to_id, "", kind, evidence, evidence_en
    return code, "", "", "unresolved", *NOT_FOUND
