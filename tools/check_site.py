"""
What is wrong with a built site: ``python tools/check_site.py FOLDER``.

A page may not load anything from another host (pictures, scripts, styles, fonts); links for people may lead there. What it loads or links to in the
site must be there, and so must the place on the page. Exit code 1 where something is wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "link": "href",
    "object": "data",
    "use": "href",
}
"""Attributes that make a browser ask for something, by element."""
NAMED_ONLY = {"index", "search", "next", "prev", "canonical", "author", "copyright", "license", "contents"}
"""What a ``link`` may be that a browser does not load."""
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Page(HTMLParser):
    """What a page loads, links to, and can be linked at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.places: set[str] = set()
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element asks for."""
        told = {name: value or "" for name, value in attrs}
        self.places |= {told[name] for name in ("id", "name") if name in told}
        self._style = tag == "style"
        if tag == "a" and "href" in told:
            self.linked.append(told["href"])
        if (wanted := told.get(LOADED.get(tag, ""))) and not (tag == "link" and set(told.get("rel", "").split()) & NAMED_ONLY):
            self.loaded.append(wanted)
        self.loaded += [part.split()[0] for part in told.get("srcset", "").split(",") if part.strip()]
        self.loaded += _in_style(told.get("style", ""))

    def handle_data(self, data: str) -> None:
        """Note what a style asks for."""
        if self._style:
            self.loaded += _in_style(data)


def faults(site: Path) -> Iterator[str]:
    """Each fault in a sentence."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"{site}: no pages"
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for url in page.loaded:
            yield from (f"{name}: {told}" for told in _fault(pages, path, url, loads=True))
        for url in page.linked:
            yield from (f"{name}: {told}" for told in _fault(pages, path, url, loads=False))
    for path in sorted(site.rglob("*.css")):
        for url in _in_style(path.read_text(encoding="utf-8")):
            if _elsewhere(url):
                yield f"{path.relative_to(site).as_posix()}: loads {url}"


def _fault(pages: dict[Path, Page], path: Path, url: str, *, loads: bool) -> Iterator[str]:
    if _elsewhere(url):
        if loads:
            yield f"loads {url}"
        return
    parts = urlsplit(url)
    if parts.scheme:  # data:, mailto:
        return
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        yield f"{url} is not there"
    elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
        yield f"{url}: the page has no such place"


def _elsewhere(url: str) -> bool:
    return url.startswith("//") or urlsplit(url).scheme in {"http", "https", "ftp", "ws", "wss"}


def _in_style(text: str) -> list[str]:
    return [first or second for first, second in IN_STYLE.findall(text)]


def main() -> int:
    """Say what is wrong with the site."""
    told = list(faults(Path(sys.argv[1]).resolve()))
    for fault in told:
        print(fault)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
