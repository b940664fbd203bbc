"""The pages: one question each, in the order of the navigation. The first one answers at the root address."""

from __future__ import annotations

PAGES = ("map", "region", "green_industry", "energy", "carbon_peak", "sources")


def page_path(page_id: str) -> str:
    """Return the address of a page: "/" for the first, "/carbon-peak" and so on for the others."""
    return "/" if page_id == PAGES[0] else f"/{page_id.replace('_', '-')}"


def page_at(path: str) -> str | None:
    """Return the page that answers at this address, or None."""
    return next((page_id for page_id in PAGES if page_path(page_id) == path), None)
