"""The offline bundle: what it carries, what its scripts refuse, and that they stay inside their folder.

The scripts run here on a stand-in of a few files. `make bundle` runs them on the real bundle, network cut.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import publish
from pipelines.build import build_id_of
from pipelines.bundle import (
    SCRIPTS,
    bundle,
    fit_of,
    glibc_of,
    pack,
    project_files,
    published_build,
    write_scripts,
    write_sums,
)
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing, WheelsUnavailable
from pipelines.snapshots import ROOT

BUILD_ID = "0123456789ab"
WHEEL = "tantu_stand_in-1.0-py3-none-any.whl"
SERVER = """
import os, sys, tantu_stand_in
print(os.environ["HOME"], *sys.argv[1:])
"""


def write_wheel(folder: Path) -> str:
    """Write a wheel with one module; return its requirement with its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    info = "tantu_stand_in-1.0.dist-info"
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr("tantu_stand_in.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tantu-stand-in\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()
    return f"tantu-stand-in==1.0 --hash=sha256:{digest}\n"


def write_build(published: Path, build_id: str) -> None:
    (published / build_id).mkdir(parents=True)
    (published / build_id / "lowcarbon.duckdb").write_bytes(b"figures")
    publish.seal(published / build_id, build_id)
    (published / "LATEST").write_text(build_id, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle of a few files, in a path with a space and Chinese characters."""
    folder = tmp_path / "碳图 离线" / f"tantu-{BUILD_ID}"
    (folder / "dashboard").mkdir(parents=True)
    (folder / "dashboard" / "server.py").write_text(SERVER, "utf-8")
    (folder / "requirements.txt").write_text(write_wheel(folder / "wheels"), "utf-8")
    write_build(folder / "data" / "published", BUILD_ID)
    write_scripts(folder, BUILD_ID, fit_of(folder / "wheels"))
    write_sums(folder)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run a script of the bundle from elsewhere, with an empty HOME and no proxy that would answer."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "CDPATH": "/tmp"}

    def run_script(script: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            ["sh", script, *arguments], cwd=tmp_path, env=environment | more,
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert not list(home.iterdir()), "HOME was written to"
        return done

    return run_script


def everything_in(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


def test_what_was_installed_serves_after_it_was_moved_and_writes_nothing(folder, run):
    installed = run(folder / "install")
    assert installed.returncode == 0, installed.stdout
    moved = folder.parent.with_name("搬到 别处")
    shutil.move(folder, moved)
    before = everything_in(moved)
    served = run(moved / "start", "--name", "atlas", PORT="8080", ADDRESS="0.0.0.0")
    assert served.stdout.splitlines() == [
        "http://0.0.0.0:8080",
        f"{moved} --port 8080 --address 0.0.0.0 --name atlas",
    ]
    assert run(moved / "start").stdout.startswith("http://127.0.0.1:8501\n")
    assert everything_in(moved) == before


def test_a_damaged_and_a_lost_file_are_named_and_nothing_is_installed(folder, run):
    (folder / "wheels" / WHEEL).write_bytes(b"half a wheel")
    (folder / "dashboard" / "server.py").unlink()
    refused = run(folder / "install")
    assert refused.returncode == 1
    assert refused.stdout.splitlines()[2:] == ["dashboard/server.py", f"wheels/{WHEEL}"]
    assert not (folder / ".venv").exists()


def test_a_wheel_that_the_lock_file_does_not_know_is_refused_even_with_new_sums(folder, run):
    with zipfile.ZipFile(folder / "wheels" / WHEEL, "a") as wheel:
        wheel.writestr("more.py", "")
    write_sums(folder)
    refused = run(folder / "install")
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stdout
    assert "尚未安装" in run(folder / "start").stdout


def test_another_python_is_refused_by_what_is_needed_and_what_is_there(folder, run):
    write_scripts(folder, BUILD_ID, replace(fit_of(folder / "wheels"), python="3.99"))
    write_sums(folder)
    here = ".".join(map(str, sys.version_info[:2]))
    refused = run(folder / "install", PYTHON=sys.executable)
    assert refused.returncode == 1
    assert f"Needs Python 3.99 {platform.system()} {platform.machine()}" in refused.stdout
    assert f"{sys.executable} ({here} {platform.system()} {platform.machine()})" in refused.stdout


def test_a_python_without_venv_is_named_with_the_package_that_brings_it(folder, run, tmp_path):
    without = tmp_path / "python-without-venv"
    refuses = 'case "$2" in *ensurepip*) exit 1 ;; esac'
    without.write_text(f'#!/bin/sh\n{refuses}\nexec "{sys.executable}" "$@"\n', "utf-8")
    without.chmod(0o755)
    refused = run(folder / "install", PYTHON=str(without))
    assert refused.returncode == 1
    assert f"{without} lacks the module venv" in refused.stdout
    assert "-venv" in refused.stdout


def test_starting_before_installing_says_what_to_do(folder, run):
    refused = run(folder / "start")
    assert refused.returncode == 1
    assert refused.stdout == "尚未安装，请先运行 ./install\nNot installed yet: run ./install first.\n"


def test_the_sums_name_every_file_but_themselves(folder):
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert there.pop("SHA256SUMS")
    assert named == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_the_same_folder_packs_to_the_same_bytes_and_the_scripts_stay_executable(folder):
    first = pack(folder).read_bytes()
    os.utime(folder / "install")
    archive = pack(folder)
    assert archive.read_bytes() == first
    with tarfile.open(archive) as tar:
        executable = {entry.name for entry in tar if entry.isfile() and entry.mode & 0o111}
    assert executable == {f"{folder.name}/install", f"{folder.name}/start"}


def test_the_readme_says_which_python_and_platform_in_both_languages(folder):
    readme = (folder / "README.md").read_text("utf-8")
    python = ".".join(map(str, sys.version_info[:2]))
    assert f"**Python {python}、{platform.system()} {platform.machine()}**" in readme
    assert f"**Python {python} on {platform.system()} {platform.machine()}**" in readme
    assert BUILD_ID in readme
    assert "$" not in readme


@pytest.mark.parametrize(
    ("name", "oldest"),
    [
        ("numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", (2, 27)),
        ("a-1-cp37-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", (2, 17)),
        ("a-1-cp37-abi3-manylinux2014_x86_64.whl", (2, 17)),
        ("streamlit-1.67.0-py3-none-any.whl", None),
    ],
)
def test_a_wheel_says_by_its_name_which_glibc_it_needs(name, oldest):
    assert glibc_of(name) == oldest


def test_wheels_together_need_the_newest_glibc_that_one_of_them_needs(tmp_path):
    for name in ("a-1-cp311-cp311-manylinux_2_9_x86_64.whl", "b-1-cp311-cp311-manylinux_2_28_x86_64.whl"):
        (tmp_path / name).touch()
    assert fit_of(tmp_path).glibc == "2.28"


def test_the_bundle_carries_what_serving_and_building_need_and_no_tests():
    carried = {path.as_posix() for path in project_files(ROOT)}
    needed = {
        ".streamlit/config.toml", "dashboard/server.py", "dashboard/text/zh.yml", "pipelines/__main__.py",
        "data/catalog/indicators.yml", "data/geo/boundaries.yml", "data/snapshots/shanghai_census/2020.csv",
        "requirements.txt", "LICENSE",
    }  # fmt: skip
    assert needed <= carried
    assert any(name.endswith(".woff2") for name in carried)
    assert not {name.split("/")[0] for name in carried} & {"tests", "notebooks", ".git", ".venv", "dist"}


def test_caches_and_hidden_leftovers_stay_behind(tmp_path):
    for name in ("pipelines/a.py", "pipelines/__pycache__/a.pyc", "data/catalog/.a.yml.part", "tests/t.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.as_posix() for path in project_files(tmp_path)] == ["pipelines/a.py"]


def small_project(root: Path) -> Path:
    (root / "data" / "catalog").mkdir(parents=True)
    (root / "data" / "catalog" / "caveats.yml").write_text("{}\n", "utf-8")
    return root


def test_only_an_intact_build_of_todays_inputs_is_packed(tmp_path):
    root = small_project(tmp_path)
    with pytest.raises(PublishedBuildMissing, match="make data"):
        published_build(root)
    write_build(root / "data" / "published", build_id_of(root))
    assert published_build(root) == build_id_of(root)
    (root / "data" / "published" / build_id_of(root) / "lowcarbon.duckdb").write_bytes(b"figure?")
    with pytest.raises(PublishedBuildCorrupt):
        published_build(root)
    (root / "data" / "catalog" / "caveats.yml").write_text("# changed\n{}\n", "utf-8")
    with pytest.raises(PublishedBuildMissing):
        published_build(root)


def test_a_wheel_that_no_index_has_is_named_and_no_half_bundle_stays(tmp_path, monkeypatch):
    root = small_project(tmp_path / "project")
    (root / "requirements.txt").write_text(f"tantu-stand-in==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    write_build(root / "data" / "published", build_id_of(root))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(WheelsUnavailable, match=r"tantu-stand-in==1\.0"):
        bundle(root=root, dist=tmp_path / "dist", say=lambda _: None)
    assert not [path.name for path in (tmp_path / "dist").iterdir() if not path.name.startswith(".")]


def test_the_whole_bundle_is_written_from_a_small_project(tmp_path, monkeypatch):
    root = small_project(tmp_path / "project")
    (root / "requirements.txt").write_text(write_wheel(tmp_path / "index"), "utf-8")
    write_build(root / "data" / "published", build_id_of(root))
    (root / "data" / "published" / "LAST_FAILURE.json").write_text(json.dumps({}), "utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    archive = bundle(root=root, dist=tmp_path / "dist", say=lambda _: None)
    build_id = build_id_of(root)
    assert archive == tmp_path / "dist" / f"tantu-{build_id}.tar.gz"
    with tarfile.open(archive) as tar:
        packed = {entry.name.removeprefix(f"tantu-{build_id}/") for entry in tar if entry.isfile()}
    assert packed == {
        "README.md", "SHA256SUMS", "install", "platform", "start", "requirements.txt", f"wheels/{WHEEL}",
        "data/catalog/caveats.yml", "data/published/LATEST", f"data/published/{build_id}/build.json",
        f"data/published/{build_id}/lowcarbon.duckdb",
    }  # fmt: skip


def test_the_scripts_are_plain_posix_shell():
    for name in ("install", "start"):
        script = SCRIPTS / name
        assert script.read_text("utf-8").startswith("#!/bin/sh\n")
        assert subprocess.run(["sh", "-n", script]).returncode == 0
