"""Filled-in checks are taken in once, however often the list is read, and change the streets of the next run."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.planning.checked import take_checked
from xc_gis.operations.study import read_study
from xc_gis.sources.corrections.table import read_corrections

HEAD = "rank,what,community_id,lon,lat,settles,communities,found,note\n"


def test_a_closed_way_is_closed_in_the_next_run(tmp_path):
    study = write_small_study(tmp_path / "study")
    checks = tmp_path / "checks.csv"
    checks.write_text(HEAD + "1,way/3,C1,116.3,39.9,1,C1,不通,施工\n2,way/4,C1,116.3,39.9,1,C1,通,\n", encoding="utf-8")
    for _ in range(2):
        back, path = take_checked(study, checks)
    assert back.confirmed == 1
    assert [one.target.facility_id for one in read_corrections(path)] == ["way/3"]
    tags = {osm: tags for osm, _, tags in read_study(study).streets.ways}
    assert tags[3] != tags[4]


def test_a_wrong_list_writes_nothing(tmp_path):
    study = write_small_study(tmp_path / "study")
    checks = tmp_path / "checks.csv"
    checks.write_text(HEAD + "1,way/3,C1,1,1,1,C1,不通,\n2,way/4,C1,1,1,1,C1,?,\n", encoding="utf-8")
    with pytest.raises(InputError):
        take_checked(study, checks)
    assert not list((tmp_path / "study").glob("*corrections*"))
