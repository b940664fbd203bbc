"""A panel as a file: what it may look like, what is said of it, and that one bad unit stops nobody."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipelines.__main__ import app
from pipelines.analytics.panel import project_panel
from pipelines.analytics.projection import PATHS, SEED
from pipelines.errors import LayoutChanged, OutputNotWritten, RawFileMissing, RawFileUnreadable
from pipelines.panel_files import project_file, read_panel, summary_path

FAN = ["unit", "year", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean"]
SUMMARY = [
    "unit", "origin", "p_no_new_record", "p_peak_by_horizon", "peak_year_q10", "peak_year_q50",
    "peak_year_q90", "status",
]  # fmt: skip


def rising(unit: str, first: int = 2005, last: int = 2019) -> list[str]:
    """Rows of unit, year, co2 that rise by about three percent a year."""
    return [
        f"{unit},{year},{20 * math.exp(0.03 * (year - first) + 0.04 * math.sin(2.1 * year)):.4f}"
        for year in range(first, last + 1)
    ]


def write(path: Path, *rows: str, header: str = "unit,year,co2", encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
    return path


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    return tmp_path / "panel.csv"


@pytest.fixture
def project(tmp_path: Path):
    """Run the command on a panel; return exit code, what it said, the fans and the summary."""

    def run(panel: Path, *options: str) -> tuple[int, str, pd.DataFrame, pd.DataFrame]:
        out = tmp_path / "out.csv"
        command = ["project", str(panel), "--horizon", "5", "--out", str(out), "--paths", "200", *options]
        result = CliRunner().invoke(app, command)
        kinds = {"unit": "string"}
        fans, summary = (
            pd.read_csv(path, dtype=kinds, keep_default_na=False, na_values={})
            for path in (out, summary_path(out))
        )
        return result.exit_code, result.output, fans, summary

    return run


def statuses(summary: pd.DataFrame) -> dict[str, str]:
    return dict(zip(summary["unit"], summary["status"], strict=True))


def test_the_files_have_the_columns_others_rely_on_and_the_years_after_the_origin(panel, project):
    code, _, fans, summary = project(write(panel, *rising("A"), *rising("B", last=2021)))
    assert code == 0
    assert list(fans.columns)[: len(FAN)] == FAN
    assert list(summary.columns)[: len(SUMMARY)] == SUMMARY
    assert fans.groupby("unit")["year"].agg(list).to_dict() == {
        "A": [2020, 2021, 2022, 2023, 2024],
        "B": [2022, 2023, 2024, 2025, 2026],
    }


def test_the_same_file_and_seed_give_the_same_bytes_and_another_seed_others(panel, tmp_path):
    write(panel, *rising("A"))
    outs = [tmp_path / name for name in ("one.csv", "two.csv", "three.csv")]
    for out, seed in zip(outs, (7, 7, 8), strict=True):
        project_file(panel, out=out, horizon=5, paths=200, seed=seed, say=lambda _: None)
    one, two, three = ([out.read_bytes(), summary_path(out).read_bytes()] for out in outs)
    assert one == two
    assert one[0] != three[0]


def test_the_commands_defaults_are_those_of_the_method(panel, tmp_path):
    write(panel, *rising("A"))
    out = tmp_path / "out.csv"
    assert (
        CliRunner().invoke(app, ["project", str(panel), "--horizon", "3", "--out", str(out)]).exit_code == 0
    )
    fans = project_panel(read_panel(panel).panel, horizon=3, paths=PATHS, seed=SEED).fans
    assert out.read_text("utf-8") == fans.to_csv(index=False, lineterminator="\n")


def test_bad_units_are_named_and_leave_the_good_one_as_if_it_were_alone(panel, project):
    _, _, alone, _ = project(write(panel, *rising("good")))
    bad = [
        *rising("nine", 2011), *rising("zero"), "zero,2020,0", *rising("holed"), "holed,2021,30",
        *rising("twice"), "twice,2019,31", *(f"still,{year},5" for year in range(2000, 2015)),
        *rising("worded"), "worded,2020,about 31",
    ]  # fmt: skip
    code, said, fans, summary = project(write(panel, *bad, *rising("good")))
    assert code == 0
    assert statuses(summary) == {
        "good": "ok", "holed": "gap", "nine": "too_short", "still": "constant", "twice": "duplicate_year",
        "worded": "gap", "zero": "non_positive",
    }  # fmt: skip
    assert "gap: holed, worded" in said
    pd.testing.assert_frame_equal(fans, alone)


def test_the_exit_code_is_1_only_when_no_unit_is_ok_and_the_summary_still_says_why(panel, project):
    code, _, fans, summary = project(write(panel, *rising("nine", 2011), *rising("five", 2015)))
    assert code == 1
    assert fans.empty
    assert statuses(summary) == {"five": "too_short", "nine": "too_short"}


def test_a_word_where_a_number_should_be_is_named_with_its_line(panel, project):
    rows = rising("A")
    code, said, _, summary = project(write(panel, *rows, '"B",2005,"1,234.5"', "C,2005年,3"))
    assert code == 0
    assert f"NotANumber: panel.csv line {len(rows) + 2}, column co2: '1,234.5' is not a number" in said
    assert f"panel.csv line {len(rows) + 3}, column year: '2005年' is not a number" in said
    assert statuses(summary)["A"] == "ok"


def test_a_comma_too_many_spoils_its_unit_and_no_other(panel, project):
    torn = rising("torn")
    torn[3] = "torn,2008,1,234.5"
    code, said, _, summary = project(write(panel, *torn, *rising("whole")))
    assert code == 0
    assert "panel.csv line 5: 4 cells stand under 3 columns" in said
    assert statuses(summary) == {"torn": "gap", "whole": "ok"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_names_come_through_in_the_encodings_that_excel_writes(panel, project, encoding):
    code, said, fans, summary = project(write(panel, *rising("宝山区"), encoding=encoding))
    assert code == 0
    assert statuses(summary) == {"宝山区": "ok"}
    assert set(fans["unit"]) == {"宝山区"}
    assert ("read as GB18030" in said) == (encoding == "gb18030")


def test_a_unit_called_na_is_a_unit_while_an_empty_number_is_missing(panel):
    read = read_panel(write(panel, "NA,2005,NA", "NA,2006,", "NA,2007", "NA,2008,0"))
    assert read.panel["unit"].tolist() == ["NA"] * 4
    assert read.panel["co2"].isna().tolist() == [True, True, True, False]
    assert read.panel["co2"].iloc[3] == 0
    assert read.notices == ()


def test_order_of_columns_capitals_and_blank_lines_do_not_matter(panel):
    plain = read_panel(write(panel, "A,2005,1.5", "A,2006,2e0")).panel
    other = write(panel, "2005, 1.5 ,A,", "", ",,,", "2006,2,A,", header="Year,CO2,Unit,")
    pd.testing.assert_frame_equal(read_panel(other).panel, plain)


def test_unknown_columns_are_said_and_ignored(panel, project):
    rows = rising("A")
    _, _, plain, _ = project(write(panel, *rows))
    noted = write(panel, *(f"{row},seen" for row in rows), header="unit,year,co2,note")
    _, said, fans, _ = project(noted)
    assert "columns not used: note" in said
    pd.testing.assert_frame_equal(fans, plain)


def test_population_and_gdp_are_taken_in_where_they_are_given(panel, project):
    driven = [f"{row},{100 + n},{50 * 1.06**n:.3f}" for n, row in enumerate(rising("A"))]
    _, _, _, summary = project(write(panel, *driven, header="unit,year,co2,population,gdp"))
    assert summary["form"].tolist() == ["kaya"]


def test_a_missing_column_is_named_with_those_that_are_there(panel):
    with pytest.raises(LayoutChanged, match=r"no column co2 among unit, year, emissions"):
        read_panel(write(panel, "A,2005,1", header="unit,year,emissions"))


def test_a_column_given_twice_is_refused(panel):
    with pytest.raises(LayoutChanged, match="co2 is given twice"):
        read_panel(write(panel, "A,2005,1,1", header="unit,year,co2,CO2"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"unit,year,co2\n", "no rows under the header"),
        ("unit,year,co2\n".encode("utf-16"), "not text in UTF-8 or GB18030"),
        (b"PK\x03\x04\xff\xff\x00", "not text in UTF-8 or GB18030"),
        (b'unit,year,co2\n"A,2005,1\n', "line 2: it is not CSV"),
    ],
)
def test_a_file_that_is_no_panel_says_what_it_is(panel, content, what):
    panel.write_bytes(content)
    with pytest.raises(RawFileUnreadable, match=what):
        read_panel(panel)


def test_a_file_that_is_not_there_is_named(panel):
    with pytest.raises(RawFileMissing, match=r"panel\.csv: there is no such file"):
        read_panel(panel)


def test_the_panel_is_never_overwritten_by_its_results(panel):
    write(panel, *rising("A"))
    before = panel.read_bytes()
    with pytest.raises(OutputNotWritten):
        project_file(panel, out=panel, horizon=3, paths=10, seed=1, say=lambda _: None)
    assert panel.read_bytes() == before


def test_results_that_cannot_be_written_leave_the_older_ones_whole(panel, tmp_path):
    write(panel, *rising("A"))
    out = tmp_path / "out.csv"
    summary_path(out).mkdir()  # a folder stands where the summary should go
    out.write_text("of yesterday", "utf-8")
    with pytest.raises(OutputNotWritten, match=r"out\.summary\.csv"):
        project_file(panel, out=out, horizon=3, paths=10, seed=1, say=lambda _: None)
    assert out.read_text("utf-8") == "of yesterday"
