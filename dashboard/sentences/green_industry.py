"""What the green industry page says: its question, its answer, its titles. Every number is in the rows given."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.sentences import facts as told
from dashboard.sentences.quantities import printed
from dashboard.text import Text, format_share
from pipelines.catalog import catalogue

# Words that documents add to the name of a segment and that a chart with a unit does not need.
SUFFIXES = {"zh": "规模", "en": " scale"}
SCALE = ("green_industry_scale", "green_manufacturing_scale")  # the same figures as another copy prints them
HUNDRED_BILLION = 1000  # 亿元
WHOLE = "绿色低碳产业规模"  # the indicator_zh of a whole green industry
ROLES = ("total", "part", "together", "bounded")


def roles(facts: pd.DataFrame) -> dict[str, str]:
    """Return what each fact on a region's green industry is to the whole, of the latest year that has a total.

    A bound ("over 100") is `bounded`, a figure derived as the rest of the whole is `together`. Empty without a total.
    """
    is_sized = (
        (facts["sector"] == "green industry") & (facts["unit"] == "亿元") & (facts["kind"] == "observed")
    )
    sized = facts[is_sized & facts["value"].notna()]
    totals = sized[sized["indicator_zh"] == WHOLE]
    if totals.empty:
        return {}
    found = {row.fact_id: _role(row) for row in sized[sized["year"] == totals["year"].max()].itertuples()}
    return dict(sorted(found.items(), key=lambda entry: ROLES.index(entry[1])))


def _role(fact: tuple) -> str:
    if fact.indicator_zh == WHOLE:
        return "total"
    if fact.how == "derived":
        return "together"
    return "bounded" if fact.comparator == ">=" else "part"


def question(region: str, parts: pd.DataFrame, t: Text) -> str:
    """Return the page's question: what the industry consists of where that was published, else what is known."""
    total = value_of(parts, "total")
    if total is None:
        return t("green_industry.question.other", region=region)
    key = "hundred_billion" if total >= HUNDRED_BILLION else "known"
    return t(f"green_industry.question.{key}", region=region)


def answer(
    region: str, parts: pd.DataFrame, near: pd.DataFrame, facts: pd.DataFrame, year: int | None, t: Text
) -> str:
    """Return the answer in one sentence.

    `parts` are the segments (role, label, value in 亿元, kind of source, is_read), `near` the region's own figures of
    other definitions, `facts` what documents say of it; any may be empty.
    """
    if value_of(parts, "total") is not None:
        return composition(region, parts, year, t)
    if len(near):
        figures = t("green_industry.comma").join(figure(row, t) for row in near.itertuples())
        return t("green_industry.answer.near", region=region, figures=figures)
    if len(facts):
        return t("green_industry.answer.facts", region=region, count=len(facts))
    return t("green_industry.answer.none", region=region)


def composition(region: str, parts: pd.DataFrame, year: int | None, t: Text) -> str:
    """Return total, known part with its share, and what is only known as a bound."""
    total = value_of(parts, "total")
    first = t("green_industry.answer.total", region=region, year=year, total=money(total, t))
    if not parts["is_read"].all():
        kinds = t("green_industry.comma").join(
            t(f"facts.source_class.{kind}") for kind in dict.fromkeys(parts["kind"])
        )
        first = t("green_industry.answer.second_hand", kind=kinds, first=first)
    known, bounded = parts[parts["role"] == "part"], parts[parts["role"] == "bounded"]
    said = [
        t(
            "green_industry.answer.part",
            part=row.label,
            value=money(row.value, t),
            share=format_share(row.value / total, 1),
        )
        for row in known.itertuples()
    ]
    if len(bounded):
        names = t("green_industry.comma").join(bounded["label"])
        said.append(t("green_industry.answer.bounded", parts=names, bound=money(bounded["value"].min(), t)))
    return (
        t("green_industry.answer.join", first=first, rest=t("green_industry.semicolon").join(said))
        if said
        else first
    )


def title(region: str, parts: pd.DataFrame, year: int, t: Text) -> str:
    """Return the finding of the composition: the known part's share, and that the others are bounds."""
    known, bounded = parts[parts["role"] == "part"], parts[parts["role"] == "bounded"]
    if known.empty or bounded.empty:
        return composition(region, parts, year, t)
    total = value_of(parts, "total")
    share = format_share(known["value"].sum() / total, 1)
    names = t("green_industry.comma").join(known["label"])
    bound = money(bounded["value"].min(), t)
    return t("green_industry.composition.title", part=names, share=share, count=len(bounded), bound=bound)


def remainder(parts: pd.DataFrame, t: Text) -> str:
    """Return why the bounded parts together are a conditional figure; empty where none was derived."""
    if value_of(parts, "together") is None:
        return ""
    total, known, together = (money(value_of(parts, role), t) for role in ("total", "part", "together"))
    return t("green_industry.composition.remainder", total=total, known=known, together=together)


def figure(row: tuple, t: Text) -> str:
    """Return one published figure of another definition: what, how much, when."""
    name = catalogue().indicators[row.indicator_id].name[t.lang]
    value = printed(row.value, row.unit, t)
    return t("green_industry.figure", name=name, value=value, period=period(row.period, t))


def period(written: str, t: Text) -> str:
    """Return a period as the page writes it: a year, several years, a month, or the months from one to another.

    >>> from dashboard.text import text
    >>> [period(written, text("zh")) for written in ("2024", "2021-2025", "2024-08", "2021-01..10")]
    ['2024年', '2021—2025年', '2024年8月', '2021年1—10月']
    """
    year, _, rest = written.partition("-")
    first, _, last = rest.partition("..")
    if not rest:
        return t("facts.year", year=year)
    if len(rest) == len(year):
        return t("charts.fan.unknown_years", first=year, last=rest).replace(" ", "")
    if not last:
        return t("green_industry.month", year=year, month=int(first))
    return t("green_industry.months", year=year, first=int(first), last=int(last))


def money(value: float, t: Text) -> str:
    """Return a sum in 亿元 with the digits its document gives."""
    return printed(value, "100M yuan", t)


def short(labels: Sequence[str], lang: str) -> list[str]:
    """Return the names of segments without the word for their size.

    >>> short(["绿色制造规模", "绿色能源、绿色服务、循环经济合计"], "zh")
    ['绿色制造', '绿色能源、绿色服务、循环经济合计']
    """
    return [label.removesuffix(SUFFIXES[lang]) for label in labels]


def labels(facts: pd.DataFrame, t: Text) -> list[str]:
    """Return what each fact is and of when; statistics are named by the page, for their tables name them in Chinese."""
    return [_label(row, t) for row in facts.itertuples()]


def _label(fact: tuple, t: Text) -> str:
    name = (
        t(f"green_industry.statistics.{fact.indicator}")
        if fact.indicator
        else getattr(fact, f"indicator_{t.lang}")
    )
    if not fact.period:
        return name
    key = "by_then" if fact.kind == "target" else "of_then"
    return t(f"green_industry.{key}", name=name, period=period(fact.period, t))


def agreeing(facts: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Return other copies that print the same figures as the segments."""
    copies = facts[facts["indicator"].isin(SCALE) & facts["value"].isin(parts["value"])]
    return copies.drop_duplicates("source_title")


def value_of(parts: pd.DataFrame, role: str) -> float | None:
    """Return the value of the first segment of a role, None where there is none."""
    found = parts.loc[parts["role"] == role, "value"]
    return float(found.iloc[0]) if len(found) else None


def source_kinds(facts: pd.DataFrame, t: Text) -> str:
    """Return the kinds of source and how they were read, such as 报道 · 经转引，未核对原文."""
    said = [t(f"facts.source_class.{told.kind_of(kind)}") for kind in dict.fromkeys(facts["source_class"])]
    said += [told.reading(status, t) for status in dict.fromkeys(facts["address_status"])]
    return t("facts.join").join(dict.fromkeys(said))
