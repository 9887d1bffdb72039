"""The record that goes through all readers: what is placed, and what a copy of it knows."""

from dataclasses import replace

import geopandas as gpd
import shapely

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.check.check import check_study
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.crs.references import References
from xc_gis.units import ANALYSIS_CRS


def shops(*places):
    return gpd.GeoDataFrame({"name": ["槐树便利店", "柳荫便利店", "便利店"]}, geometry=[shapely.Point(p) for p in places])


def test_a_list_is_no_evidence_for_itself_however_often_it_is_read():
    known = References(ANALYSIS_CRS, None)
    for _ in range(2):
        known.learn("facilities.0", shops((0, 0), (10, 0), (20, 0)), "甲.csv")
    assert known.known_beside("甲.csv") == {}
    assert known.known_beside("乙.csv") == {"槐树便利店": (0.0, 0.0), "柳荫便利店": (10.0, 0.0)}  # 便利店 is no name


def test_a_name_that_two_lists_place_is_no_evidence():
    known = References(ANALYSIS_CRS, None)
    known.learn("facilities.0", shops((0, 0), (10, 0), (20, 0)), "甲.csv")
    known.learn("facilities.1", shops((500, 0), (10, 0), (20, 0)).iloc[:1], "乙.csv")
    assert known.known_beside("丙.csv") == {"柳荫便利店": (10.0, 0.0)}


def test_a_copy_knows_what_was_placed_before():
    reading = Reading(ANALYSIS_CRS)
    reading.references.learn("facilities.0", shops((0, 0), (10, 0), (20, 0)), "甲.csv")
    assert replace(reading, findings=[]).references.known_beside("乙.csv")


def test_check_tells_the_same_evidence_as_a_run(tmp_path):
    study = write_small_study(tmp_path / "study")
    edit(study.parent / "communities.geojson", lambda t: t.replace("西社区", "槐树社区").replace("东社区", "柳荫社区"))
    rows = "".join(f"G{n},槐树社区第{n}站,CSS,{117.0005 + n / 2000:.6f},39.9165\n" for n in range(12))
    edit(study.parent / "facilities.csv", lambda t: t + rows)
    reported = [finding.text for layer in check_study(study).layers for finding in layer.findings]
    assert any("12/12 在其文字所写的社区内" in text for text in reported), reported
