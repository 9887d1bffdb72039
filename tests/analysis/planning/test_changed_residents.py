"""Demand points with fewer, more and new people: every age alike, and nothing known that nobody said."""

from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_residents import changed_residents
from xc_gis.errors import InputError
from xc_gis.frames import DEMAND, check_frame
from xc_gis.model.changes import AddResidents, ChangeResidents
from xc_gis.operations.study import read_study
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("study"))).data


def changed(data, *changes):
    def place(_):
        lon, lat = degrees([(300, 310)])[0]
        point = gpd.GeoSeries([shapely.Point(lon, lat)], crs=EXCHANGE_CRS).to_crs(ANALYSIS_CRS)[0]
        return np.array([point.x, point.y])

    numbered = [NumberedChange(change, n, "s.toml") for n, change in enumerate(changes, 1)]
    found = changed_residents(data, numbered, place, ANALYSIS_CRS)
    check_frame(found, DEMAND, crs=ANALYSIS_CRS)
    return found


def test_ages_change_as_all_do_and_others_stay(data):
    found = changed(data, ChangeResidents(community="C1", factor=0.5))
    mine = (data.demand["community_id"] == "C1").to_numpy()
    for name in ("residents", "residents_60plus"):
        assert found[name][mine].tolist() == (data.demand[name][mine] / 2).tolist()
        assert found[name][~mine].tolist() == data.demand[name][~mine].tolist()
    assert found["residents_0_3"].isna().all()


def test_a_number_is_what_is_left_in_all(data):
    area = tuple((float(lon), float(lat)) for lon, lat in degrees([(0, 0), (600, 0), (600, 600), (0, 600)]))
    found = changed(data, ChangeResidents(area=area, residents=90.0))
    differs = found["residents"].to_numpy() != data.demand["residents"].to_numpy()
    assert differs.sum() == 9
    assert found["residents"][differs].sum() == pytest.approx(90)
    assert changed(data, ChangeResidents(residents=7.0))["residents"].sum() == pytest.approx(7)


def test_new_people_live_in_the_community_around_them(data):
    found = changed(data, AddResidents(residents=30.0, residents_60plus=4.0, id="A0"))
    row = found.iloc[0]
    assert (row["demand_id"], row["community_id"], row["residents"], row["residents_60plus"]) == ("A0", "C1", 30, 4)
    assert np.isnan(row["residents_80plus"])
    assert len(found) == len(data.demand) + 1


def test_changes_are_made_in_their_order(data):
    new = AddResidents(residents=30.0, id="A0")
    half = ChangeResidents(factor=0.5)
    assert changed(data, new, half)["residents"][0] == 15
    assert changed(data, half, new)["residents"][0] == 30


def test_what_cannot_be_done_is_told(data):
    far = ((117.5, 39.0), (117.6, 39.0), (117.6, 39.1))
    for change, words in (
        (ChangeResidents(area=far, factor=2.0), "没有居住点"),
        (ChangeResidents(area=far, residents=2.0), "没有居民"),
        (ChangeResidents(community="C3", factor=2.0), "C3"),
        (ChangeResidents(subdistrict="丙", factor=2.0), "丙"),
    ):
        with pytest.raises(InputError, match=words):
            changed(data, change)
    waiting = replace(data, late_totals=SimpleNamespace())
    with pytest.raises(InputError, match="社区只有点位"):
        changed(waiting, ChangeResidents(factor=2.0))
    assert changed(waiting) is waiting.demand
