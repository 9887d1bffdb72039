"""
Where a study lies, before anything is measured: its places in degrees, for the choice of the metric system and of the streets to read.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.projection import moved
from xc_gis.errors import CrsError, InputError
from xc_gis.model import StreetData
from xc_gis.settings import BY_CENTRE, Settings
from xc_gis.sources.corrections.table import CorrectionsFile, corrections_file
from xc_gis.sources.crs.far_apart import FAR_M, gap_m, lonlat_of
from xc_gis.sources.crs.metric_system import KEY, with_metric_system, zone_of
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.crs.references import MIDDLE_OF_CHINA
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.people.communities import read_communities, read_subdistricts
from xc_gis.sources.people.population_grid import is_grid
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.area import Box, box_around
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import LayerTable, ResidentsTable
from xc_gis.units import EXCHANGE_CRS


@dataclass(frozen=True)
class GroundLayers:
    """
    The layers by which a study says where it lies.

    Attributes
    ----------
    communities, subdistricts, residents
        None where there are none, or none that can be read yet.
    by_hand
        Corrections that place communities; None: none is looked for.
    file_name
        Of the study file, for messages.
    """

    communities: LayerSource[LayerTable] | None
    subdistricts: LayerSource[LayerTable] | None
    residents: LayerSource[ResidentsTable] | None
    by_hand: CorrectionsFile | None
    file_name: str


def ground_layers(study: StudyFile) -> GroundLayers:
    """Those of a study file."""
    return GroundLayers(
        study.source("communities", study.communities),
        study.source("subdistricts", study.subdistricts) if study.subdistricts else None,
        study.source("residents", study.residents),
        corrections_file(study),
        study.file_name,
    )


def places_of_study(layers: GroundLayers) -> gpd.GeoSeries | None:
    """
    Communities and subdistricts in ``EPSG:4326``, as far as they say themselves where they are.

    Subdistricts stand in for communities whose coordinate system is still to be found (``crs = "detect"``). None where nothing has
    a place or no layer can be read yet: what is wrong with them is reported when they are read with the streets as evidence.
    """
    return _frame(layers, EXCHANGE_CRS, None)


def ground_box(places: gpd.GeoSeries | None, settings: Settings) -> Box | None:
    """The ground of a study in degrees, for reading its streets: its places, and the setting's margin around; None without places."""
    if places is None:
        return None
    crs = settings.word(KEY)
    area = shapely.convex_hull(shapely.geometrycollections(moved(places.to_numpy(), EXCHANGE_CRS, crs)))
    return box_around(area, crs, settings.number("study_area_buffer_m") + settings.number("network.beyond_m"))


def measured(layers: GroundLayers, settings: Settings, places: gpd.GeoSeries | None, streets: StreetData | None) -> Settings:
    """
    Settings of a study with its metric system settled (``metric_system``).

    Parameters
    ----------
    places
        Of ``places_of_study``.
    streets
        Stand in where nothing else says where the study is, and tell the system of layers that do not say it themselves.

    Raises
    ------
    StudyError
        No system fits.
    """
    if places is None and streets is not None:
        places = _found_by_streets(layers, streets)
    if places is None:
        places = _residents(layers.residents)
    if places is None and streets is not None:
        places = gpd.GeoSeries(shapely.points([_middle(streets)]), crs=EXCHANGE_CRS)
    return anywhere(settings) if places is None else with_metric_system(settings, places, layers.file_name)


def anywhere(settings: Settings) -> Settings:
    """Settings of a study of which no place can be read, in some metric system: nothing will be measured in it."""
    return settings.override({KEY: zone_of(*MIDDLE_OF_CHINA)}, origin="centre", where="")


def system_for_looking(layers: GroundLayers, settings: Settings, streets: StreetData | None) -> str:
    """Metric system for looking at a study that may be unfinished: that of a run, or the ground's own where the named one does not fit."""
    own = settings.override({KEY: BY_CENTRE}, origin="default", where="")
    for tried in (settings, own):
        try:
            return measured(layers, tried, places_of_study(layers), streets).word(KEY)
        except (InputError, OSError):
            continue
    return anywhere(settings).word(KEY)


def _frame(layers: GroundLayers, crs: str, reading: Reading | None) -> gpd.GeoSeries | None:
    if layers.communities is None:
        return None
    unheard = ProblemList()
    try:
        found, _ = read_subdistricts(layers.subdistricts, crs, unheard, reading)
    except InputError:
        return None
    subdistricts = found.geometry if found is not None else gpd.GeoSeries([], crs=crs)
    try:
        communities = read_communities(layers.communities, layers.by_hand, crs, unheard, reading)[0].geometry
    except CrsError:
        communities = gpd.GeoSeries([], crs=crs)
    except InputError:
        return None
    if (
        len(communities.dropna())
        and len(subdistricts)
        and gap_m(lonlat_of(communities.dropna()), lonlat_of(subdistricts)) > FAR_M
    ):
        subdistricts = gpd.GeoSeries([], crs=crs)  # of another city, which is reported when both are read
    every = gpd.GeoSeries(pd.concat([communities, subdistricts], ignore_index=True), crs=crs).dropna()
    return every if len(every) else None


def _found_by_streets(layers: GroundLayers, streets: StreetData) -> gpd.GeoSeries | None:
    """Places whose coordinate system is found by the lie of the streets; measured as the middle of the streets is."""
    crs = zone_of(*_middle(streets))
    found = _frame(layers, crs, Reading(crs, streets))
    return None if found is None else found.to_crs(EXCHANGE_CRS)


def _residents(source: LayerSource[ResidentsTable] | None) -> gpd.GeoSeries | None:
    """Where residents are, for communities that are mere names."""
    if source is None or is_grid(source.table.path):
        return None
    try:
        layer = read_layer(source, EXCHANGE_CRS, needed=(), places_needed=False)
    except InputError:
        return None
    known = layer.frame.geometry.dropna()
    return known if len(known) else None


def _middle(streets: StreetData) -> tuple[float, float]:
    return float(np.median(streets.lon)), float(np.median(streets.lat))
