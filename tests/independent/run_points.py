"""
What a run of the tool rests on, apart from its network: homes, facilities as analysed, communities, and the times it found.

Read from the run's ``study.gpkg`` and ``demand_points.parquet``; categories, their minutes and profiles and who serves whom from the
standard and the study file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml

import xc_gis
from tests.independent.conditions import WEDNESDAY_TEN, Moment
from tests.independent.network import to_metres

SEARCHED = 2.0
"""Times are looked for up to this many times the category's limit."""


@dataclass
class Category:
    """A service of the standard: which types of facilities give it, in how many minutes, at whose pace."""

    code: str
    minutes: float
    profile: str
    types: list[str]


@dataclass
class StudyWords:
    """What the study file says of the method."""

    osm: Path
    categories: list[Category]
    catchment: dict[str, str]
    use_catchments: bool = True
    gates: str = "rule"
    moment: Moment = WEDNESDAY_TEN
    speeds: dict[str, float] = field(default_factory=dict)
    crs: str | None = None
    subdistricts: Path | None = None


@dataclass
class RunPoints:
    """
    Homes and facilities of a run, places in the study's metres.

    ``facilities`` has ``facility_id``, ``type``, ``served`` (a set of community ids, or None: everyone) and ``geometry``;
    ``homes`` is the run's table with ``x`` and ``y``.
    """

    homes: pd.DataFrame
    facilities: pd.DataFrame
    crs: str


def read_words(study: Path) -> StudyWords:
    """The study file, as far as times depend on it."""
    text = re.sub(r"\$\{(\w+)(?::-([^}]*))?\}", lambda m: os.environ.get(m[1]) or m[2] or "", study.read_text(encoding="utf-8"))
    content = tomllib.loads(text)
    settings: dict[str, Any] = content.get("settings", {})
    standard_file = study.parent / content["study"].get("standard", "")
    if not standard_file.is_file():
        standard_file = (
            Path(xc_gis.__file__).parent
            / "standard"
            / "shipped"
            / f"{content['study'].get('standard', 'xicheng-ykz-default')}.yaml"
        )
    standard = yaml.safe_load(standard_file.read_text(encoding="utf-8"))
    types = standard["facility_types"]
    categories = [
        Category(
            c["code"], c["minutes"], c["profile"], [t for t, words in types.items() if c["code"] in words.get("services", [])]
        )
        for c in standard["categories"]
    ]
    return StudyWords(
        osm=study.parent / content["network"]["osm"],
        categories=categories,
        catchment={t: words["catchment"] for t, words in types.items() if "catchment" in words},
        use_catchments=bool(settings.get("catchments", True)),
        gates=settings.get("gates", "rule"),
        moment=read_moment(settings.get("moment")),
        speeds={key.removeprefix("walk.speed."): float(v) for key, v in settings.items() if key.startswith("walk.speed.")},
        crs=content.get("crs", {}).get("analysis"),
        subdistricts=study.parent / content["subdistricts"]["path"] if "path" in content.get("subdistricts", {}) else None,
    )


def read_moment(text: str | None) -> Moment:
    """``WED 10:00``, or a date and an hour."""
    if not text:
        return WEDNESDAY_TEN
    day, clock = re.split(r"[\sT]+", text.strip(), maxsplit=1)
    hour, minute = (int(part) for part in clock.split(":")[:2])
    names = "mo tu we th fr sa su".split()
    weekday = date.fromisoformat(day).weekday() if day[0].isdigit() else names.index(day[:2].lower())
    return Moment(weekday, hour * 60 + minute)


def metric_crs(lon: float, lat: float) -> str:
    """The 3-degree zone of a place in China, else the UTM zone."""
    if 73.4 <= lon <= 135.1 and 17.9 <= lat <= 53.6:
        return f"EPSG:{4534 + round(lon / 3) - 25}"
    return f"EPSG:{(32600 if lat >= 0 else 32700) + int((lon + 180) // 6) + 1}"


def read_run(run: Path, words: StudyWords) -> RunPoints:
    """The points of a finished run; homes outside all communities are counted nowhere and left out."""
    file = run / "study.gpkg"
    homes = gpd.read_file(file, layer="demand_points")
    homes = homes[homes["community_id"].fillna("") != ""].reset_index(drop=True)
    facilities = gpd.read_file(file, layer="facilities")
    middle = homes.geometry.iloc[len(homes) // 2]
    crs = words.crs or metric_crs(middle.x, middle.y)
    homes["x"], homes["y"] = to_metres(homes.geometry.x.to_numpy(), homes.geometry.y.to_numpy(), crs)
    facilities = facilities[facilities.geometry.notna() & ~facilities.geometry.is_empty].reset_index(drop=True)
    facilities["geometry"] = _placed(facilities, crs)
    communities = gpd.read_file(file, layer="communities")
    communities["geometry"] = _placed(communities, crs)
    subdistricts = gpd.read_file(words.subdistricts) if words.subdistricts else gpd.GeoDataFrame({"name": []}, geometry=[])
    subdistricts["geometry"] = _placed(subdistricts, crs)
    facilities["served"] = [_served(row, communities, subdistricts, words) for row in facilities.itertuples()]
    return RunPoints(pd.DataFrame(homes.drop(columns="geometry")), pd.DataFrame(facilities), crs)


def _placed(layer: gpd.GeoDataFrame, crs: str) -> list[shapely.Geometry | None]:
    """Shapes in metres; what has no place keeps none."""

    def move(degrees: np.ndarray) -> np.ndarray:
        return np.column_stack(to_metres(degrees[:, 0], degrees[:, 1], crs))

    return [None if shape is None else shapely.transform(shape, move) for shape in layer.geometry]


def _served(row: Any, communities: pd.DataFrame, subdistricts: pd.DataFrame, words: StudyWords) -> frozenset[str] | None:
    """Communities that may use a facility with a catchment: its own, or all of its own subdistrict, and those that it names besides."""
    rule = words.catchment.get(row.type)
    if not words.use_catchments or rule is None:
        return None
    named = {part.strip() for part in (row.serves or "").replace(",", ";").split(";") if part.strip()}
    place = row.geometry.representative_point()
    own = _smallest_around(place, communities)
    if rule == "own_subdistrict":
        names = own["subdistrict"] if len(own) else _smallest_around(place, subdistricts)["name"]
        own = communities[communities["subdistrict"].isin(names)]
    return frozenset(own["community_id"]) | named


def _smallest_around(place: shapely.Point, areas: pd.DataFrame) -> pd.DataFrame:
    """The row of the smallest area that holds a place; none, if none does."""
    holding = [n for n, area in enumerate(areas["geometry"]) if area is not None and area.covers(place)]
    return areas.iloc[sorted(holding, key=lambda n: areas["geometry"].iloc[n].area)[:1]]


def offers_by_served(facilities: pd.DataFrame, category: Category) -> dict[frozenset[str] | None, list[int]]:
    """Rows of open facilities that give a service, by who may use them."""
    found: defaultdict[frozenset[str] | None, list[int]] = defaultdict(list)
    for n, row in enumerate(facilities.itertuples()):
        if row.status == "open" and set(str(row.type).split(";")) & set(category.types):
            found[row.served].append(n)
    return dict(found)
