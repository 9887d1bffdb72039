"""
``map.html``: the run as a map in one file that works without a network.

Data travel as JSON in the page and are put on it as text, never as markup; Leaflet comes from its Python package. The page is a constant
template of ours, to the byte what folium makes of an empty map (decision 0157); everything else goes into it as values, so that no name of a
facility is ever compiled.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from xc_gis.report.map.leaflet_files import leaflet_file
from xc_gis.report.map.map_data import map_data
from xc_gis.report.map.page_scripts import page_script
from xc_gis.report.map.page_words import json_element, page_file, words_element
from xc_gis.report.study_result import StudyResult
from xc_gis.report.themes import style_variables

FORBIDDEN = re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""", re.IGNORECASE)
"""What would make a browser ask another machine for something."""


def write_map(result: StudyResult, path: Path, *, lang: str = "zh", scenario: Mapping[str, Any] | None = None) -> None:
    """
    Write the map of a run, which speaks a language when it is opened by itself; in the window it speaks that of the window.

    ``scenario``: what changed to make the study so (``scenario_data``).

    Raises
    ------
    AssertionError
        If the page would ask another machine for anything: that is a fault of this program.
    """
    for part in (
        _styles(),
        leaflet_file("leaflet.js"),
        page_script(),
        page_file("web_map.html"),
        page_file("web_map_frame.html"),
    ):
        assert not FORBIDDEN.search(part), "the map must not name a remote address"  # names in the data may, as text
    path.write_text(render(result, lang=lang, scenario=scenario), encoding="utf-8")


def render(result: StudyResult, *, lang: str = "zh", scenario: Mapping[str, Any] | None = None) -> str:
    """Make the page."""
    return framed(result.name, _styles(), leaflet_file("leaflet.js"), _body(result, lang, scenario), page_script())


def framed(title: str, styles: str, leaflet: str, body: str, script: str) -> str:
    """Put a page together: a title, two style sheets and scripts of ours, and the finished markup of its body."""
    parts = {"title": html.escape(title), "styles": styles, "leaflet": leaflet, "body": body, "script": script}
    page: str = _template("web_map_frame.html").render({name: Markup(text) for name, text in parts.items()})  # noqa: S704 - finished text of ours
    return page


def _styles() -> str:
    return f"{leaflet_file('leaflet.css')}\n{style_variables()}{page_file('web_map.css')}"


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(page_file(name))


def _body(result: StudyResult, lang: str, scenario: Mapping[str, Any] | None) -> str:
    return _template("web_map.html").render(
        mark=result.mark,
        name=result.name,
        day=result.date.isoformat() if result.date else "",
        standard=result.standard,
        words=words_element(lang),
        data=Markup(json_element(map_data(result) | ({"scenario": dict(scenario)} if scenario else {}))),  # noqa: S704 - escaped for its element
    )
