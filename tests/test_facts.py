"""The facts in one table: what is refused, what is confirmed, and what becomes a figure."""

from __future__ import annotations

import csv
import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog import CATALOG, catalogue, read_csv, read_yaml
from pipelines.documents.fact_figures import fact_indicators
from pipelines.documents.facts import COLUMNS, FACTS, fact_observations, load_documents, load_facts
from pipelines.errors import (
    CatalogueInvalid,
    DanglingId,
    DuplicateRow,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)
from pipelines.units import factor

CONFIRMED = {"confirmed_literal", "confirmed_reading", "counted", "derived"}


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return load_facts()


@pytest.fixture(scope="module")
def figures(facts) -> pd.DataFrame:
    return fact_observations(facts)


@pytest.fixture
def copy(tmp_path) -> Path:
    return Path(shutil.copytree(FACTS, tmp_path / "facts"))


@cache
def region_ids() -> frozenset[str]:
    return frozenset(row["region_id"] for row in read_csv(CATALOG, "regions"))


def load(folder: Path) -> pd.DataFrame:
    return load_facts(folder, region_ids())


def rewritten(path: Path, change) -> None:
    """Apply `change` to the list of rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = change(list(reader))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)


def planted(path: Path, number: int, **cells: str) -> None:
    """Change cells of one row; line number + 2 of a file without line breaks in its cells."""
    rewritten(path, lambda rows: [row | cells if i == number else row for i, row in enumerate(rows)])


# The table


def test_every_row_of_the_five_tables_is_a_fact(facts):
    for table, group in facts.groupby("fact_table"):
        with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            assert len(group) == len(list(csv.DictReader(stream)))


def test_columns_types_and_ids_are_those_of_the_contract(facts):
    assert {name: str(kind) for name, kind in facts.dtypes.items()} == COLUMNS
    assert facts["fact_id"].is_unique
    assert set(facts.loc[facts["fact_table"] == "document_facts", "fact_id"].str[0]) == {"S"}


def test_a_fact_has_a_number_or_a_text_and_never_both(facts):
    assert (facts["value"].isna() == facts["value_text"].ne("")).all()


def test_no_quotation_is_changed_on_the_way(facts):
    written = set()
    for path in FACTS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            written |= {row.get("quote") or row.get("quote_zh") for row in csv.DictReader(stream)}
    assert set(facts["quote"]) == written - {None}


def test_ids_do_not_depend_on_the_order_of_rows(copy, facts):
    for name in ("policy_targets", "official_energy"):
        rewritten(copy / f"{name}.csv", lambda rows: rows[::-1])
    pd.testing.assert_frame_equal(load(copy), facts)


def test_another_row_has_another_id(copy, facts):
    planted(copy / "policy_targets.csv", 3, note="read again")
    changed = load(copy)
    assert len(set(changed["fact_id"]) - set(facts["fact_id"])) == 1


def test_a_joint_target_keeps_both_regions_and_a_group_of_districts_none(facts):
    assert set(facts.loc[facts["region_zh"] == "宝山区+金山区", "region_id"]) == {"310113;310116"}
    assert set(facts.loc[facts["region_zh"] == "郊区(8区)", "region_id"]) == {""}


def test_a_target_without_a_number_keeps_its_words(facts):
    fact = facts.set_index("fact_id").loc["S020"]
    assert fact["comparator"] == "qualitative"
    assert "完成市下达目标" in fact["value_text"]


def test_a_target_among_the_energy_figures_is_a_target(facts):
    energy = facts[facts["fact_table"] == "official_energy"]
    assert set(energy.loc[energy["indicator"].str.endswith("_target"), "kind"]) == {"target"}


def test_a_report_about_a_document_is_press():
    documents = load_documents().set_index("document_id")["source_class"]
    assert documents["baoshan_green_industry_2024"] == "press"
    assert documents["huangpu_carbon_peak_plan_2023"] == "official"


# What is refused


def test_an_unknown_column_is_refused_by_name(copy):
    path = copy / "official_stats.csv"
    path.write_text(path.read_text("utf-8").replace("source_class", "source_klass", 1), "utf-8")
    with pytest.raises(CatalogueInvalid, match=r"official_stats.csv line 1.*source_klass"):
        load(copy)


def test_a_row_without_all_its_cells_is_refused_with_its_line(copy):
    with (copy / "policy_targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("上海市,Shanghai,310000\n")
    with pytest.raises(CatalogueInvalid, match=r"policy_targets.csv line 129.*17 cells"):
        load(copy)


def test_a_file_that_ends_within_a_cell_is_refused(copy):
    path = copy / "policy_targets.csv"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index(',"') + 20], "utf-8")
    with pytest.raises(RawFileUnreadable, match=r"policy_targets.csv"):
        load(copy)


def test_a_document_that_nobody_knows_is_refused_with_its_line(copy):
    planted(copy / "document_facts.csv", 4, document_id="lost_plan")
    with pytest.raises(DanglingId, match=r"document_facts.csv line 6.*lost_plan"):
        load(copy)


def test_an_adcode_that_nobody_knows_is_refused_with_its_line(copy):
    planted(copy / "real_gdp_growth.csv", 0, adcode="319999")
    with pytest.raises(UnknownRegion, match=r"real_gdp_growth.csv line 2.*319999"):
        load(copy)


def test_a_fact_without_a_quotation_is_refused_with_its_line(copy):
    planted(copy / "official_energy.csv", 9, quote=" ")
    with pytest.raises(CatalogueInvalid, match=r"official_energy.csv line 11.*no quotation"):
        load(copy)


@pytest.mark.parametrize("value", ["215,30", "nan", "", "about 3"])
def test_a_value_that_is_no_number_is_refused_with_its_line(copy, value):
    planted(copy / "official_energy.csv", 0, value=value)
    with pytest.raises(NotANumber, match=r"official_energy.csv line 2"):
        load(copy)


def test_an_unknown_way_of_knowing_is_refused(copy):
    planted(copy / "document_facts.csv", 0, how="guessed")
    with pytest.raises(CatalogueInvalid, match=r"document_facts.csv line 2.*guessed"):
        load(copy)


def test_a_row_that_stands_twice_is_refused_with_both_lines(copy):
    rewritten(copy / "official_stats.csv", lambda rows: [*rows, rows[0]])
    with pytest.raises(DuplicateRow, match=r"official_stats.csv line 240.*line 2"):
        load(copy)


def test_a_table_that_is_missing_is_named(copy):
    (copy / "official_energy.csv").unlink()
    with pytest.raises(RawFileMissing, match=r"official_energy.csv"):
        load(copy)


# What is confirmed


def test_each_class_of_confirmation_stands_for_what_it_says(facts):
    known = facts.set_index("fact_id")["confirmation"]
    expected = {
        "S001": "confirmed_literal",  # 绿色园区7个
        "S030": "confirmed_reading",  # 百幢
        "S060": "confirmed_reading",  # 百兆瓦
        "S022": "confirmed_reading",  # 九大行动
        "S007": "confirmed_reading",  # 2024年8月
        "S073": "counted",
        "S188": "derived",
        "S148": "words_only",
        "S011": "unconfirmed",  # the month stands in the sentence before
    }
    assert {fact_id: known[fact_id] for fact_id in expected} == expected


def test_a_confirmed_number_is_marked_in_its_quotation(facts):
    confirmed = facts[facts["confirmation"].isin(CONFIRMED)]
    assert confirmed[["confirmed_start", "confirmed_end"]].notna().all(axis=None)
    assert (confirmed["confirmed_start"] < confirmed["confirmed_end"]).all()
    assert (confirmed["confirmed_end"] <= confirmed["quote"].str.len()).all()
    rest = facts[~facts["confirmation"].isin(CONFIRMED)]
    assert rest[["confirmed_start", "confirmed_end"]].isna().all(axis=None)


def test_a_literal_confirmation_marks_the_digits_of_the_value(facts):
    for fact in facts[facts["confirmation"] == "confirmed_literal"].itertuples():
        marked = fact.quote[fact.confirmed_start : fact.confirmed_end].replace(",", "").replace("−", "-")
        assert f"{abs(fact.value):g}" in marked or f"{abs(fact.value)}" in marked, (fact.fact_id, marked)


def test_what_is_not_confirmed_is_listed_and_nothing_else(facts):
    rest = facts[facts["confirmation"] == "unconfirmed"]
    names = rest["region_zh"] + rest["indicator_zh"]
    assert dict(zip(names, rest["confirmation_note"], strict=True)) == {
        "嘉定区工业用电": "unit_differs",
        "甘肃省单位GDP电耗变化": "direction_differs",
        "宝山区工业总产值": "quotation_cut",
        "浦东新区节能低碳专项资金管理办法(新版)印发时间": "not_in_quotation",
    }  # fmt: skip


def test_every_reason_has_its_sentence(facts):
    assert set(facts["confirmation_note"]) <= set(read_yaml(CATALOG, "confirmations"))


@pytest.mark.parametrize(
    ("table", "number", "cells"),
    [
        ("document_facts", 185, {"value": "1003.96"}),  # Baoshan's green industry, two digits changed over
        ("document_facts", 72, {"value": "6"}),  # seven are listed
        ("document_facts", 187, {"value": "48.90"}),  # 482.66 / 1003.69
        ("policy_targets", 1, {"value": "15.3"}),
        ("official_stats", 0, {"value": "16751.15"}),
        ("official_energy", 4, {"value": "3.34"}),  # Jiading's intensity fell
        ("real_gdp_growth", 5, {"growth_percent": "11.1"}),
    ],
)
def test_a_planted_wrong_value_is_found_as_exactly_that_row(copy, facts, table, number, cells):
    planted(copy / f"{table}.csv", number, **cells)
    changed = load(copy)
    found = changed[(changed["confirmation"] == "unconfirmed")]
    new = found[~found["quote"].isin(facts.loc[facts["confirmation"] == "unconfirmed", "quote"])]
    value = next(iter(cells.values()))
    assert new[["fact_table", "value"]].values.tolist() == [[table, float(value)]]


def test_a_value_from_the_next_column_of_a_table_is_found(copy, facts):
    """Guangdong 2020: -1.16 | 1.1 | 1.16. The sign of one column is the value of another."""
    with (FACTS / "official_energy.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    number = next(
        i
        for i, row in enumerate(rows)
        if row["quote"] == "Guangdong | -1.16 | 1.1 | 1.16" and row["indicator"] == "energy_per_gdp_change"
    )
    planted(copy / "official_energy.csv", number, value="1.16")
    changed = load(copy)
    new = changed[(changed["confirmation_note"] == "other_column")]
    assert new[["region_zh", "indicator", "value"]].values.tolist() == [
        ["广东省", "energy_per_gdp_change", 1.16]
    ]
    assert "other_column" not in set(facts["confirmation_note"])


# What becomes a figure


def test_baoshans_green_industry_is_a_total_and_one_segment(figures):
    green = figures[figures["indicator_id"].eq("green_low_carbon_industry")]
    pairs = set(zip(green["sector_id"], green["value"], green["unit"], strict=True))
    assert pairs == {("", 1003.69, "100M yuan"), ("green_manufacturing", 482.66, "100M yuan")}
    assert set(green["region_id"]) == {"310113"}


def test_bounds_approximations_targets_and_streets_are_no_figures(facts, figures):
    carried = facts.set_index("fact_id").loc[figures["fact_id"]]
    assert set(carried["comparator"]) == {"="}
    assert set(carried["kind"]) == {"observed"}
    assert set(carried["street_zh"]) == {""}
    assert "derived" not in set(carried["how"])


def test_jiadings_account_adds_up(figures):
    jiading = figures[figures["region_id"].eq("310114") & figures["period"].eq("2016")]
    account = jiading[jiading["indicator_id"].eq("energy_total")].set_index("sector_id")["value"]
    assert account["industry"] + account["tertiary"] == pytest.approx(account[""])
    assert account["transport_storage"] + account["other_tertiary"] == pytest.approx(account["tertiary"])
    assert account["above_scale_industry"] < account["industry"]


def test_the_land_of_the_sixteen_districts_is_6340_50_km2(figures):
    land = figures[figures["indicator_id"].eq("land_area") & figures["period"].eq("2024")]
    assert land["region_id"].nunique() == len(land) == 16
    assert land["value"].sum() == pytest.approx(6340.50)


def test_editions_of_one_year_are_all_kept(figures):
    china = figures[
        figures["indicator_id"].eq("energy_intensity_change")
        & figures["region_id"].eq("100000")
        & figures["sector_id"].eq("")
        & figures["period"].eq("2007")
    ]
    assert sorted(china["value"]) == [-5.04, -4.04, -3.66]
    assert china["edition"].nunique() == 3


def test_one_fact_is_one_figure(figures):
    assert figures["fact_id"].is_unique


def test_reported_is_official_and_read(facts, figures):
    joined = figures.merge(facts[["fact_id", "source_class", "address_status"]], on="fact_id")
    reported = joined["source_class"].eq("official") & joined["address_status"].eq("read")
    assert (joined["value_status"].eq("reported") == reported).all()
    assert set(joined["value_status"]) == {"reported", "transcribed"}


def test_what_was_not_read_at_its_address_says_so(facts, figures):
    joined = figures.merge(facts[["fact_id", "address_status"]], on="fact_id")
    says_so = joined["caveats"].str.contains("not_read_at_source")
    assert (says_so == joined["address_status"].ne("read")).all()


def test_levels_on_a_price_basis_carry_its_year_or_the_caveat(figures):
    levels = figures[figures["indicator_id"].eq("energy_intensity")]
    assert (levels["price_year"].isna() == levels["caveats"].str.contains("price_basis_not_stated")).all()
    assert set(levels["price_year"].dropna()) == {2005}


def test_units_convert_to_those_of_the_indicator(figures):
    known = catalogue().indicators
    assert set(figures.loc[figures["unit"].eq("tce/(1000 yuan)"), "indicator_id"]) == {"energy_intensity"}
    assert factor("tce/(1000 yuan)", known["energy_intensity"].unit) == 10
    for indicator, unit in figures[["indicator_id", "unit"]].drop_duplicates().itertuples(index=False):
        assert factor(unit, known[indicator].unit) > 0


def test_a_period_of_several_years_is_named_by_both_ends(figures):
    plan = figures[figures["frequency"].eq("five_years")]
    assert {"2006-2010", "2011-2015", "2016-2020"} == set(plan["period"])


def test_months_of_a_year_are_no_year(figures):
    part = figures[figures["frequency"].eq("year_to_date")]
    assert not part["period"].str.fullmatch(r"\d{4}").any()
    assert (figures.loc[figures["frequency"].eq("annual"), "period"].str.fullmatch(r"\d{4}")).all()


def test_a_figure_of_an_unknown_indicator_is_refused_with_its_line(tmp_path):
    folder = Path(shutil.copytree(CATALOG, tmp_path / "catalog"))
    path = folder / "fact_indicators.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1] = lines[1].replace("green_low_carbon_industry", "green_glow")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(DanglingId, match=r"fact_indicators.csv line 2.*green_glow"):
        fact_indicators(folder)
