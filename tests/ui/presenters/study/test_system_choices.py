"""Coordinate systems that a layer's form offers are those of the study's place."""

import pytest
from pyproj import CRS

from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.ui.presenters.study.system_choices import system_choices
from xc_gis.ui.study_editor.layer_form import LayerForm

PLACES = {
    (116.36, 39.9): {"EPSG:4548", "EPSG:4547", "EPSG:4549", "EPSG:4527", "EPSG:32650", "GCJ-02"},
    (104.06, 30.66): {"EPSG:4544", "EPSG:4543", "EPSG:4545", "EPSG:4523", "EPSG:32648", "BD-09"},
    (121.47, 31.23): {"EPSG:4549", "EPSG:4548", "EPSG:4550", "EPSG:4528", "EPSG:32651"},
    (75.9, 39.47): {"EPSG:4534", "EPSG:4535", "EPSG:4513", "EPSG:32643"},
    (151.2, -33.87): {"EPSG:32756"},
    (24.94, 60.17): {"EPSG:32635"},
}
EVERYWHERE = {None, "detect", "EPSG:4326", "EPSG:3857"}


@pytest.mark.parametrize(("place", "wanted"), PLACES.items())
def test_choices_are_those_of_the_place(place, wanted):
    codes = [value for _, value in system_choices(place)]
    assert len(codes) == len(set(codes))
    assert set(codes) == EVERYWHERE | wanted | ({"GCJ-02", "BD-09"} if 73 < place[0] < 135 and place[1] > 0 else set())


def test_choices_of_an_unknown_place_are_all_zones():
    codes = [value for _, value in system_choices(None)]
    assert {f"EPSG:{code}" for code in range(4534, 4555)} <= set(codes)


@pytest.mark.parametrize("place", [None, *PLACES])
def test_words_name_the_system_of_their_code(place):
    for words, code in system_choices(place):
        assert not CHINESE.search(in_language(words, "en"))
        if "°E" in words:
            assert f"CM {words.partition('°E')[0].rpartition(' ')[2]}E" in CRS.from_user_input(code).name
        if "带号" in words:
            assert CRS.from_user_input(code).name.endswith(f"zone {words.partition('带号 ')[2].partition('（')[0]}")
        if words.startswith("UTM"):
            assert CRS.from_user_input(code).name.endswith(words.split("（")[0].removeprefix("UTM "))


def test_form_offers_what_the_place_asks_for(qtbot):
    form = LayerForm()
    qtbot.addWidget(form)
    keys = {"path": "a.csv", "crs": "EPSG:4544"}
    form.show_place((116.36, 39.9))
    form.show_layer("communities", keys, ("甲",), ())
    assert form.fields["crs"].currentText() == "EPSG:4544"  # not offered here, and kept
    form.show_place((104.06, 30.66))
    form.show_layer("communities", keys, ("甲",), ())
    assert form.fields["crs"].currentText() == "CGCS2000 三度带 105°E（EPSG:4544）"
