"""An energy balance as a table of cells: what is known is shaded by its size, what is not stays visibly empty."""

from __future__ import annotations

import math
from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import number, width_px, wrapped
from dashboard.charts.sheet import key_above, row_band, row_names, rows, sheet, unit_above
from dashboard.text import Text
from dashboard.theme import Mode, readable_on, scale, tokens

ROW_PX, HEADING_PX, COLUMN_PX = 27, 15, 44
LATIN_HEADING_PX = 150  # how high a heading turned on its side may be


def chart(
    cells: pd.DataFrame,
    processes: Mapping[str, str],
    materials: Mapping[str, str],
    *,
    unit: str,
    t: Text,
    mode: Mode,
) -> alt.LayerChart:
    """Return one row a material and one column a process, in the order of the two mappings (id to name).

    `cells` has process_id, material_id, value (one year, one unit). Every place without a cell is an empty outline.
    """
    grid = pd.MultiIndex.from_product([materials, processes], names=["material_id", "process_id"]).to_frame(index=False)
    grid = grid.merge(cells[["process_id", "material_id", "value"]], how="left")
    grid["name"] = grid["material_id"].map(materials)
    grid["process"] = grid["process_id"].map(processes)
    x = alt.X("process_id:N", sort=list(processes), axis=None, scale=alt.Scale(paddingInner=0.06, paddingOuter=0))
    y = row_band(list(materials.values()), inner=0.08)
    headings, room = _headings(processes, x, t, mode)
    colours = [
        (t("charts.balance.known"), scale("neutral", mode)[2], True),
        (t("charts.not_published"), tokens(mode)["border"], False),
    ]
    return sheet(
        [
            *_known(grid.dropna(subset=["value"]), x, y, unit, t, mode),
            _empty(grid[grid["value"].isna()], x, y, t, mode),
            *headings,
            *row_names(list(materials.values()), y, mode, width=190),
            unit_above(unit, mode).encode(y=alt.value(-room - 12)),
            *(layer.encode(y=alt.value(-room - 12)) for layer in key_above(colours, mode)),
        ],
        mode,
        height=ROW_PX * len(materials),
    )


def table(
    cells: pd.DataFrame, processes: Mapping[str, str], materials: Mapping[str, str], *, unit: str, t: Text
) -> pd.DataFrame:
    """Return process, material and value with its unit in the heading, known cells only."""
    named = cells.assign(
        process=cells["process_id"].map(processes), material=cells["material_id"].map(materials)
    ).dropna(subset=["process", "material"])
    return tabulated(
        named,
        {"process": t("charts.balance.process"), "material": t("charts.balance.material"),
         "value": t("charts.value_in", unit=unit)},
    )  # fmt: skip


def _known(cells: pd.DataFrame, x: alt.X, y: alt.Y, unit: str, t: Text, mode: Mode) -> list[alt.Chart]:
    """Return the shaded cells and their values; shades go with the square root, so that small cells differ too."""
    shades = scale("neutral", mode)
    largest = cells["value"].abs().max()
    step = [min(4, int(5 * math.sqrt(abs(value) / largest))) for value in cells["value"]]
    drawn = cells.assign(
        colour=[shades[s] for s in step],
        text_colour=[readable_on(shades[s]) for s in step],
        said=[number(value, 1 if abs(value) >= 10 else 2) for value in cells["value"]],
        words=[f"{number(value)} {unit}" for value in cells["value"]],
    )
    base = alt.Chart(rows(drawn)).encode(x=x, y=y)
    tooltip = [
        alt.Tooltip("process:N", title=t("charts.balance.process")),
        alt.Tooltip("name:N", title=t("charts.balance.material")),
        alt.Tooltip("words:N", title=t("charts.value")),
    ]
    return [
        base.mark_rect().encode(color=alt.Color("colour:N", scale=None), tooltip=tooltip),
        base.mark_text(fontSize=12).encode(text="said:N", color=alt.Color("text_colour:N", scale=None)),
    ]


def _empty(cells: pd.DataFrame, x: alt.X, y: alt.Y, t: Text, mode: Mode) -> alt.Chart:
    said = cells[["process_id", "process", "name"]].assign(said=t("charts.not_published"))
    return (
        alt.Chart(rows(said))
        .mark_rect(fillOpacity=0, stroke=tokens(mode)["hairline"], strokeWidth=1)
        .encode(
            x=x, y=y,
            tooltip=[
                alt.Tooltip("process:N", title=t("charts.balance.process")),
                alt.Tooltip("name:N", title=t("charts.balance.material")),
                alt.Tooltip("said:N", title=t("charts.value")),
            ],
        )
    )  # fmt: skip


def _headings(processes: Mapping[str, str], x: alt.X, t: Text, mode: Mode) -> tuple[list[alt.Chart], int]:
    """Return the names over the columns and the room (px) they take: stacked Chinese, English turned on its side."""
    colour = tokens(mode)["ink"]
    if t.lang == "en":
        values = [{"process_id": key, "lines": wrapped(name, LATIN_HEADING_PX)} for key, name in processes.items()]
        mark = {"angle": 270, "align": "left", "baseline": "middle", "lineHeight": HEADING_PX}
        room = math.ceil(max(width_px(line, 12) for value in values for line in value["lines"])) + 8
    else:
        values = [{"process_id": key, "lines": wrapped(name, COLUMN_PX)} for key, name in processes.items()]
        mark = {"baseline": "line-bottom", "lineHeight": HEADING_PX}
        room = HEADING_PX * max(len(value["lines"]) for value in values)
    layers = []
    for count in sorted({len(value["lines"]) for value in values}):
        base = alt.Chart(alt.Data(values=[value for value in values if len(value["lines"]) == count]))
        lift = (count - 1) * HEADING_PX
        shift = {"dy": -lift / 2, "dx": 0} if t.lang == "en" else {"dy": -lift}
        layers.append(base.mark_text(y=-8, fontSize=12, color=colour, **mark, **shift).encode(x=x, text="lines:N"))
    return layers, room
