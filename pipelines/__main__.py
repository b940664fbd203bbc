"""`python -m pipelines`: every step from a publisher's file to a published build."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import LowCarbonError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def build() -> None:
    """Build from snapshots and catalogue and publish; the build id is the last line."""
    from pipelines.build import build as run

    started = time.monotonic()
    build_id = run()
    typer.echo(f"done in {time.monotonic() - started:.0f} s")
    typer.echo(build_id)


@app.command()
def check() -> None:
    """Read every snapshot and catalogue file and say what is wrong; publish nothing."""
    from pipelines.inputs import input_tables

    for name, frame in input_tables().items():
        typer.echo(f"{name:<16}{len(frame):>9,} rows")


@app.command()
def tidy(source_id: str, folder: Annotated[Path, typer.Argument(help="the publisher's files")]) -> None:
    """Read a publisher's files and write the snapshots of one source."""
    from pipelines.tidy import tidy_source

    for path in tidy_source(source_id, folder):
        typer.echo(path)


@app.command("verify-raw")
def verify_raw(
    folder: Annotated[Path, typer.Argument(help="a folder that holds the publishers' files")],
) -> None:
    """Prove that the snapshots are what the readers make of the publishers' files."""
    from pipelines.tidy import verify_raw as verify

    for result in verify(folder):
        typer.echo(result)


@app.command()
def project(
    panel: Annotated[Path, typer.Argument(help="CSV: unit, year, co2 and, where known, population, gdp")],
    horizon: Annotated[int, typer.Option(min=1, max=200, help="years after each unit's last year")],
    out: Annotated[Path, typer.Option(help="CSV of the fans; the summary goes beside it")],
    paths: Annotated[int, typer.Option(min=1, help="simulated futures of each unit")] = 4000,
    seed: Annotated[int, typer.Option(min=0, help="the same seed gives the same bytes")] = 2060,
) -> None:
    """Project every unit of a panel of yearly emissions; exit 1 only if none could be projected."""
    from pipelines.panel_files import project_file, summary_path

    projected = project_file(panel, out=out, horizon=horizon, paths=paths, seed=seed, say=typer.echo)
    typer.echo(f"{projected} units projected: {out} and {summary_path(out)}")
    if not projected:
        raise typer.Exit(1)


@app.command()
def describe() -> None:
    """Write the table of sources in docs/sources.md anew from the passports."""
    from pipelines.describe import describe as run

    typer.echo(run())


@app.command()
def bundle() -> None:
    """Write dist/tantu-<build_id>/ and its .tar.gz for a machine without any network."""
    from pipelines.bundle import bundle as run

    typer.echo(run())


@app.command()
def boundaries() -> None:
    """Make data/geo from the boundary package, and add what the region files of the catalogue lack."""
    from pipelines.geography.boundaries import make_boundaries
    from pipelines.geography.region_changes import add_region_changes
    from pipelines.geography.regions import add_regions, units_of_2010

    make_boundaries()
    typer.echo(f"region_changes.csv: {add_region_changes(units_of_2010())} rows added")
    typer.echo(f"regions.csv: {add_regions(units_of_2010())} rows added")


def main() -> None:
    """Run a command; an error that speaks to an analyst is printed without a traceback."""
    try:
        app()
    except LowCarbonError as error:
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
