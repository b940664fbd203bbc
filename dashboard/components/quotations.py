"""Facts with their quotations: what is stated on the left, the words it stands in on the right, the number marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from dashboard.sentences import facts as said
from dashboard.text import Text


def quotation(quote: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Return a quotation as HTML with the characters of `spans` (start, end) marked; nothing of it is changed."""
    pieces, reached = [], 0
    for start, end in sorted(spans):
        if start < reached or end <= start:
            continue
        pieces += [escape(quote[reached:start]), f"<mark>{escape(quote[start:end])}</mark>"]
        reached = end
    pieces.append(escape(quote[reached:]))
    return f'<blockquote class="tantu-quote" lang="{said.language(quote)}">{"".join(pieces)}</blockquote>'


def spans_of(facts: pd.DataFrame) -> list[tuple[int, int]]:
    """Return where the numbers of facts were confirmed in their one quotation; derived and counted ones are not there.

    `facts` has how, confirmed_start, confirmed_end.
    """
    confirmed = facts[(facts["how"] == "stated") & facts["confirmed_start"].notna()]
    return [(int(row.confirmed_start), int(row.confirmed_end)) for row in confirmed.itertuples()]


def listed(facts: pd.DataFrame, t: Text, *, labels: Sequence[str] | None = None) -> str:
    """Return facts as HTML, those of one quotation together, in their order.

    `facts` are rows of marts.fact; `labels` says what each is where indicator_zh or indicator_en is not it.
    """
    named = facts.assign(
        label=list(labels) if labels is not None else facts[f"indicator_{t.lang}"],
        said=[said.amount(row, t) for row in facts.itertuples()],
    )
    groups = named.groupby("quote", sort=False)
    return f'<div class="tantu-facts">{"".join(_group(quote, group, t) for quote, group in groups)}</div>'


def cited(facts: pd.DataFrame, t: Text) -> str:
    """Return the documents that facts come from, one line each, with their kind and whether they were read."""
    lines = dict.fromkeys(said.source(row, t) for row in facts.itertuples())
    return "".join(f'<p class="tantu-muted">{escape(line)}</p>' for line in lines)


def _group(quote: str, facts: pd.DataFrame, t: Text) -> str:
    terms = "".join(
        f"<div><dt>{escape(row.label)}</dt><dd>{escape(row.said)}{_how(row.how, t)}</dd></div>"
        for row in facts.itertuples()
    )
    return f'<div class="tantu-fact"><dl>{terms}</dl>{quotation(quote, spans_of(facts))}</div>'


def _how(how: str, t: Text) -> str:
    return "" if how == "stated" else f" <small>{escape(t(f'facts.how.{how}'))}</small>"
