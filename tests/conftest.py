"""A served atlas and a real browser for the tests that look at pages.

Marked `xdist_group("browser")`, such tests share one server and one browser in one worker. Every page fails
its test on a console error, a request to another host, a report of the content policy or a logged exception.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
START_SECONDS = 60

# Loaded by Python itself in the server's process: writes down every name asked for and every address reached
# that is not this machine's.
SOCKET_WATCH = """
import os, sys
def watch(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        reached = str(args[1][0])
    elif event == "socket.getaddrinfo":
        reached = str(args[0])
    else:
        return
    if reached not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "None"):
        with open(os.environ["SOCKET_WATCH_LOG"], "a") as log:
            log.write(f"{event} {reached}\\n")
sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Answer:
    """One answer of the server."""

    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Server:
    """The atlas, served from this checkout on a free port."""

    port: int
    log: Path
    sockets: Path  # what else the process tried to reach

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Send one request with the path exactly as given; header names take `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body or None, headers=named)
        answer = connection.getresponse()
        read = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return read

    def policy_reports(self) -> int:
        return json.loads(self.ask("/csp-report").body)["count"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the atlas; afterwards see that the process has reached no other host."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "sitecustomize.py").write_text(SOCKET_WATCH, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = Server(port, folder / "server.log", folder / "sockets.log")
    watched = {**os.environ, "PYTHONPATH": str(folder), "SOCKET_WATCH_LOG": str(served.sockets)}
    command = [sys.executable, "-m", "dashboard.server", "--port", str(port)]
    with served.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=watched, stdout=log, stderr=log)
    try:
        _wait_until_it_answers(served, process)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=20)
    reached = served.sockets.read_text("utf-8") if served.sockets.exists() else ""
    assert not reached, f"the server reached out:\n{reached}"


def _wait_until_it_answers(served: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            served.ask("/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{served.log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """A page in a profile of its own; what is refused, fails or is logged as an error fails its test."""
    complaints: list[str] = []
    reports_before, logged_before = server.policy_reports(), server.log.stat().st_size
    size = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=server.url, viewport=size, locale="zh-CN")
    opened = context.new_page()
    listen(opened, server, complaints)
    yield opened
    context.close()
    refused = server.policy_reports() - reports_before
    if refused:
        complaints.append(f"{refused} reports of the content policy, see {server.log}")
    logged = server.log.read_bytes()[logged_before:].decode("utf-8")
    if "Traceback" in logged:
        complaints.append(logged)
    assert not complaints, "\n".join(complaints)


def listen(page: Page, server: Server, complaints: list[str]) -> None:
    """Write down console errors, failed scripts, error answers and requests to other hosts."""
    own = (server.url, server.url.replace("http", "ws"), "data:", "blob:", "about:")
    page.on("console", lambda m: complaints.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    page.on("request", lambda r: None if r.url.startswith(own) else complaints.append(f"outside: {r.url}"))
    page.on("websocket", lambda w: None if w.url.startswith(own) else complaints.append(f"outside: {w.url}"))


@pytest.fixture
def visit(page: Page) -> Callable[[str], Page]:
    """Open an address of the atlas and wait until its page has run."""

    def open_and_wait(address: str) -> Page:
        page.goto(address)
        settle(page)
        return page

    return open_and_wait


def settle(page: Page) -> None:
    """Wait until a run that an action has set off is over."""
    page.wait_for_timeout(150)
    page.wait_for_selector(READY, timeout=30_000)
    page.wait_for_timeout(100)
