"""
``map.html`` of a siting question: sites, who is newly covered and who is left over, in one file that works without a network.

Data travel as JSON in the page and are put on it as text; every other text goes through a template that escapes it.
"""

from __future__ import annotations

from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import geopandas as gpd
import jinja2
import numpy as np
import shapely
from markupsafe import Markup

from xc_gis.languages.message import Message, content_in_language, heading, in_language, msg
from xc_gis.report.map.leaflet_files import leaflet_file
from xc_gis.report.map.map_shapes import SCALE, packed_rings, shown_bounds, street_lines
from xc_gis.report.map.page_words import json_element
from xc_gis.report.siting.result import SitingResult
from xc_gis.report.siting.tables import alternatives_table, sites_table
from xc_gis.report.siting.words import sentences
from xc_gis.report.themes import SITING_MARKS, style_variables
from xc_gis.units import EXCHANGE_CRS

DEGREES = 6


def write_siting_page(result: SitingResult, path: Path, *, lang: str = "zh") -> None:
    """Write the page in a language."""
    path.write_text(siting_page(result, lang=lang), encoding="utf-8", errors="backslashreplace")


def siting_page(result: SitingResult, *, lang: str = "zh") -> str:
    """Make the page in a language."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.globals |= {"t": partial(_said, lang)}
    sites = sites_table(result)
    plan = result.plan
    rows = [
        {"rank": row.rank, "site": row.site_id, "name": row.name_, "new": _people(row.newly_covered),
         "total": _people(row.cumulative), "worth": _people(row.worth)}
        for row in sites.rename(columns={"name": "name_"}).itertuples(index=False)
    ]  # fmt: skip
    return environment.from_string(_file("page.html")).render(
        lang={"zh": "zh-CN"}.get(lang, lang), name=result.name, mark=in_language(result.mark, lang), rows=rows,
        sentences=[heading(sentence, lang) for sentence in sentences(result)],
        has_others=bool(plan.others),
        css=Markup(leaflet_file("leaflet.css") + style_variables() + _file("page.css")),  # noqa: S704 - our own files
        leaflet=Markup(leaflet_file("leaflet.js")),  # noqa: S704 - of its package
        script=Markup(_file("siting.js")),  # noqa: S704 - our own file
        data=Markup(json_element(content_in_language(page_data(result, sites), lang))),  # noqa: S704 - escaped for its element
    )  # fmt: skip


def page_data(result: SitingResult, sites: gpd.GeoDataFrame) -> dict[str, Any]:
    """What the script draws, read by name; places are longitude and latitude."""
    plan, reach = result.plan, result.plan.reach
    areas = result.communities.to_crs(EXCHANGE_CRS)
    bounds = shown_bounds(areas, sites if len(sites) else result.candidates)
    new = reach.newly_covered(plan.sites)
    others = alternatives_table(result)
    placed = areas.geometry.notna().to_numpy()
    after, people = _shares(result)
    return {
        "scale": SCALE,
        "bounds": bounds,
        "colours": SITING_MARKS,
        "streets": street_lines(result.streets, bounds),
        "communities": [
            {"name": name, "rings": packed_rings(geometry) if shapely.get_dimensions(geometry) > 1 else [], "share": share, "people": number}
            for name, geometry, share, number in zip(
                areas["name"][placed], areas.geometry[placed], after[placed].tolist(), people[placed].tolist(), strict=True
            )
        ],
        "sites": [
            {"at": place, "label": str(rank), "words": [site, name, msg("新增覆盖 {people:,.0f} 人", people=people_)]}
            for place, rank, site, name, people_ in zip(
                _lonlat(sites), sites["rank"], sites["site_id"], sites["name"], sites["newly_covered"], strict=True
            )
        ],
        "others": [
            {"at": place, "label": chr(ord("A") + number - 1), "words": [site, msg("备选方案 {n}", n=number)]}
            for place, number, site in zip(_lonlat(others), others["alternative"].tolist(), others["site_id"], strict=True)
        ],
        "existing": [
            {"at": place, "words": [name]} for place, name in zip(_lonlat(result.facilities), result.facilities["name"].fillna(""), strict=True)
        ],
        "new": _dots(result, new),
        "left": _dots(result, plan.left_over),
        "words": {
            "new": msg("新增覆盖的居民"), "left": msg("仍未覆盖的居民"), "existing": msg("现有设施"), "sites": msg("选出的地点"),
            "others": msg("备选方案"), "covered": msg("建成后覆盖"), "people": msg("人"),
        },
    }  # fmt: skip


def _shares(result: SitingResult) -> tuple[np.ndarray, np.ndarray]:
    """By community: share of its people covered then (-1 without people), and its people, each once in each category."""
    plan, reach = result.plan, result.plan.reach
    n = len(result.communities)
    people = np.bincount(reach.area, weights=reach.people, minlength=n)
    left = np.bincount(reach.area, weights=plan.left_over, minlength=n)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(people > 0, 1 - left / people, -1.0)
    return share.round(4), people.round(0)


def _dots(result: SitingResult, people: np.ndarray) -> list[list[float]]:
    """Longitude, latitude and people of demand points, those of several categories added up."""
    reach = result.plan.reach
    use = np.flatnonzero(people > 0)
    if not len(use):
        return []
    point, at = np.unique(result.rows.point[use], return_inverse=True)
    total = np.bincount(at, weights=people[use])
    first = np.zeros(len(point), dtype=np.int64)
    first[at[::-1]] = use[::-1]
    places = gpd.GeoSeries(shapely.points(reach.xy[first]), crs=result.candidates.crs).to_crs(EXCHANGE_CRS)
    return [[x, y, n] for x, y, n in zip(places.x.round(DEGREES), places.y.round(DEGREES), total.round(1).tolist(), strict=True)]


def _lonlat(frame: gpd.GeoDataFrame) -> list[list[float]]:
    if not len(frame):
        return []
    points = gpd.GeoSeries(shapely.point_on_surface(frame.geometry.to_numpy()), crs=frame.crs).to_crs(EXCHANGE_CRS)
    return np.column_stack([points.x, points.y]).round(DEGREES).tolist()


def _people(number: float) -> str:
    return f"{number:,.0f}"


def _said(lang: str, template: str) -> str:
    return heading(Message(template, {}), lang)


def _file(name: str) -> str:
    return resources.files("xc_gis.report.siting").joinpath(name).read_text(encoding="utf-8")
