"""What a study names of services and voices is read once its communities are known; a check collects its faults."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pytest

from tests.operations.test_governance import SURVEY, write
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.load.governance import Heard, read_governance, read_links
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())
COMMUNITIES = gpd.GeoDataFrame({"community_id": ["C1", "C2"], "name": ["西社区", "东社区"], "subdistrict": ["甲街道", "甲街道"]})


def test_nothing_is_read_where_the_study_names_nothing(tmp_path):
    assert (
        read_governance(
            read_study_file(write(tmp_path, "")), COMMUNITIES, (STANDARD,), ProblemList("hotline"), Reading(ANALYSIS_CRS)
        )
        == Heard()
    )


def test_nothing_is_judged_where_the_communities_are_faulty(tmp_path):
    reading = Reading(ANALYSIS_CRS, collects=True, faults={"communities": ValueError()})
    assert read_governance(read_study_file(write(tmp_path)), COMMUNITIES, (STANDARD,), ProblemList("hotline"), reading) == Heard()


def test_a_fault_is_collected_with_what_was_found_before_it(tmp_path):
    path = write(tmp_path, SURVEY)
    (tmp_path / "survey.csv").write_text("社区编号,小项编号,是否提供\nC9,101,是\n", encoding="utf-8")
    reading = replace(Reading(ANALYSIS_CRS), collects=True)
    assert read_governance(read_study_file(path), COMMUNITIES, (STANDARD,), ProblemList("hotline"), reading).survey is None
    assert set(reading.faults) == {"survey"}
    assert reading.findings[0].table == "survey.items"


@pytest.mark.parametrize("table", ["communities", "facilities.1", "corrections", "survey"])
def test_links_are_not_judged_before_what_they_speak_of_is_mended(table):
    study, facilities = SimpleNamespace(services=object()), object()
    reading = Reading(ANALYSIS_CRS, collects=True, faults={table: ValueError()})
    assert read_links(study, facilities, COMMUNITIES, STANDARD, Heard(), reading) == (None, facilities, None)
    assert set(reading.faults) == {table}
