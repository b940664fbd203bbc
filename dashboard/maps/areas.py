"""The parts of the country that have a map: which one an address means, and how each is framed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.maps.spec import Box, Inset
from dashboard.text import Text

NATION = "100000"
FIRST = ("310000", NATION, "620000", "340000")  # order of the chooser; the first is where the product starts
LEVELS = ("district", "province", "prefecture", "county")

# 中心城区: the seven districts that Shanghai's yearbook counts as its centre. 4 % of the land, too small to read.
CENTRAL_SHANGHAI = ("310101", "310104", "310105", "310106", "310107", "310109", "310110")
# The main view of a national map ends south of Hainan; the islands of the South China Sea have their own frame,
# as the national standard for maps (GB/T 35764) has it.
MAINLAND: Box = (73.4, 17.9, 135.2, 53.6)
SOUTH_CHINA_SEA: Box = (106.2, 2.8, 122.6, 24.6)


@dataclass(frozen=True)
class Area:
    """One map: the shapes of one level inside one region."""

    boundary_id: str
    region_id: str
    level: str
    title_zh: str
    title_en: str

    def title(self, t: Text) -> str:
        return self.title_zh if t.lang == "zh" else self.title_en

    @property
    def is_national(self) -> bool:
        return self.region_id == NATION

    @property
    def parent_digits(self) -> int:
        """Digits of a code that name what a region lies in, where its border is drawn heavier."""
        if self.is_national:
            return 0 if self.level == "province" else 2
        return 4 if self.level == "county" else 0

    @property
    def frame(self) -> Box | None:
        return MAINLAND if self.is_national else None

    def insets(self, t: Text) -> tuple[Inset, ...]:
        """Return the views beside the main one."""
        if self.is_national:
            return (Inset(t("map.inset.south_china_sea"), "bottom right", 132, 176, frame=SOUTH_CHINA_SEA),)
        if self.boundary_id == "shanghai_districts":
            return (Inset(t("map.inset.central_shanghai"), "bottom right", 252, 272, regions=CENTRAL_SHANGHAI),)
        return ()

    def holds(self, region_id: str) -> bool:
        """Say whether a region lies in this area or is the area itself."""
        return self.is_national or region_id[:2] == self.region_id[:2]


def areas(rows: Iterable[tuple[str, str, str, str, str]]) -> tuple[Area, ...]:
    """Return the areas of boundaries (boundary_id, region_id, level, title_zh, title_en) in the chooser's order."""
    found = [Area(*row) for row in rows]
    return tuple(sorted(found, key=lambda area: (_place(FIRST, area.region_id), _place(LEVELS, area.level))))


def area_of(known: tuple[Area, ...], region_id: str, level: str | None) -> Area:
    """Return the map that a region and a level mean: of the level, in the smallest area that holds the region.

    Without a level, or where nothing of the region has such a map, it is the region's own area; a region outside
    every area is on the nation's map.
    """
    holding = sorted((area for area in known if area.holds(region_id)), key=lambda area: area.is_national)
    return next((area for area in holding if area.level == level), holding[0])


def _place(order: tuple[str, ...], key: str) -> int:
    return order.index(key) if key in order else len(order)
