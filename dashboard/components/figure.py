"""A figure on a page: title, chart, and one quiet row for its table, its sources and its downloads.

What the row opens is made when it is opened; pictures are drawn when they are downloaded.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.context import Context
from dashboard.exports import image
from dashboard.exports.provenance import footer, line
from dashboard.exports.table import csv, shown

ROWS_SHOWN = 200
REMEMBERED = 150

_figures: OrderedDict[Hashable, Figure] = OrderedDict()
_lock = threading.Lock()


def show(figure: Figure, context: Context, *, picture: Callable[[], object] | None = None) -> None:
    """Write the figure. `picture` draws something else in the chart's place, such as the map that can be moved.

    figure_id must be unique on the page.
    """
    with st.container(key=f"figure-{figure.figure_id}", gap="xsmall"):
        st.header(plain(figure.title), anchor=False)
        st.caption(plain(figure.subtitle))
        if picture:
            picture()
        elif figure.chart is None:
            st.html(_table(figure, context))
        else:
            st.vega_lite_chart(
                spec=figure.spec, width="stretch", theme=None, alt=figure.alt, key=f"chart-{figure.figure_id}"
            )
        tools(figure, context)


def remembered(context: Context, *key: Hashable, make: Callable[[], Figure]) -> Figure:
    """Return a figure made before for the same build, language, theme and key, or make it.

    `key` names everything else that the figure depends on. A figure and its specification take some 50 ms.
    """
    full = (context.build.build_id, context.lang, context.mode, *key)
    with _lock:
        if full in _figures:
            _figures.move_to_end(full)
            return _figures[full]
    figure = make()
    with _lock:
        _figures[full] = figure
        while len(_figures) > REMEMBERED:
            _figures.popitem(last=False)
    return figure


@st.fragment
def tools(figure: Figure, context: Context) -> None:
    """Write the row under a figure and what it opens. Opening one does not run the page again."""
    t = context.t
    with st.container(key=f"figure-tools-{figure.figure_id}", gap="xsmall"):
        opened = st.segmented_control(
            t("figure.tools"),
            options=["table", "sources", "download"],
            format_func=lambda name: t(f"figure.{name}"),
            key=f"tools-{figure.figure_id}",
            label_visibility="collapsed",
        )
        if opened == "table":
            st.html(_table(figure, context))
        elif opened == "sources":
            st.html(_sources(figure, context))
        elif opened == "download":
            _downloads(figure, context)
        st.html(f'<p class="tantu-source">{escape(footer(figure, t=t, build_id=context.build.build_id))}</p>')


def plain(text: str) -> str:
    """Return a text whose signs Streamlit does not take for markup.

    >>> plain("5*3 ~ [x]")
    '5\\\\*3 \\\\~ \\\\[x\\\\]'
    """
    return re.sub(r"([\\`*_{}\[\]()#+!|~$:<>])", r"\\\1", text)


def _table(figure: Figure, context: Context) -> str:
    """Return the table as HTML, its first rows where it is long."""
    t, frame = context.t, figure.table.head(ROWS_SHOWN)
    kinds = {name: ' class="number"' if pd.api.types.is_float_dtype(frame[name]) else "" for name in frame}
    head = "".join(f'<th scope="col"{kinds[name]}>{escape(str(name))}</th>' for name in frame)
    columns = [[f"<td{kinds[name]}>{escape(cell)}</td>" for cell in shown(frame[name])] for name in frame]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    count = len(figure.table)
    cut = t("figure.cut", shown=ROWS_SHOWN, count=f"{count:,}") if count > ROWS_SHOWN else ""
    return (
        f'<div class="tantu-scroll" tabindex="0" role="region" aria-label="{escape(figure.title, quote=True)}">'
        f'<table class="tantu-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        + (f'<p class="tantu-muted">{escape(cut)}</p>' if cut else "")
    )


def _sources(figure: Figure, context: Context) -> str:
    """Return sources with their editions, then the caveats, as two lists."""
    t = context.t
    said = [escape(line(source.text, source.edition, t)) for source in figure.sources]
    notes = [escape(note) for note in figure.notes]
    lists = "".join(
        f'<ul class="tantu-muted">{"".join(f"<li>{entry}</li>" for entry in dict.fromkeys(entries))}</ul>'
        for entries in (said, notes)
        if entries
    )
    link = f'<a href="{escape(context.href("sources"), quote=True)}">{escape(t("figure.all_sources"))}</a>'
    return f'{lists}<p class="tantu-muted">{link}</p>'


def _downloads(figure: Figure, context: Context) -> None:
    t, mode, build_id = context.t, context.mode, context.build.build_id
    said = {"t": t, "build_id": build_id}
    files = [("csv", "text/csv", lambda: csv(figure, **said))]
    if figure.chart is not None:
        files += [
            ("png", "image/png", lambda: image.png(figure, mode=mode, **said)),
            ("svg", "image/svg+xml", lambda: image.svg(figure, mode=mode, **said)),
        ]
    with st.container(horizontal=True, gap="small"):
        for kind, mime, make in files:
            st.download_button(
                t(f"figure.{kind}"), make, file_name=f"tantu-{figure.figure_id}-{build_id}.{kind}", mime=mime,
                on_click="ignore", key=f"{kind}-{figure.figure_id}", type="tertiary",
            )  # fmt: skip
