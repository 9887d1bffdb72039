"""A community far from all others is named and has no place; where none of the parts is the larger one nobody can say which is right."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import edit
from tests.sources.crs.test_far_apart import TO, by, many_communities, moved
from xc_gis.errors import InputError
from xc_gis.operations.study import read_study
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.people.strays import without_strays
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_reasons import ZERO_COORDINATES


@pytest.mark.parametrize("kind", ["areas", "points"])
@pytest.mark.parametrize("change", TO.values(), ids=list(TO))
def test_one_community_elsewhere_is_named_and_has_no_place(change, kind, tmp_path):
    path = many_communities(tmp_path, kind=kind)
    moved(tmp_path, change, [4])
    study = read_study(path)
    communities = study.data.communities.set_index("community_id")
    assert communities.geometry.isna().to_dict() == {c: c == "C5" for c in communities.index}
    assert study.settings.word("crs.analysis") == "EPSG:4548"
    (reported,) = [warning for warning in study.data.warnings if "远离其他社区" in warning]
    assert "第 6 行“5号社区”" in reported
    assert "crs_confirmed = true" in reported
    row = study.data.problems[study.data.problems["row"] == 6]
    assert row["reason"].str.contains("远离其他社区").any()


@pytest.mark.parametrize("kind", ["areas", "points"])
def test_all_at_zero_stop(kind, tmp_path):
    path = many_communities(tmp_path, kind=kind)
    moved(tmp_path, lambda p: p * 0 if kind == "points" else p - p.mean(axis=0), range(12))
    with pytest.raises(InputError, match="communities") as caught:
        read_study(path)
    assert "坐标为 0" in caught.value.message or "北纬 0.00" in caught.value.message


def test_halves_in_two_cities_stop_with_where_they_are(tmp_path):
    path = many_communities(tmp_path)
    moved(tmp_path, by(4.5, -8.7), range(6))
    with pytest.raises(InputError, match="分在相距很远的 2 处") as caught:
        read_study(path)
    assert "6 个在东经" in caught.value.message
    assert "第 2 行" in caught.value.message
    assert caught.value.repairs == ({"crs_confirmed": True},)


def test_a_place_that_is_confirmed_stays(tmp_path):
    path = many_communities(tmp_path)
    moved(tmp_path, by(0.4, 0.0), [4])
    edit(path, lambda text: text.replace('communities.geojson"', 'communities.geojson"\ncrs_confirmed = true'))
    assert read_study(path).data.communities.geometry.notna().all()


def layer_of(places, bad=None):
    frame = gpd.GeoDataFrame(
        {"name": [f"{n}号" for n in range(len(places))], ROW: range(2, len(places) + 2)},
        geometry=[None if p is None else shapely.Point(p) for p in places],
        crs="EPSG:4326",
    )
    return Layer("社区.csv", frame, "EPSG:4326", "sha", pd.Series(bad or [""] * len(places), dtype=object))


def without(places, *, confirmed=False, bad=None):
    layer, reading = layer_of(places, bad), Reading("EPSG:4326")
    found, geometry = without_strays(layer, layer.frame.geometry, layer.frame["name"], reading, confirmed=confirmed)
    return geometry.isna().tolist(), found.bad_place.tolist(), [str(f.text) for f in reading.findings]


BEIJING, SHANGHAI = (116.3, 39.9), (121.5, 31.2)


def test_more_than_half_is_the_body_and_the_others_lose_their_place():
    lost, reasons, told = without([BEIJING, BEIJING, SHANGHAI, None])
    assert lost == [False, False, True, True]
    assert reasons[:2] == ["", ""]
    assert reasons[2]
    assert "第 4 行“2号”" in told[0]


def test_half_and_half_is_nobodys_guess():
    with pytest.raises(InputError, match=r"分在相距很远的 2 处.*1 个在.*（如第 2 行）、1 个在.*（如第 3 行）"):
        without([BEIJING, SHANGHAI])


def test_what_is_confirmed_stays_and_near_ones_are_one_place():
    assert without([BEIJING, SHANGHAI], confirmed=True)[0] == [False, False]
    assert without([BEIJING, (116.4, 39.95)])[0] == [False, False]
    assert without([None, None])[0] == [True, True]


def test_of_many_five_are_named_and_all_counted():
    places = [BEIJING] * 9 + [(121.5, 31.2 + n / 100) for n in range(7)]
    (text,) = without(places)[2]
    assert text.count("号”") == 5
    assert "等 7 个" in text


def test_places_that_were_given_and_none_of_them_usable_stop():
    with pytest.raises(InputError, match=r"社区\.csv 的 2 个社区都没有可用的位置"):
        without([None, None], bad=[ZERO_COORDINATES.text(), ""])
