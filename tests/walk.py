"""The addresses that every test of the whole atlas opens, and what a reader sees on a page."""

from __future__ import annotations

from playwright.sync_api import Page

# page -> addresses below the root, without language and theme
ADDRESSES: dict[str, tuple[str, ...]] = {
    "map": ("/", "/?region=100000&level=province", "/?region=620000&level=county"),
    "region": ("/region?region=310113", "/region?region=310000", "/region?region=620102"),
    "green_industry": ("/green-industry?region=310113", "/green-industry?region=310105"),
    "energy": ("/energy?region=310114", "/energy?region=310000"),
    "carbon_peak": ("/carbon-peak?region=310000", "/carbon-peak?region=310113", "/carbon-peak?region=540000"),
    "sources": ("/sources",),
}
EVERY_ADDRESS = [address for addresses in ADDRESSES.values() for address in addresses]

# Text nodes and spoken attributes of everything that is shown, also inside open shadow roots; without code and
# quotations.
_VISIBLE_TEXT = """
() => {
  const own = document.documentElement.lang.slice(0, 2);
  const said = [];
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.trim();
      if (text) said.push(text);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "CODE"].includes(node.tagName)) return;
      if (node.classList.contains("tantu-quote") || (node.lang && node.lang.slice(0, 2) !== own)) return;
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility === "hidden") return;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = node.getAttribute(name);
        if (text && text.trim()) said.push(text.trim());
      }
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(visit);
    }
    node.childNodes.forEach(visit);
  };
  visit(document.body);
  return said;
}
"""


def with_choice(address: str, **choice: str) -> str:
    """Return the address with further codes, such as lang and theme."""
    query = "&".join(f"{name}={code}" for name, code in choice.items())
    return f"{address}{'&' if '?' in address else '?'}{query}"


def unfold(page: Page) -> None:
    """Open what is folded away, so that all of the page's text is on the page."""
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    page.wait_for_timeout(300)


def visible_text(page: Page) -> list[str]:
    """Return every text that is shown or spoken, in the order of the document."""
    return page.evaluate(_VISIBLE_TEXT)
