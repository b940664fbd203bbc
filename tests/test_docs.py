"""The documents say what is so: files and commands exist, words are in use, the table of sources is current."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.main import get_command

from pipelines import describe
from pipelines.__main__ import app
from pipelines.errors import LayoutChanged
from pipelines.snapshots import ROOT

PAGES = [
    path
    for pattern in ("*.md", "docs/*.md", "docs/methods/*.md", "docs/adr/*.md")
    for path in sorted(ROOT.glob(pattern))
]
TOP = ("pipelines", "dashboard", "data", "docs", "tests", "notebooks")
MADE_LATER = ("data/raw", "data/published", "data/user", "data/warehouse")
EXAMPLE = "example_bureau"  # the source that docs/sources.md adds
GLOSSARY = ROOT / "docs" / "glossary.md"
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def in_code(page: Path) -> list[str]:
    """Return what stands in backticks or in indented blocks."""
    text = page.read_text("utf-8")
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^    (\S.*)$", text, re.MULTILINE)


def paths_named(page: Path) -> set[str]:
    """Return the paths of the repository that a page names, braces spelled out, up to the first <placeholder>."""
    named = set()
    for code in in_code(page):
        for word in re.findall(r"[\w./<>{},-]+", code):
            if word.split("/")[0] not in TOP or "/" not in word:
                continue
            head, *choices = re.split(r"[{}]", word)
            for choice in choices[0].split(",") if choices else [""]:
                named.add((head + choice).split("<")[0].rstrip("/.,"))
    return named


@every_page
def test_every_path_that_a_page_names_is_there(page):
    promised = {path for path in paths_named(page) if not path.startswith(MADE_LATER) and EXAMPLE not in path}
    missing = {path for path in promised if not (ROOT / path).exists()}
    assert not missing


@every_page
def test_every_link_between_pages_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert not [link for link in local if not (page.parent / link).exists()]


@every_page
def test_every_command_that_a_page_names_exists(page):
    code = "\n".join(in_code(page))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets
    commands = set(get_command(app).commands)
    assert set(re.findall(r"python -m pipelines ([a-z-]+)", code)) <= commands


def test_the_table_of_sources_is_that_of_the_passports():
    assert describe.described() == describe.PAGE.read_text("utf-8"), "run `python -m pipelines describe`"


def test_describing_changes_nothing_outside_its_marks(tmp_path):
    page = tmp_path / "sources.md"
    page.write_text(f"before\n{describe.BEGIN}\nold\n{describe.END}\nafter\n", "utf-8")
    describe.describe(page)
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{describe.BEGIN}\n| Source")
    assert text.endswith(f"|\n{describe.END}\nafter\n")
    assert "| `shanghai_census` 2020 |" in text


def test_a_page_without_marks_is_left_alone(tmp_path):
    page = tmp_path / "sources.md"
    page.write_text("no marks\n", "utf-8")
    with pytest.raises(LayoutChanged):
        describe.describe(page)
    assert page.read_text("utf-8") == "no marks\n"


def test_the_passports_keys_are_all_explained():
    schema = json.loads((ROOT / "data/catalog/schemas/passport.json").read_text("utf-8"))
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs/sources.md").read_text("utf-8")))
    assert set(schema["properties"]) <= explained


def terms() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    return [(zh, en) for zh, en in rows if zh not in ("中文", "---")]


def words_of_the_product() -> str:
    files = (
        "dashboard/text/*.yml",
        "data/catalog/*.yml",
        "data/catalog/facts/*.csv",
        "data/snapshots/*/*.yml",
    )
    text = " ".join(path.read_text("utf-8") for pattern in files for path in sorted(ROOT.glob(pattern)))
    return re.sub(r"\s+", " ", text).lower()


def test_every_word_of_the_glossary_is_used_in_the_product():
    said = words_of_the_product()
    unused = [word for pair in terms() for word in pair if word.lower() not in said]
    assert not unused


def test_no_word_of_the_glossary_has_two_meanings():
    for words in zip(*terms(), strict=True):
        assert len(set(words)) == len(words)
