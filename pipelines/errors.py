"""Every error an analyst may have to act on: where it happened, what it is, what to do next."""

from __future__ import annotations


class LowCarbonError(Exception):
    """Base of all errors that speak to an analyst.

    `where` names the file and the place in it, `what` says what was found there,
    `remedy` says what to do next. All three are one sentence or less.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


# The catalogue


class CatalogueInvalid(LowCarbonError):
    """A catalogue file has an unknown key, a missing key or a value of the wrong kind."""


class DanglingId(LowCarbonError):
    """A catalogue file refers to an id that no file defines."""


# Publishers' files and snapshots


class RawFileMissing(LowCarbonError):
    """A publisher's file is not where it was expected."""


class RawFileUnreadable(LowCarbonError):
    """A publisher's file is truncated, or is not of the kind its name says."""


class LayoutChanged(LowCarbonError):
    """A sheet, row or column of a publisher's file is not where this reader knows it."""


class NotANumber(LowCarbonError):
    """A cell that should hold a number holds something else."""


class DuplicateRow(LowCarbonError):
    """One figure is given twice."""


class UnknownRegion(LowCarbonError):
    """A name or code is not in data/catalog/regions.csv or its crosswalk."""


class UnknownSource(LowCarbonError):
    """No reader of this name exists."""


class SnapshotInvalid(LowCarbonError):
    """A snapshot lacks a column, a passport or a required field."""


class SnapshotDiffers(LowCarbonError):
    """A snapshot is not what its reader makes of the publisher's file today."""


class BoundaryInvalid(LowCarbonError):
    """A boundary file is missing, cannot be read, or does not name each region once."""


class UnitUnknown(LowCarbonError):
    """A unit is not in the unit registry, or cannot be converted to the one asked for."""


# Build and publish


class AuditFailed(LowCarbonError):
    """A blocking audit found rows; nothing was published."""


class ModelFailed(LowCarbonError):
    """A model could not be run on its inputs."""


class BuildBusy(LowCarbonError):
    """Another build holds the lock."""


class DiskFull(LowCarbonError):
    """There is no room to write; what was there before is untouched."""


class PublishedBuildMissing(LowCarbonError):
    """No build has been published yet."""


class PublishedBuildCorrupt(LowCarbonError):
    """A published file is not what build.json says it is."""


class WheelsUnavailable(LowCarbonError):
    """The package index did not give what the lock file names."""


# What a command was asked to write


class OutputNotWritten(LowCarbonError):
    """A result could not be written where it was asked for."""


# Analytics


class SeriesTooShort(LowCarbonError):
    """A series has fewer points than the method needs."""


class SeriesUnfit(LowCarbonError):
    """A series has a gap, a duplicate year or a value that the method cannot take."""
