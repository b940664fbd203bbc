"""A Chromium for the tests: `python -m tests.chromium` installs one where there is none.

Debian's own comes by apt, as root or through sudo; elsewhere Playwright brings its own. Where neither works,
one line says what to install and the exit code is 1: no test that needs a browser is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# The new headless mode draws WebGL in software; nothing in the background may go out.
ARGUMENTS = (
    "--no-sandbox",
    "--headless=new",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return installed or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> None:
    """Try apt, then Playwright; leave it to the caller to look whether that helped."""
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not rights or shutil.which("sudo")):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*rights, "apt-get", "update", "-q"], env=quiet, check=False)
        subprocess.run([*rights, "apt-get", "install", "-y", "-q", "chromium"], env=quiet, check=False)
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    if find_chromium() is None:
        install_chromium()
    found = find_chromium()
    if found is None:
        print(
            "No Chromium: install Debian's package `chromium`, or run "
            "`.venv/bin/python -m playwright install --with-deps chromium`.",
            file=sys.stderr,
        )
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
