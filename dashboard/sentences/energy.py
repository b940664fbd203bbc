"""What the energy page says: what is known of a region's energy, and what is not. Every number is in the rows given."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.labels import as_printed, number
from dashboard.sentences.quantities import printed
from dashboard.text import Text, format_share
from pipelines.catalog import catalogue

# The kinds of figures the page looks for, in the order it shows them.
ITEMS = (
    "energy_total", "energy_by_branch", "energy_total_change", "energy_intensity", "energy_intensity_change",
    "electricity_total", "energy_balance", "electricity_factor",
)  # fmt: skip
FEWEST = 3  # years that a chart of columns needs
TARGET = "单位GDP能耗累计下降率"  # indicator_zh of the target that is shown over all districts


def items_for(level: str) -> tuple[str, ...]:
    """Return the kinds of figures that a region of this level may have; a district uses its province's factor."""
    return ITEMS[:-1] if level == "district" else ITEMS


def answer(
    region: str,
    account: pd.DataFrame,
    totals: pd.DataFrame,
    known: pd.DataFrame,
    items: Iterable[str],
    t: Text,
) -> str:
    """Return what is known in at most three sentences: energy consumption, the fullest other figures, what is missing.

    `account` has year, item_id, parent_id, label, value, unit of the latest year with a whole; `totals` are the rows
    of queries/energy_totals.sql and `known` those of queries/energy_known.sql.
    """
    if known.empty:
        return t("energy.answer.none", region=region)
    parts = account[account["parent_id"] == "total"]
    sentences = [
        _account(account, t) if len(parts) else _totals(region, totals, t),
        _fullest(known, items, t),
    ]
    missing = [t(f"energy.items.{item}") for item in items if item not in set(known["item"])]
    if missing:
        sentences.append(t("energy.answer.missing", items=t("energy.comma").join(missing)))
    return "".join(sentences).strip()


def _account(account: pd.DataFrame, t: Text) -> str:
    whole = account[account["item_id"] == "total"].iloc[0]
    total = printed(whole["value"], whole["unit"], t)
    return t("energy.answer.account", year=int(whole["year"]), total=total, parts=shares(account, t))


def _totals(region: str, totals: pd.DataFrame, t: Text) -> str:
    """Return the years of which the whole consumption is known, the figure too where it is one."""
    wholes = totals[
        (totals["indicator_id"] == "energy_total") & (totals["sector_id"] == "") & totals["year"].notna()
    ]
    if wholes.empty:
        return ""
    if len(wholes) > 1:
        years = t("energy.comma").join(str(int(year)) for year in sorted(wholes["year"].unique()))
        return t("energy.answer.totals", region=region, years=years)
    only = next(wholes.itertuples())
    return t("energy.answer.total", region=region, year=int(only.year), total=stated(only, t))


def _fullest(known: pd.DataFrame, items: Iterable[str], t: Text) -> str:
    """Return the figures that are known for the most years, where that is more than one."""
    years = known[known["kind"] != "span"].groupby("item")["first_year"].nunique()
    years = years[years.index.isin(list(items))]
    if years.empty or years.max() < 2:
        return ""
    first = [t(f"energy.items.{item}") for item in items if years.get(item) == years.max()]
    return t("energy.answer.fullest", items=t("energy.comma").join(first), count=int(years.max()))


def stated(row: tuple, t: Text) -> str:
    """Return a figure as stated, with its unit; a rounded one says so."""
    said = printed(row.value, row.unit, t)
    return t("facts.about", amount=said) if row.comparator == "about" else said


def shares(account: pd.DataFrame, t: Text) -> str:
    """Return the share of each part of the whole, "工业占62.7%、第三产业占37.3%"."""
    whole = float(account.loc[account["item_id"] == "total", "value"].iloc[0])
    parts = account[account["parent_id"] == "total"]
    said = (
        t("energy.share", part=row.label, share=format_share(row.value / whole, 1))
        for row in parts.itertuples()
    )
    return t("energy.comma").join(said)


def growth(account: pd.DataFrame, t: Text) -> str:
    """Return how many parts grew and how many of them used less per value added."""
    use, intensity = account["growth_percent"].dropna(), account["intensity_change_percent"].dropna()
    if (use > 0).all() and (intensity < 0).all():
        return t("energy.growth.all", count=len(account))
    return t(
        "energy.growth.some",
        rising=int((use > 0).sum()),
        falling=int((intensity < 0).sum()),
        count=len(account),
    )


def known_title(region: str, known: pd.DataFrame, items: Iterable[str], t: Text) -> str:
    """Return of how many kinds of figures any year is known."""
    wanted = set(items)
    found = len(set(known["item"]) & wanted)
    key = "title" if found else "title_none"
    return t(f"energy.known.{key}", region=region, kinds=len(wanted), known=found)


def absence(level: str, t: Text) -> str:
    """Return the word for a figure that was not found: districts publish none, of others it is not at hand."""
    return t("charts.not_published" if level == "district" else "energy.not_at_hand")


def changes_title(changes: pd.DataFrame, t: Text) -> str:
    """Return in how many of the years a change is known, and in how many of those all editions show a fall."""
    years = changes.groupby("year")["value"].max()
    said = _spell(changes["year"])
    falls = int((years < 0).sum())
    key = "all" if falls == len(years) else "some"
    return t(f"energy.changes.title_{key}", **said, falls=falls)


def editions(changes: pd.DataFrame, t: Text) -> str:
    """Return how many years have several editions that differ; empty where none has."""
    several = changes.groupby("year")["value"].nunique()
    years = [str(year) for year in several[several > 1].index]
    return t("energy.changes.editions", years=t("energy.comma").join(years)) if years else ""


def electricity_title(rows: pd.DataFrame, t: Text) -> str:
    spell = _spell(rows["year"])
    return t("energy.electricity.title" if spell["span"] > 1 else "energy.electricity.title_one", **spell)


def _spell(years: pd.Series) -> dict[str, object]:
    """Return first and last year, how many years lie between them, and how many of these are known."""
    first, last = int(years.min()), int(years.max())
    return {"first": first, "last": last, "span": last - first + 1, "known": years.nunique()}


def only_years(changes: pd.DataFrame, t: Text) -> str:
    """Return the few changes that are known, each with its year, where they are too few for a chart."""
    told = (
        t("energy.changes.one", year=row.year, value=as_printed(row.value)) for row in changes.itertuples()
    )
    return t("energy.comma").join(dict.fromkeys(told))


def caveats(rows: pd.DataFrame, t: Text, *, but: tuple[str, ...] = ()) -> list[str]:
    """Return what the rows' caveats say, each once; one that holds for some years only names them.

    `rows` has caveats and, where years differ, year. `but` names caveats that the figure says in another way.
    """
    found: dict[str, list[str]] = {}
    for row in rows.itertuples():
        for key in str(row.caveats or "").split():
            found.setdefault(key, []).append(str(getattr(row, "year", "")))
    said = []
    for key, years in found.items():
        words = catalogue().caveats[key][t.lang]
        if key not in but:
            of_some = len(years) < len(rows) and "year" in rows
            listed = t("energy.comma").join(dict.fromkeys(years))
            said.append(t("energy.of_years", years=listed, words=words) if of_some else words)
    return said


def unjoined(pair: tuple, t: Text) -> str:
    """Return why two neighbouring levels are not one line: their ratio is not the published change."""
    return t(
        "energy.levels.unjoined", first_year=pair.first_year, first=as_printed(pair.first_level),
        last_year=pair.last_year, last=as_printed(pair.last_level), ratio=number(pair.ratio_percent, 1),
        published=as_printed(pair.published_percent),
    )  # fmt: skip


def years_apart(known: Iterable[int], first: int, last: int, t: Text) -> tuple[str, str]:
    """Return which years of a period are known and which are not, each as a list in words.

    >>> from dashboard.text import text
    >>> years_apart([2011, 2014], 2011, 2015, text("zh"))
    ('2011、2014', '2012、2013、2015')
    """
    found = {int(year) for year in known}
    comma = t("energy.comma")
    inside, outside = [], []
    for year in range(first, last + 1):
        (inside if year in found else outside).append(str(year))
    return comma.join(inside), comma.join(outside)


def targets_title(targets: pd.DataFrame, t: Text) -> str:
    """Return how many places gave a number and how many none."""
    silent = int(targets["value"].isna().sum())
    key = "silent" if silent else "all"
    return t(f"energy.targets.title_{key}", given=len(targets) - silent, silent=silent)


def balance_title(cells: pd.DataFrame, places: int, t: Text) -> str:
    """Return how many cells of the matrix are known. `cells` of one year, `places` all of the matrix drawn."""
    return t("energy.balance.title", year=int(cells["year"].iloc[0]), known=len(cells), places=places)


def line_name(name: str, is_subtotal: bool, t: Text) -> str:
    """Return the name of a line of the balance, starred where it is the sum of others."""
    return t("energy.balance.subtotal", name=name) if is_subtotal else name
