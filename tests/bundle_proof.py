"""Prove the offline bundle: `python -m tests.bundle_proof [ARCHIVE]`, the last step of `make bundle`.

Unpacks the archive into a path with a space and Chinese characters, installs and serves it with an empty
HOME, and opens every page. Where the system allows it, all of this happens in a network namespace of its
own that holds nothing but a loopback, and the installed folder is served read-only. Elsewhere proxies lead to a
closed port, and afterwards nothing but .cache may be new. The proof says which.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.pages import PAGES, page_path
from dashboard.text import text
from pipelines.bundle import DIST
from pipelines.snapshots import ROOT
from tests.chromium import ARGUMENTS, find_chromium
from tests.conftest import READY

UNSHARE = ["unshare", "--map-root-user", "--net", "--mount"]
CUT = "BUNDLE_PROOF_NETWORK"
OUTSIDE = ("192.0.2.1", 9)  # RFC 5737: an address that nobody has
CLOSED = "http://127.0.0.1:9"
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
START_SECONDS = 120


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)  # in step with what the scripts print
    archive = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else newest_archive()
    if CUT not in os.environ:
        sys.exit(in_a_cut_network(archive))
    with tempfile.TemporaryDirectory(prefix="tantu-") as folder:
        prove(archive, Path(folder))
    print(f"bundle ready: {archive} ({archive.stat().st_size / 1e6:.0f} MB)")


def newest_archive() -> Path:
    """Return the archive of the published build."""
    build_id = (ROOT / "data" / "published" / "LATEST").read_text("utf-8").strip()
    return DIST / f"tantu-{build_id}.tar.gz"


def in_a_cut_network(archive: Path) -> int:
    """Run this module again where no other host can be reached; return its exit code."""
    allowed = (
        shutil.which("unshare") and not subprocess.run([*UNSHARE, "true"], capture_output=True).returncode
    )
    command = [*(UNSHARE if allowed else []), sys.executable, "-m", "tests.bundle_proof", str(archive)]
    environment = {**os.environ, CUT: "namespace" if allowed else "proxy"}
    return subprocess.run(command, env=environment).returncode


def prove(archive: Path, scratch: Path) -> None:
    """Install and serve the bundle; raise AssertionError with what was found when a claim does not hold."""
    home, place, temporary = (scratch / name for name in ("home", "碳图 离线", "tmp"))
    for empty in (home, place, temporary):
        empty.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temporary), "LANG": "C.UTF-8"}
    environment |= cut_network()
    subprocess.run(["tar", "-xzf", archive, "-C", place], check=True)
    (folder,) = place.iterdir()
    started = time.monotonic()
    subprocess.run([folder / "install"], cwd=scratch, env=environment, check=True)
    print(f"installed in {time.monotonic() - started:.0f} s, {size_of(folder) / 1e6:.0f} MB in all")
    installed = files_of(folder)
    with read_only(folder) as how, served(folder, environment) as port:
        print(how)
        print(ask_for_health(folder, port))
        print(open_pages(port))
    changed = {path for path, _ in files_of(folder).items() ^ installed.items()}
    written = sorted(path for path in changed if not path.startswith(".cache"))
    assert not written, f"serving wrote into the bundle's folder: {written}"
    assert not list(home.rglob("*")), "something was written to HOME"
    print("HOME stayed empty")


@contextmanager
def read_only(folder: Path) -> Iterator[str]:
    """Make the folder a read-only mount until the block ends, where that is allowed; say which."""
    mounts = ["mount", "--bind", folder, folder], ["mount", "-o", "remount,bind,ro", folder]
    if os.environ[CUT] == "proxy" or subprocess.run(mounts[0], capture_output=True).returncode:
        yield "served from a folder that can be written"
        return
    try:
        refused = subprocess.run(mounts[1], capture_output=True).returncode
        yield "served from a folder that can be written" if refused else "served from a read-only folder"
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def cut_network() -> dict[str, str]:
    """Make sure that no other host can be reached; return the environment that this takes."""
    if os.environ[CUT] == "proxy":
        print("network: no namespace on this system; proxies lead to a closed port")
        names = ("http_proxy", "https_proxy", "all_proxy")
        closed = {spelled: CLOSED for name in names for spelled in (name, name.upper())}
        return closed | {"no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))
    try:
        socket.create_connection(OUTSIDE, timeout=2).close()
    except OSError as error:
        print(f"network: cut, in a namespace of its own ({error})")
        return {}
    raise AssertionError("the network is not cut")


@contextmanager
def served(folder: Path, environment: dict[str, str]) -> Iterator[int]:
    """Run ./start on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([folder / "start"], cwd="/", env={**environment, "PORT": str(port)})
    try:
        wait_until_it_answers(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until_it_answers(port: int, process: subprocess.Popen) -> None:
    started = time.monotonic()
    while time.monotonic() < started + START_SECONDS and process.poll() is None:
        try:
            get(port, "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            print(f"answers {time.monotonic() - started:.1f} s after ./start")
            return
    raise AssertionError("./start did not answer")


def ask_for_health(folder: Path, port: int) -> str:
    """Ask /healthz for the build that the bundle was packed with."""
    status, body = get(port, "/healthz")
    told = json.loads(body)
    packed = (folder / "data" / "published" / "LATEST").read_text("utf-8").strip()
    assert (status, told["status"], told["build_id"]) == (200, "ok", packed), told
    return f"/healthz: {body.decode('utf-8')}"


def open_pages(port: int) -> str:
    """Fetch the first page and, where there is a Chromium, draw every page."""
    status, body = get(port, "/")
    assert status == 200, status
    assert text("zh")("product.name") in body.decode("utf-8"), body[:500]
    chromium = find_chromium()
    if chromium is None:
        return f"/: {len(body)} bytes of HTML; no Chromium here to draw it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        drawn = [draw(browser, port, page_path(page_id)) for page_id in PAGES]
        browser.close()
    return "drawn in Chromium: " + ", ".join(drawn)


def draw(browser: Browser, port: int, path: str) -> str:
    """Open a page and see that it shows something else than its own failure."""
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{port}{path}")
    page.wait_for_selector(READY, timeout=60_000)
    shown = page.inner_text("[data-testid=stMain]").strip()
    page.close()
    assert shown, f"{path} is empty"
    assert text("zh")("failure.title") not in shown, f"{path}: {shown}"
    return f"{path} ({len(shown)} characters)"


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file, by path."""
    found = ((path, path.lstat()) for path in folder.rglob("*"))
    return {str(path.relative_to(folder)): (status.st_size, status.st_mtime_ns) for path, status in found}


def size_of(folder: Path) -> int:
    return sum(size for size, _ in files_of(folder).values())


if __name__ == "__main__":
    main()
