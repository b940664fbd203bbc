"""What the region page says of a region. Every number is in the rows given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.sentences.headlines import Headline, hole, runs, years_of
from dashboard.sentences.quantities import spoken
from dashboard.text import Text, format_share
from pipelines.catalog import catalogue

CO2 = ("co2_scope_1", "co2_energy")
RATIOS = {  # what each ratio is formed from, each part by the indicators that can be it
    "per_head": (CO2, ("population_resident",)),
    "intensity": (("co2_scope_1",), ("gdp_constant",)),
}


def answer(name: str, heads: Mapping[str, Headline], t: Text) -> str:
    """Return what is known of a region in two sentences: people and GDP, then emissions.

    `heads` by the name of the place on the page: population, gdp, co2, per_head.
    """
    known = [key for key in ("population", "gdp") if key in heads]
    same = len(known) == 2 and heads["population"].year == heads["gdp"].year
    told = [
        t(
            f"region.answer.{key}{'_same_year' if same and key == 'gdp' else ''}", year=heads[key].year,
            value=spoken(heads[key].value, heads[key].unit, t),
        )
        for key in known
    ]  # fmt: skip
    sentences = [t("region.answer.sentence", parts=t("region.answer.comma").join(told))] if told else []
    if "co2" in heads:
        sentences.append(_emissions(heads, t))
    if not sentences:
        return t("region.answer.nothing", region=name)
    return t("region.answer.join", sentences="".join(sentences))


def _emissions(heads: Mapping[str, Headline], t: Text) -> str:
    co2, per_head = heads["co2"], heads.get("per_head")
    said = {"year": co2.year, "value": spoken(co2.value, co2.unit, t)}
    if co2.status == "modelled":
        return t("region.answer.co2_modelled", **said)
    if per_head and (per_head.year, per_head.source_id) == (co2.year, co2.source_id):
        return t("region.answer.co2_per_head", **said, per_head=spoken(per_head.value, per_head.unit, t))
    return t("region.answer.co2", **said)


def change(head: Headline, t: Text) -> str:
    """Return the change to the year before as an arrow and words; empty where none may be told."""
    return "" if head.change is None else moved(head.change, head.year - 1, t)


def moved(share: float, before: int, t: Text) -> str:
    """Return a change (share) against a year, such as ↓ 比2023年下降0.3%."""
    if round(abs(share), 4) == 0:
        return t("region.change.same", year=before)
    return t(f"region.change.{'rise' if share > 0 else 'fall'}", year=before, share=format_share(abs(share), 1))


def growth(percent: float, t: Text) -> str:
    """Return real growth of GDP, such as ↑ 按不变价格增长5.0%."""
    return t(f"region.change.{'real_rise' if percent >= 0 else 'real_fall'}", share=format_share(abs(percent) / 100, 1))


def rank(place: tuple[int, int] | None, level: str, t: Text) -> str:
    """Return a region's place among its peers; empty where ranking is not fair."""
    return "" if place is None else t("region.rank", place=place[0], count=place[1], noun=t(f"map.units.{level}"))


def absent(key: str, level: str, t: Text) -> str:
    """Return the word for a figure that is not there: not formed, not in hand though published, not published."""
    if key in RATIOS:
        return t("region.hole.not_formed")
    return t("region.hole.not_in_hand") if level in ("nation", "province") else t("charts.not_published")


def why_not(key: str, series: pd.DataFrame, t: Text) -> str:
    """Return why a figure is missing: no source has it, or the parts of a ratio do not meet in one year."""
    if key not in RATIOS:
        return t("region.hole.no_source")
    co2, divisor = RATIOS[key]
    lacking = hole(series, (co2, divisor))
    gdp_years = years_of(series, ("gdp_current",))
    if key == "intensity" and lacking and gdp_years and years_of(series, CO2):
        return t("region.hole.prices", co2_years=years(years_of(series, CO2), t), gdp_years=years(gdp_years, t))
    if lacking:
        return t("region.hole.lacking", indicator=catalogue().indicators[lacking[0]].name[t.lang])
    return t(
        "region.hole.years", co2_years=years(years_of(series, co2), t), other_years=years(years_of(series, divisor), t),
        other=catalogue().indicators[divisor[0]].name[t.lang],
    )  # fmt: skip


def years(found: Sequence[int], t: Text) -> str:
    """Return years in words, stretches drawn together."""
    said = [t("region.years.run", first=a, last=b) if b > a else str(a) for a, b in runs(found)]
    return t("region.years.of", years=t("region.years.comma").join(said))


def emissions_title(totals: pd.DataFrame, labels: Mapping[str, str], t: Text) -> str:
    """Return the finding of the emissions chart: how far two sources lie apart, or from what to what one went.

    `totals` has source_id, year, value, unit, status.
    """
    counted = totals[totals["status"] != "modelled"]
    if counted.empty:
        return t("region.emissions.modelled", first=int(totals["year"].min()), last=int(totals["year"].max()))
    both = totals.pivot_table(index="year", columns="source_id", values="value").dropna()
    if totals["source_id"].nunique() == 2 and len(both):
        year, (a, b) = int(both.index.max()), both.iloc[-1].sort_values(ascending=False).items()
        return t(
            "region.emissions.apart", year=year, high=labels[a[0]], low=labels[b[0]],
            share=format_share(a[1] / b[1] - 1, 1),
        )  # fmt: skip
    longest = counted["source_id"].mode().iloc[0]
    return course_title(counted[counted["source_id"] == longest], t("region.emissions.name"), t)


def course_title(rows: pd.DataFrame, name: str, t: Text) -> str:
    """Return from what to what a line went: name, first and last year with their values.

    `rows` has year, value, unit of one source.
    """
    first, last = rows.loc[rows["year"].idxmin()], rows.loc[rows["year"].idxmax()]
    return t(
        "region.course", name=name, first=int(first["year"]), last=int(last["year"]),
        before=spoken(first["value"], first["unit"], t), after=spoken(last["value"], last["unit"], t),
    )  # fmt: skip


def largest_part(parts: pd.DataFrame, names: Mapping[str, str], t: Text) -> str:
    """Return which part is the largest in the last year and its share of the whole. `parts`: year, part_id, value."""
    last = parts[parts["year"] == parts["year"].max()].set_index("part_id")["value"]
    share = format_share(float(last.max() / last.sum()), 0)
    return t("region.sectors.title", year=int(parts["year"].max()), part=names[str(last.idxmax())], share=share)
