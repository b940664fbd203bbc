"""Files the browser keeps for ever: fonts, scripts, geometry, under names that hold their content's hash.

`asset_url(path)` registers a file and returns its address; `routes()` answers for the registered names and
for nothing else. A name is looked up in a dictionary and never joined to a path: none leads to another file.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

FOR_EVER = "public, max-age=31536000, immutable"
HASH_DIGITS = 16
CONTENT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".bin": "application/octet-stream",
}
COMPRESSED_ALREADY = {".woff2", ".png", ".jpg", ".webp", ".parquet"}


class Asset:
    """One registered file: its bytes, plain and, where that helps, gzipped once."""

    def __init__(self, name: str, content: bytes) -> None:
        suffix = Path(name).suffix
        self.content = content
        self.content_type = (
            CONTENT_TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        )
        self._compressible = suffix not in COMPRESSED_ALREADY

    @cached_property
    def gzipped(self) -> bytes | None:
        """The content in gzip, or None where that would not make it smaller."""
        if not self._compressible:
            return None
        packed = gzip.compress(self.content, compresslevel=9, mtime=0)
        return packed if len(packed) < len(self.content) else None


_by_name: dict[str, Asset] = {}
_urls: dict[tuple[Path, int, int], str] = {}


def asset_url(path: Path) -> str:
    """Register a file under the hash of its content and return its address; the same file costs one look.

    Raises OSError when the file cannot be read.
    """
    status = path.stat()
    key = (path, status.st_mtime_ns, status.st_size)
    if key not in _urls:
        _urls[key] = content_url(path.name, path.read_bytes())
    return _urls[key]


def content_url(name: str, content: bytes) -> str:
    """Register bytes that stand in no file, such as generated style; return their address."""
    stem, suffix = Path(name).stem, Path(name).suffix
    digest = hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
    hashed = f"{stem}-{digest}{suffix}"
    _by_name.setdefault(hashed, Asset(hashed, content))
    return f"/assets/{hashed}"


def routes() -> list[Route]:
    """Return the route that answers for registered assets."""
    return [Route("/assets/{name}", _answer, methods=["GET"])]


def _answer(request: Request) -> Response:
    asset = _by_name.get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("Not found", status_code=404)
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", "").lower() and asset.gzipped is not None:
        headers["Content-Encoding"] = "gzip"
        return Response(asset.gzipped, headers=headers, media_type=asset.content_type)
    return Response(asset.content, headers=headers, media_type=asset.content_type)
