"""The kind of source that a figure from a document was read in, in words."""

from __future__ import annotations

from dashboard.sentences import facts as told
from dashboard.text import Text


def kind_of_source(source_class: str, t: Text) -> str:
    """Return the kind of a source, such as 政府文件 or 报道, without what stands in brackets behind it."""
    kind = told.kind_of(source_class)
    further = f"region.further_classes.{kind}"
    return t(further if further in t else f"facts.source_class.{kind}")
