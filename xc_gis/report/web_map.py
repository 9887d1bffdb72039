"""
``map.html``: the run as a map in one file that works without a network. The only place that knows folium.

Data travel as JSON in the page and are put on it as text, never as markup; Leaflet comes from its Python package.
"""

from __future__ import annotations

import html
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from xc_gis.analysis.result import StudyResult
from xc_gis.report.leaflet_files import leaflet_file
from xc_gis.report.map_data import map_data

FORBIDDEN = re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""", re.IGNORECASE)
"""What would make a browser ask another machine for something."""


class OfflineMap(folium.Map):  # type: ignore[misc]
    """A folium map that names no remote script or style."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


class _Script(MacroElement):  # type: ignore[misc]
    """Our script, after the map has been made."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}")

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


def write_map(result: StudyResult, path: Path) -> None:
    """
    Write the map of a run.

    Raises
    ------
    AssertionError
        If the page would ask another machine for anything: that is a fault of this program.
    """
    page = render(result)
    assert not FORBIDDEN.search(page), "the map must not name a remote address"
    path.write_text(page, encoding="utf-8")


def render(result: StudyResult) -> str:
    """Make the page."""
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
    figure.title = result.name
    figure.header.add_child(Element(f"<style>{leaflet_file('leaflet.css')}\n{_own_file('web_map.css')}</style>"), name="styles")
    figure.header.add_child(Element(f"<script>{leaflet_file('leaflet.js')}</script>"), name="leaflet")
    figure.html.add_child(Element(_body(result)), name="side")
    figure.html.add_child(
        Element(f'<script type="application/json" id="xc-data">{_json(map_data(result))}</script>'),
        name="data",
    )
    script = _Script(_own_file("web_map.js"))
    script._id = "theme"  # noqa: SLF001
    canvas.add_child(script, name="own")
    page: str = figure.render()
    return page


def _own_file(name: str) -> str:
    return resources.files("xc_gis.report").joinpath(name).read_text(encoding="utf-8")


def _json(content: dict[str, Any]) -> str:
    """JSON that cannot end its script element."""
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return packed.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _body(result: StudyResult) -> str:
    mark = html.escape(result.mark)
    badge = f'<div id="xc-mark" class="xc-badge">{mark}</div><div id="xc-water" aria-hidden="true">{mark}</div>' if mark else ""
    day = result.date.isoformat() if result.date else ""
    standard = result.standard
    return f"""{badge}<div id="xc-north" aria-hidden="true">北</div>
<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
<pattern id="xc-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="7" height="7" fill="#eceff2"/><line x1="0" y1="0" x2="0" y2="7" stroke="#8b95a1" stroke-width="2.4"/></pattern></defs></svg>
<div id="xc-side" role="region" aria-label="专题与社区">
<h1>{html.escape(result.name)}</h1>
<div class="soft">数据日期 {html.escape(day)} · {html.escape(standard.name_zh)} {html.escape(standard.version)}</div>
<h2><label for="xc-theme">专题</label></h2><select id="xc-theme"></select>
<div><label class="tick"><input type="checkbox" id="xc-sites" checked>设施</label><label class="tick"><input type="checkbox" id="xc-gaps" checked>缺口居民</label
><label class="tick"><input type="checkbox" id="xc-streets" checked>道路</label><label class="tick"><input type="checkbox" id="xc-borders" checked>街道界</label></div>
<div class="xc-legend" id="xc-legend"></div>
<h2><label for="xc-find">社区</label></h2>
<input id="xc-find" list="xc-names" placeholder="输入社区名,或在图上点选" style="width:100%;box-sizing:border-box;font:inherit;padding:6px 8px;border:1px solid #9aa5b1;border-radius:6px">
<datalist id="xc-names"></datalist>
<div id="xc-sheet"></div>
<p class="soft">{html.escape(standard.disclaimer_zh)}</p>
</div>"""
