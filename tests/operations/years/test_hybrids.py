"""Studies between two runs: what each of them is made of, and what cannot be put together."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.small_study import edit
from tests.operations.years.pairs import SINCE, grown, heard, opened, write_few
from xc_gis.analysis.causes.shapley import AFTER, BEFORE, Acted
from xc_gis.errors import InputError
from xc_gis.operations.study import read_study
from xc_gis.operations.years.hybrids import Hybrids
from xc_gis.progress import Silent
from xc_gis.sources.study.named_files import variables_mean


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_few(tmp_path_factory.mktemp("hybrids")))


def test_each_part_follows_its_cause(study):
    random = np.random.default_rng(5)
    hybrids = Hybrids(study, heard(grown(opened(study, random, SINCE), random), random), Silent())
    world, data = hybrids.world(Acted(world=True)), hybrids.world(Acted(data=True))
    count = len(study.data.facilities)
    assert (len(world.data.facilities), len(data.data.facilities)) == (count + 2, count)
    assert world.data.demand["residents"].sum() > data.data.demand["residents"].sum()
    assert (world.data.supply, data.data.supply is None) == (None, False)
    assert hybrids.between.changed == Acted(world=True, data=True)


def test_the_ends_are_the_studies_themselves(study):
    random = np.random.default_rng(6)
    later = heard(grown(opened(study, random, SINCE), random), random)
    hybrids = Hybrids(study, later, Silent())
    for acted, end in ((BEFORE, study), (AFTER, later)):
        made = hybrids.world(acted).data
        assert made.demand is end.data.demand
        assert made.facilities["facility_id"].tolist() == end.data.facilities["facility_id"].tolist()
        assert made.supply == end.data.supply


def test_settings_by_which_lists_are_read_have_both_lists_read_anew(tmp_path):
    one = write_few(tmp_path / "one")
    other = write_few(tmp_path / "other")
    for path in (one, other):  # a shop stands in the list twice
        edit(path.parent / "facilities.csv", lambda text: text + text.splitlines()[2].replace("F2", "F9") + "\n")
    edit(other, lambda text: text + '\n[settings]\nduplicates = "off"\n')
    before, after = read_study(one), read_study(other)
    assert len(after.data.facilities) == len(before.data.facilities) + 1
    hybrids = Hybrids(before, after, Silent())
    assert hybrids.between.changed == Acted(method=True)
    assert [len(hybrids.world(Acted(method=m)).data.facilities) for m in (False, True)] == [
        len(before.data.facilities), len(after.data.facilities),
    ]  # fmt: skip


def test_lists_of_an_archive_are_read_anew_from_the_archive(tmp_path):
    studies = []
    for name, setting in (("one", ""), ("other", '\n[settings]\nduplicates = "off"\n')):
        path = write_few(tmp_path / name)
        (tmp_path / name / "office").mkdir()
        (path.parent / "facilities.csv").rename(tmp_path / name / "office" / "facilities.csv")
        edit(path, lambda text, more=setting: text.replace('"facilities.csv"', '"${XC_GIS_TEST_OFFICE}/facilities.csv"') + more)
        with variables_mean({"XC_GIS_TEST_OFFICE": str(tmp_path / name / "office")}):
            studies.append(read_study(path))
    assert Hybrids(*studies, Silent()).between.changed == Acted(method=True)


def test_studies_in_two_systems_are_not_put_together(study):
    other = replace(study, settings=study.settings.override({"crs.analysis": "EPSG:4527"}, origin="study", where="test"))
    with pytest.raises(InputError, match="EPSG:4527"):
        Hybrids(study, other, Silent())
