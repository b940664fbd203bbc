"""The offline bundle: everything that a machine without any network needs, in one folder and one archive.

It holds wheels for exactly requirements.txt, the project, the published build, the SHA-256 of every file, and
two scripts: ./install makes .venv inside the folder, ./start serves. The wheels fit the Python and the
platform that made the bundle; its README says which. tests/bundle_proof.py installs it with the network cut.
"""

from __future__ import annotations

import gzip
import json
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Template

from pipelines import publish
from pipelines.build import build_id_of
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing, WheelsUnavailable
from pipelines.snapshots import ROOT, sha256

DIST = ROOT / "dist"
SCRIPTS = Path(__file__).resolve().parent / "offline"
CARRIED = (
    ".streamlit", "dashboard", "docs", "pipelines", "data/catalog", "data/geo", "data/snapshots",
    "data/user",  # a person's own tables: without them a build there would be another build
    "CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "requirements.txt",
)  # fmt: skip
MANYLINUX = re.compile(r"manylinux(?:_(\d+)_(\d+)|(2014|2010|1))_")
GLIBC_OF_YEAR = {"1": (2, 5), "2010": (2, 12), "2014": (2, 17)}  # PEP 513, 571, 599
QUICK = 1  # of gzip's levels: wheels are compressed already

Say = Callable[[str], None]


@dataclass(frozen=True)
class Fit:
    """The machines that a set of wheels fits."""

    python: str  # 3.11
    system: str  # Linux
    machine: str  # x86_64
    glibc: str  # the oldest that every wheel runs on, such as 2.28; empty elsewhere than on Linux


def bundle(*, root: Path = ROOT, dist: Path = DIST, say: Say = print) -> Path:
    """Write dist/tantu-<build_id>/ and its .tar.gz; return the path of the archive.

    Raises PublishedBuildMissing when the build of today's inputs is not published, PublishedBuildCorrupt
    when it is damaged, WheelsUnavailable when the package index does not give what the lock file names.
    """
    build_id = published_build(root)
    part, folder = dist / f".tantu-{build_id}.part", dist / f"tantu-{build_id}"
    shutil.rmtree(part, ignore_errors=True)
    say(f"1/3 copying the project and build {build_id}")
    carry(root, part, build_id)
    say("2/3 downloading the wheels of requirements.txt")
    download_wheels(part / "requirements.txt", part / "wheels")
    write_scripts(part, build_id, fit_of(part / "wheels"))
    write_sums(part)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    say("3/3 packing")
    return pack(folder)


def published_build(root: Path) -> str:
    """Return the id of the published build, which has to be intact and made of today's inputs."""
    published = root / "data" / "published"
    build_id = build_id_of(root)
    pointer = published / "LATEST"
    if not pointer.is_file() or pointer.read_text("utf-8").strip() != build_id:
        raise PublishedBuildMissing(
            str(pointer), f"the build of today's inputs ({build_id}) is not published", "Run `make data`."
        )
    if not publish.is_intact(published / build_id):
        raise PublishedBuildCorrupt(
            str(published / build_id), "a file is not what build.json says", "Run `make data`."
        )
    return build_id


def carry(root: Path, to: Path, build_id: str) -> None:
    """Copy the project's files, the published build and its pointer."""
    build = Path("data", "published", build_id)
    of_build = (path.relative_to(root) for path in sorted((root / build).rglob("*")) if path.is_file())
    for relative in [*project_files(root), *of_build, build.parent / "LATEST"]:
        (to / relative).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / relative, to / relative)


def project_files(root: Path) -> Iterator[Path]:
    """Yield what the bundle carries of the project, relative to its root: no caches, no hidden leftovers."""
    for name in CARRIED:
        start = root / name
        if start.is_file():
            yield Path(name)
        for path in sorted(start.rglob("*")):
            below = path.relative_to(start).parts
            if path.is_file() and not any(word.startswith(".") or word == "__pycache__" for word in below):
                yield path.relative_to(root)


def download_wheels(requirements: Path, to: Path) -> None:
    """Download a wheel for every requirement that applies here, each with the hash of the lock file."""
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-input"]
    wanted = ["--require-hashes", "--only-binary", ":all:", "--dest", str(to), "-r", str(requirements)]
    done = subprocess.run([*command, *wanted], stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise WheelsUnavailable(
            requirements.name, f"pip could not download its wheels: {done.stderr.strip()[-500:]}",
            "Connect this machine to a package index, or lock versions that have wheels with `make lock`.",
        )  # fmt: skip


def fit_of(wheels: Path) -> Fit:
    """Return the machines that the wheels fit: this Python and platform, and the glibc they need."""
    oldest = [version for wheel in wheels.glob("*.whl") if (version := glibc_of(wheel.name))]
    glibc = ".".join(map(str, max(oldest))) if oldest else ""
    python = ".".join(map(str, sys.version_info[:2]))
    return Fit(python, platform.system(), platform.machine(), glibc)


def glibc_of(wheel_name: str) -> tuple[int, int] | None:
    """Return the oldest glibc that a wheel allows by its name (PEP 600), None for one that needs none."""
    versions = [
        GLIBC_OF_YEAR[year] if year else (int(major), int(minor))
        for major, minor, year in MANYLINUX.findall(wheel_name)
    ]
    return min(versions, default=None)


def write_scripts(folder: Path, build_id: str, fit: Fit) -> None:
    """Write ./install, ./start, what they need to know, and the README."""
    for name in ("install", "start"):
        shutil.copyfile(SCRIPTS / name, folder / name)
        (folder / name).chmod(0o755)
    known = {"PYTHON_VERSION": fit.python, "SYSTEM": fit.system, "MACHINE": fit.machine, "GLIBC": fit.glibc}
    lines = "".join(f"{name}={value}\n" for name, value in known.items())
    (folder / "platform").write_text(lines, "utf-8")
    readme = Template((SCRIPTS / "README.md").read_text("utf-8")).substitute(
        build_id=build_id, python=fit.python, system=fit.system, machine=fit.machine,
        libc_zh=f"（glibc {fit.glibc} 或更新）" if fit.glibc else "",
        libc_en=f" (glibc {fit.glibc} or newer)" if fit.glibc else "",
    )  # fmt: skip
    (folder / "README.md").write_text(readme, "utf-8")


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS over every other file of the folder, in the form that sha256sum checks."""
    sums = folder / "SHA256SUMS"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != sums)
    lines = [f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths]
    sums.write_text("".join(lines), "utf-8")


def pack(folder: Path) -> Path:
    """Write the folder as .tar.gz beside it; the same files give the same bytes, dated as the build."""
    pointer = folder / "data" / "published" / "LATEST"
    sealed = pointer.with_name(pointer.read_text("utf-8").strip()) / "build.json"
    built_at = datetime.fromisoformat(json.loads(sealed.read_text("utf-8"))["built_at"]).timestamp()

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = int(built_at)
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    archive = folder.with_name(f"{folder.name}.tar.gz")
    part = folder.with_name(f".{archive.name}.part")
    with (
        part.open("wb") as stream,
        gzip.GzipFile("", "wb", QUICK, stream, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as tar,
    ):
        tar.add(folder, folder.name, filter=plain)
    return part.rename(archive)
