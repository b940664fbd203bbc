"""What a browser may do with our pages: the content-security policy, the other headers, and its reports.

No page reaches another host, runs an inline script or evaluates text as code. A browser that is asked to do
so refuses and reports it to /csp-report, where reports are logged and counted.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("tantu.policy")

REPORT_PATH = "/csp-report"
REPORT_BYTES = 16_384
LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope",
            "magnetometer", "microphone", "midi", "payment", "usb",
        )
    ),
}  # fmt: skip


def content_policy(script_hashes: Sequence[str], host: str) -> str:
    """Return the Content-Security-Policy of pages served under `host`, name and port as a browser says them.

    Script: own files, WebAssembly, Streamlit's components, which it loads as blobs, and the inline scripts of
    its document by their hashes. Style needs 'unsafe-inline': React writes style attributes, and Streamlit's
    components write style elements with a text of their own, while they run; no hash can know them before.
    The own websocket is named because not every browser counts it as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", "blob:", *(f"'{h}'" for h in script_hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "connect-src": f"'self'{sockets}",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' blob:",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "report-uri": REPORT_PATH,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class Policy:
    """ASGI middleware: headers on every answer; no answer to other sites' pages or under a foreign name."""

    def __init__(self, app: ASGIApp, *, script_hashes: Sequence[str], host_names: Collection[str]) -> None:
        self.app = app
        self.script_hashes = tuple(script_hashes)
        self.host_names = frozenset(name.lower() for name in host_names)  # empty: any name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        policy = content_policy(self.script_hashes, host)

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                answered = MutableHeaders(scope=message)
                answered["Content-Security-Policy"] = policy
                for name, value in FIXED_HEADERS.items():
                    answered[name] = value
            await send(message)

        if self._refused(host, headers.get("origin")):
            await _refuse(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

    def _refused(self, host: str, origin: str | None) -> bool:
        """Say whether a request comes under a name we do not have, or from a page of another site.

        Asked about a foreign origin, Streamlit would look up this machine's address on the internet.
        """
        name = (urlsplit(f"//{host}").hostname or "") if HOST.fullmatch(host) else ""
        if self.host_names and name not in self.host_names:
            return True
        return origin is not None and urlsplit(origin).netloc != host


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)


class Reports:
    """What browsers refused since the server started. A test asks for the count; it has to stay 0."""

    def __init__(self) -> None:
        self.count = 0

    def routes(self) -> list[Route]:
        return [
            Route(REPORT_PATH, self.take, methods=["POST"]),
            Route(REPORT_PATH, self.tell, methods=["GET"]),
        ]

    async def take(self, request: Request) -> Response:
        """Log one report, at most its first bytes, and count it."""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > REPORT_BYTES:
                return PlainTextResponse("Too large", status_code=413)
        self.count += 1
        log.warning("content policy: %s", _told(body))
        return Response(status_code=204)

    async def tell(self, _request: Request) -> Response:
        return JSONResponse({"count": self.count}, headers={"Cache-Control": "no-store"})


def _told(body: bytes) -> str:
    """Return a report in one line: directive, what was refused, where; control characters left out."""
    try:
        report = json.loads(body)["csp-report"]
        keys = ("effective-directive", "blocked-uri", "document-uri", "source-file")
        told = " ".join(str(report.get(key, "")) for key in keys)
    except (ValueError, KeyError, TypeError, AttributeError):
        told = body[:200].decode("utf-8", errors="replace")
    return "".join(c if c.isprintable() else " " for c in told)[:600]
