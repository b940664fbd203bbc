"""Serve the atlas: `python -m dashboard.server --port 8501`.

One process holds Streamlit's pages, the hashed assets, /healthz and the policy's reports. It listens on this
machine only unless told otherwise, and asks nothing of any other host.
"""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope
from streamlit import config, net_util

from dashboard import assets, data
from dashboard.document import document, frontend
from dashboard.exports.fonts import register_fonts
from dashboard.pages import PAGES, page_path
from dashboard.policy import LOOPBACK, Policy, Reports
from dashboard.selection import Selection
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(__file__).resolve().parent / "app.py"
STREAMLIT_PATHS = {"_stcore", "static", "media", "component", "auth", "oauth2callback"}
NO_STORE = {"Cache-Control": "no-store"}


def build_app(*, address: str = "127.0.0.1", names: tuple[str, ...] = ()) -> st.App:
    """Return the ASGI application.

    `names` are the host names people use to reach it. Bound to this machine it answers to local names and
    these; bound to another address it answers to these, or to any name when none is given.
    """
    local = address in LOOPBACK
    host_names = {*names, *LOOPBACK} if local or names else set()
    stay_at_home()
    register_fonts()
    middleware = Middleware(Policy, script_hashes=frontend().script_hashes, host_names=host_names)
    return st.App(SCRIPT, routes=[*page_routes(), *own_routes()], middleware=[middleware])


def stay_at_home() -> None:
    """Keep Streamlit from asking the internet for this machine's address; no setting of its own does."""
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = lambda: None


def page_routes() -> list[Route]:
    """Return the routes that answer with the document of a page."""

    def answer_with(page_id: str) -> Route:
        def answer(request: Request) -> Response:
            page = document(page_id, Selection.of(dict(request.query_params)), current_build())
            return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

        return Route(page_path(page_id), answer, methods=["GET"])

    return [answer_with(page_id) for page_id in PAGES]


def own_routes() -> list[Route]:
    """Return the routes beside the pages."""
    return [
        Route("/healthz", health, methods=["GET"]),
        *assets.routes(),
        *Reports().routes(),
        StrayRoute("/{stray:path}", lost, methods=["GET"]),
    ]


class StrayRoute(Route):
    """Every address that is neither a page, nor ours, nor Streamlit's, nor a file."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        first, *_, last = scope["path"].strip("/").split("/") * 2
        if first in STREAMLIT_PATHS or "." in last:
            return Match.NONE, {}
        return super().matches(scope)


def lost(request: Request) -> Response:
    """Lead an address that no page answers at to the first page, which says so."""
    kept = Selection.of(dict(request.query_params)).but(page=request.path_params["stray"])
    return RedirectResponse(kept.href(PAGES[0]), status_code=302, headers=NO_STORE)


def health(_request: Request) -> JSONResponse:
    """Answer with the build shown, its age in seconds and the last build that failed; 503 without a build."""
    failure = data.last_failure()
    failed = {"failed_at": failure.failed_at.isoformat(), "message": failure.message} if failure else None
    try:
        build = data.latest()
    except (PublishedBuildMissing, PublishedBuildCorrupt) as error:
        told = {"status": "no_build", "message": error.what, "last_failed_build": failed}
        return JSONResponse(told, status_code=503, headers=NO_STORE)
    told = {
        "status": "stand_in" if build.stands_in_for else "ok",
        "build_id": build.build_id,
        "built_at": build.built_at.astimezone().isoformat(),
        "age_seconds": round(data.age_seconds(build)),
        "last_failed_build": failed,
    }
    return JSONResponse(told, headers=NO_STORE)


def current_build() -> data.Build | None:
    try:
        return data.latest()
    except (PublishedBuildMissing, PublishedBuildCorrupt):
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the atlas.")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--address", default="127.0.0.1", help="interface to listen on")
    parser.add_argument("--name", action="append", default=[], help="host name people use; may be repeated")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    os.chdir(ROOT)  # Streamlit looks for .streamlit/config.toml in the working directory
    config.set_option("server.address", chosen.address)
    config.set_option("server.port", chosen.port)
    config.set_option("browser.serverAddress", chosen.name[0] if chosen.name else chosen.address)
    uvicorn.run(
        build_app(address=chosen.address, names=tuple(chosen.name)),
        host=chosen.address,
        port=chosen.port,
        ws="websockets-sansio",
        ws_max_size=config.get_option("server.maxMessageSize") * 1_000_000,
        ws_per_message_deflate=True,
        access_log=False,
        server_header=False,
        date_header=True,
    )


if __name__ == "__main__":
    main()
