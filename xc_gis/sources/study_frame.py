"""
Where a study lies, before anything is measured: its places in degrees, for the choice of the metric system and of the streets to read.
"""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import CrsError, InputError
from xc_gis.model import StreetData
from xc_gis.settings import BY_CENTRE, Settings
from xc_gis.sources.crs.references import MIDDLE_OF_CHINA
from xc_gis.sources.far_apart import FAR_M, gap_m, lonlat_of
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.metric_system import KEY, with_metric_system, zone_of
from xc_gis.sources.people.communities import read_communities, read_subdistricts
from xc_gis.sources.people.population_grid import is_grid
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study_area import Box, box_around
from xc_gis.units import EXCHANGE_CRS


def places_of_study(study: StudyFile) -> gpd.GeoSeries | None:
    """
    Communities and subdistricts in ``EPSG:4326``, as far as they say themselves where they are.

    Subdistricts stand in for communities whose coordinate system is still to be found (``crs = "detect"``). None where nothing has
    a place or no layer can be read yet: what is wrong with them is said when they are read with the streets as evidence.
    """
    return _frame(study, EXCHANGE_CRS, None)


def ground_box(places: gpd.GeoSeries | None, settings: Settings) -> Box | None:
    """The ground of a study in degrees, for reading its streets: its places, and the setting's margin around; None without places."""
    if places is None:
        return None
    crs = settings.word(KEY)
    area = shapely.convex_hull(shapely.GeometryCollection(list(places.to_crs(crs))))
    return box_around(area, crs, settings.number("study_area_buffer_m") + settings.number("network.beyond_m"))


def measured(study: StudyFile, settings: Settings, places: gpd.GeoSeries | None, streets: StreetData | None) -> Settings:
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
    if places is None and streets is not None and study.communities.path:
        places = _found_by_streets(study, streets)
    if places is None:
        places = _residents(study)
    if places is None and streets is not None:
        places = gpd.GeoSeries(shapely.points([_middle(streets)]), crs=EXCHANGE_CRS)
    return anywhere(settings) if places is None else with_metric_system(settings, places, study.file_name)


def anywhere(settings: Settings) -> Settings:
    """Settings of a study of which no place can be read, in some metric system: nothing will be measured in it."""
    return settings.override({KEY: zone_of(*MIDDLE_OF_CHINA)}, origin="centre", where="")


def system_for_looking(study: StudyFile, settings: Settings, streets: StreetData | None) -> str:
    """Metric system for looking at a study that may be unfinished: that of a run, or the ground's own where the named one does not fit."""
    own = settings.override({KEY: BY_CENTRE}, origin="default", where="")
    for tried in (settings, own):
        try:
            places = places_of_study(study) if study.communities.path else None
            return measured(study, tried, places, streets).word(KEY)
        except (InputError, OSError):
            continue
    return anywhere(settings).word(KEY)


def _frame(study: StudyFile, crs: str, reading: Callable[[], Reading] | None) -> gpd.GeoSeries | None:
    unheard = ProblemList()
    known = reading() if reading else None
    try:
        found = read_subdistricts(study, crs, unheard, known)
    except InputError:
        return None
    subdistricts = found[0].geometry if found else gpd.GeoSeries([], crs=crs)
    try:
        communities = read_communities(study, crs, unheard, known)[0].geometry
    except CrsError:
        communities = gpd.GeoSeries([], crs=crs)
    except InputError:
        return None
    if (
        len(communities.dropna())
        and len(subdistricts)
        and gap_m(lonlat_of(communities.dropna()), lonlat_of(subdistricts)) > FAR_M
    ):
        subdistricts = gpd.GeoSeries([], crs=crs)  # of another city, which is told when both are read
    every = gpd.GeoSeries(pd.concat([communities, subdistricts], ignore_index=True), crs=crs).dropna()
    return every if len(every) else None


def _found_by_streets(study: StudyFile, streets: StreetData) -> gpd.GeoSeries | None:
    """Places whose coordinate system is found by the lie of the streets; measured as the middle of the streets is."""
    crs = zone_of(*_middle(streets))
    found = _frame(study, crs, lambda: Reading(study, crs, streets))
    return None if found is None else found.to_crs(EXCHANGE_CRS)


def _residents(study: StudyFile) -> gpd.GeoSeries | None:
    """Where residents are, for communities that are mere names."""
    if is_grid(study.residents.path) or not study.residents.path:
        return None
    try:
        layer = read_layer(study, study.residents, EXCHANGE_CRS, needed=(), places_needed=False)
    except InputError:
        return None
    known = layer.frame.geometry.dropna()
    return known if len(known) else None


def _middle(streets: StreetData) -> tuple[float, float]:
    return float(np.median(streets.lon)), float(np.median(streets.lat))
