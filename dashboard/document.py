"""The HTML document that Streamlit's pages live in: language, fonts, style, header and navigation.

Streamlit's own index.html says lang="en", names itself in the title and asks for its own font. Its script
and style tags are taken from the installed file; all around them is ours and is there before they have run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from string import Template

from streamlit import file_util

from dashboard import theme
from dashboard.assets import asset_url, content_url
from dashboard.data import Build
from dashboard.exports.fonts import FAMILY, WEIGHTS, font_path
from dashboard.pages import PAGES, page_path
from dashboard.selection import Selection
from dashboard.text import HTML_LANG, LANGS, Text, text

STATIC = Path(__file__).resolve().parent / "static"


@dataclass(frozen=True)
class Frontend:
    """What Streamlit's installed index.html loads."""

    head: str  # its module script, module preloads and style sheets, as written there
    script_hashes: tuple[str, ...]  # of its inline scripts, in the form of a content policy


@cache
def frontend() -> Frontend:
    """Return the tags of the installed index.html.

    Raises ValueError when it has no module script: another Streamlit than the one this was written for.
    """
    html = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
    parser = _IndexParser()
    parser.feed(html)
    if not any('type="module"' in tag for tag in parser.tags):
        raise ValueError("Streamlit's index.html has no module script; install the locked version.")
    return Frontend("\n".join(parser.tags), tuple(map(_policy_hash, parser.inline_scripts)))


class _IndexParser(HTMLParser):
    """Collects loading tags and inline scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inline_scripts: list[str] = []
        self._inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and "src" in values:
            self.tags.append(f"{self.get_starttag_text()}</script>")
        elif tag == "script":
            self._inline = True
        elif tag == "link" and values.get("rel") in ("modulepreload", "stylesheet"):
            self.tags.append(self.get_starttag_text() or "")

    def handle_data(self, data: str) -> None:
        if self._inline:
            self.inline_scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inline = False


def _policy_hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def document(page_id: str, selection: Selection, build: Build | None) -> str:
    """Return the document of one page in the language and theme that its address asks for."""
    t = text(selection.lang)
    return _template().substitute(
        html_lang=HTML_LANG[t.lang],
        theme=selection.theme or "",
        title=escape(t("shell.browser_title", page=t(f"pages.{page_id}"))),
        mark=asset_url(STATIC / "mark.svg"),
        preloads="\n".join(
            f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{asset_url(path)}">'
            for path in (font_path(weight, "woff2") for weight in WEIGHTS)
        ),
        style=style_url(),
        script=asset_url(STATIC / "shell.js"),
        streamlit=frontend().head,
        header=_header(page_id, t, build),
        needs_javascript=escape(" ".join(text(lang)("shell.needs_javascript") for lang in LANGS)),
    )


def style_url() -> str:
    """Register the page style, colours and fonts in front, and return its address."""
    faces = "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: swap;'
        f' src: url("{asset_url(font_path(weight, "woff2"))}") format("woff2"); }}'
        for weight in WEIGHTS
    )
    own = (STATIC / "shell.css").read_text("utf-8")
    return content_url("shell.css", f"{faces}\n{theme.css_variables()}\n{own}".encode())


def _header(page_id: str, t: Text, build: Build | None) -> str:
    """Return header and navigation, each word in both languages; shell.js shows that of the address."""
    links = "\n".join(
        f'<a href="{page_path(other)}"{" aria-current=page" if other == page_id else ""}>'
        f"{_both(t, lambda words, other=other: words(f'pages.{other}'))}</a>"
        for other in PAGES
    )
    return Template((STATIC / "header.html").read_text("utf-8")).substitute(
        mark=asset_url(STATIC / "mark.svg"),
        skip=_both(t, lambda words: words("shell.skip")),
        name=_both(t, lambda words: words("product.name")),
        tagline=_both(t, lambda words: words("product.tagline")),
        navigation=_attribute(t, "aria-label", lambda words: words("shell.navigation")),
        links=links,
        build=_build_stamp(t, build),
        offline=_both(t, lambda words: words("shell.offline")),
        other_language=_both(t, lambda words: words("shell.other_language")),
        to_dark=_both(t, lambda words: words("shell.to_dark")),
        to_light=_both(t, lambda words: words("shell.to_light")),
        to_dark_help=_attribute(t, "title", lambda words: words("shell.to_dark_help")),
        to_light_help=_attribute(t, "title", lambda words: words("shell.to_light_help")),
    )


def _build_stamp(t: Text, build: Build | None) -> str:
    if build is None:
        return _both(t, lambda words: words("shell.no_build"))
    date = build.built_at.astimezone().date().isoformat()
    said = _both(t, lambda words: words("shell.build"))
    stamp = f'<time datetime="{date}">{date}</time> <code>{escape(build.build_id)}</code>'
    return f'<a href="{page_path("sources")}">{said} {stamp}</a>'


def _both(t: Text, say: Callable[[Text], str]) -> str:
    zh, en = (escape(say(text(lang)), quote=True) for lang in LANGS)
    return f'<span data-zh="{zh}" data-en="{en}">{escape(say(t))}</span>'


def _attribute(t: Text, name: str, say: Callable[[Text], str]) -> str:
    zh, en = (escape(say(text(lang)), quote=True) for lang in LANGS)
    return f'{name}="{escape(say(t), quote=True)}" data-name="{name}" data-zh="{zh}" data-en="{en}"'


@cache
def _template() -> Template:
    return Template((STATIC / "document.html").read_text("utf-8"))
