"""What the energy page says: what is known of a region's energy, and what is not. Every number is in the rows given."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.labels import as_printed, number
from dashboard.text import Text, format_share
from pipelines.catalog import catalogue

# The kinds of figures the page looks for, in the order it shows them.
ITEMS = (
    "energy_total", "energy_by_branch", "energy_total_change", "energy_intensity", "energy_intensity_change",
    "electricity_total", "energy_balance", "electricity_factor",
)  # fmt: skip
FEWEST = 3  # years that a chart of columns needs


def items_for(level: str) -> tuple[str, ...]:
    """Return the kinds of figures that a region of this level may have; a district uses its province's factor."""
    return ITEMS[:-1] if level == "district" else ITEMS


def answer(region: str, account: pd.DataFrame, known: pd.DataFrame, items: Iterable[str], t: Text) -> str:
    """Return what is known in at most three sentences: the account, the other figures by years, what is missing.

    `account` has year, item_id, parent_id, label, value, unit of the latest year with a whole; `known` the rows of
    queries/energy_known.sql.
    """
    if known.empty:
        return t("energy.answer.none", region=region)
    told = _account(account, t)
    shown = {"energy_total", "energy_by_branch"} if told else set()
    years = known[known["kind"] != "span"].groupby("item")["first_year"].nunique()
    counted = [
        t("energy.answer.item", item=t(f"energy.items.{item}"), count=int(years[item]))
        for item in items
        if item in years and item not in shown
    ]
    missing = [t(f"energy.items.{item}") for item in items if item not in set(known["item"])]
    comma = t("energy.comma")
    sentences = [told] if told else []
    if counted:
        key = "items_more" if told else "items_first"
        sentences.append(t(f"energy.answer.{key}", region=region, items=comma.join(counted)))
    if missing:
        sentences.append(t("energy.answer.missing", items=comma.join(missing)))
    return "".join(sentences).strip()


def _account(account: pd.DataFrame, t: Text) -> str:
    whole = account[account["item_id"] == "total"]
    if whole.empty:
        return ""
    first = whole.iloc[0]
    said = {"year": int(first["year"]), "total": quantity(first["value"], first["unit"], t)}
    parts = account[account["parent_id"] == "total"]
    if parts.empty:
        return t("energy.answer.total", **said)
    return t("energy.answer.account", **said, parts=shares(account, t))


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
    wanted = list(items)
    return t(
        "energy.known.title", region=region, kinds=len(wanted), known=len(set(known["item"]) & set(wanted))
    )


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


def item_name(name: str, group: str, is_subtotal: bool, t: Text) -> str:
    """Return the name of a line of the balance, marked where it is a sum of others or contained in another."""
    if is_subtotal:
        return t("energy.balance.subtotal", name=name)
    return t("energy.balance.of_which", name=name) if group == "of_which" else name


def quantity(value: float, unit: str, t: Text) -> str:
    """Return a figure with the digits its document gives and its unit."""
    word = catalogue().units[unit][t.lang]
    return f"{as_printed(value)}%" if word == "%" else f"{as_printed(value)} {word}"
