"""
``map.html``: the run as a map in one file that works without a network. The only place that knows folium.

Data travel as JSON in the page and are put on it as text, never as markup; Leaflet comes from its Python package. folium and
branca compile as a template whatever text they are given: they get constant templates of ours, and everything else as values of
these (``_Finished``), so that no name of a facility is ever compiled.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import folium
import jinja2
from branca.element import Element
from markupsafe import Markup

from xc_gis.languages.punctuation import wide
from xc_gis.report.map.leaflet_files import leaflet_file
from xc_gis.report.map.map_data import map_data
from xc_gis.report.map.page_head import PageHead, StandardWords
from xc_gis.report.map.page_scripts import page_script
from xc_gis.report.map.page_words import json_element, page_file, words_element
from xc_gis.report.study_result import StudyResult
from xc_gis.report.themes import style_variables

FORBIDDEN = re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""", re.IGNORECASE)
"""What would make a browser ask another machine for something."""


class OfflineMap(folium.Map):  # type: ignore[misc]
    """A folium map that names no remote script or style."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


class _Finished(Element):  # type: ignore[misc]
    """Text that goes into the page as it is: a value of a constant template, never a template itself."""

    _template = jinja2.Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Script(Element):  # type: ignore[misc]
    """Our script, after the map has been made."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def render(self, **_: Any) -> str:
        """Put the script behind that of the map, which folium has written by now."""
        self.get_root().script.add_child(_Finished(self.code), name="own")
        return ""


def write_map(result: StudyResult, path: Path, *, lang: str = "zh", scenario: Mapping[str, Any] | None = None) -> None:
    """
    Write the map of a run, which speaks a language when it is opened by itself; in the window it speaks that of the window.

    ``scenario``: what changed to make the study so (``scenario_data``).

    Raises
    ------
    AssertionError
        If the page would ask another machine for anything: that is a fault of this program.
    """
    path.write_text(render(result, lang=lang, scenario=scenario), encoding="utf-8")


def render(result: StudyResult, *, lang: str = "zh", scenario: Mapping[str, Any] | None = None) -> str:
    """Make the page of a run."""
    standard = result.standard
    words = StandardWords(
        standard.name_zh, standard.meta.name_en, standard.version, standard.meta.disclaimer_zh, standard.meta.disclaimer_en
    )
    head = PageHead(result.name, result.mark, result.date.isoformat() if result.date else "", words)
    return render_page(head, map_data(result) | ({"scenario": dict(scenario)} if scenario else {}), lang=lang)


def render_page(head: PageHead, data: Mapping[str, Any], *, lang: str) -> str:
    """
    Make a page.

    Parameters
    ----------
    data
        As ``map_data`` gives it, cut or with more.

    Raises
    ------
    AssertionError
        If the page would ask another machine for anything: that is a fault of this program.
    """
    for part in (_styles(), leaflet_file("leaflet.js"), page_script(), page_file("web_map.html")):
        assert not FORBIDDEN.search(part), "the map must not name a remote address"  # names in the data may, as text
    return framed(head.name, _styles(), leaflet_file("leaflet.js"), _body(head, data, lang), page_script())


def framed(title: str, styles: str, leaflet: str, body: str, script: str) -> str:
    """Put a page together: a title, two style sheets and scripts of ours, and the finished markup of its body."""
    canvas = OfflineMap(
        tiles=None,
        zoom_control=True,
        zoom_snap=0.25,
        zoom_delta=0.5,
        prefer_canvas=False,
        control_scale=False,
    )
    canvas._id = "main"  # noqa: SLF001 - folium has no other way to give a map a name
    figure = canvas.get_root()
    figure._id = "page"  # noqa: SLF001 - else the page would carry a random number
    figure.title = html.escape(title)  # branca writes it as it is
    figure.header.add_child(_Finished(f"<style>{styles}</style>"), name="styles")
    figure.header.add_child(_Finished(f"<script>{leaflet}</script>"), name="leaflet")
    figure.html.add_child(_Finished(body), name="side")
    canvas.add_child(_Script(script), name="own")
    page: str = figure.render()
    return page


def _styles() -> str:
    return f"{leaflet_file('leaflet.css')}\n{style_variables()}{page_file('web_map.css')}"


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["wide"] = wide  # a sentence of the standard, which is not changed itself
    return environment.from_string(page_file(name))


def _body(head: PageHead, data: Mapping[str, Any], lang: str) -> str:
    return _template("web_map.html").render(
        head=head,
        words=words_element(lang),
        data=Markup(json_element(dict(data))),  # noqa: S704 - escaped for its element
    )
