"""A private copy of everything a build reads, so that a test may spoil it and build in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("pipelines", "data/snapshots", "data/catalog", "data/geo")


@dataclass(frozen=True)
class Tree:
    """A copied project, in which `python -m pipelines` runs as it does in the real one."""

    root: Path

    @property
    def published(self) -> Path:
        return self.root / "data" / "published"

    @property
    def latest(self) -> str:
        return (self.published / "LATEST").read_text("utf-8")

    def start(self, *arguments: str, limit_bytes: int | None = None) -> subprocess.Popen[str]:
        """Start `python -m pipelines …`; with a limit no file may grow beyond it, as on a full disk."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipelines", *arguments],
            cwd=self.root, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=(lambda: _limit(limit_bytes)) if limit_bytes else None,
        )  # fmt: skip

    def run(self, *arguments: str, limit_bytes: int | None = None) -> tuple[int, str]:
        process = self.start(*arguments, limit_bytes=limit_bytes)
        output, _ = process.communicate(timeout=300)
        return process.returncode, output

    def touch_inputs(self, word: str) -> None:
        """Change an input without changing a value, so that the next build has another id."""
        with (self.root / "data" / "catalog" / "caveats.yml").open("a", encoding="utf-8") as stream:
            stream.write(f"# {word}\n")


def copy_tree(to: Path) -> Tree:
    ignored = shutil.ignore_patterns("__pycache__", ".cache")
    for name in COPIED:
        shutil.copytree(ROOT / name, to / name, ignore=ignored)
    shutil.copy(ROOT / "requirements.txt", to)
    return Tree(to)


def _limit(limit_bytes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
