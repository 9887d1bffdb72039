"""The base of a study is that of the table which people come from, and it is said."""

import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.governance import community_residents
from xc_gis.operations.study import read_study

TOTALS = "社区,常住人口,户籍人口,60岁以上\n西社区,1000,400,100\n东社区,2000,900,200\n"


def study(folder, keys, totals=None):
    path = write_small_study(folder)
    edit(path, lambda text: text.replace('path = "residents.csv"\n', f'path = "residents.csv"\n{keys}\n'))
    if totals:
        (folder / "totals.csv").write_text(totals, encoding="utf-8")
    return path


def said(data):
    return [
        one for one in data.findings if one.topic == "residents" and ("base" in one.evidence or "population_base" in one.evidence)
    ]


def test_nobody_says_whom_the_column_counts(tmp_path):
    data = read_study(study(tmp_path, "")).data
    assert data.base == "given"
    assert [one.text for one in said(data)] == ["人口口径：按原表，未注明常住、户籍或实有"]


def test_the_study_says_whom_the_column_counts(tmp_path):
    data = read_study(study(tmp_path, 'base = "registered"')).data
    assert data.base == "registered"
    assert [one.text for one in said(data)] == ["人口口径：户籍人口"]


@pytest.mark.parametrize(("key", "base", "people"), [("", "resident", 3000), ('\nbase = "registered"', "registered", 1300)])
def test_the_totals_decide(tmp_path, key, base, people):
    data = read_study(study(tmp_path, f'totals = "totals.csv"\nweights = "equal"{key}', TOTALS)).data
    assert data.base == base
    assert data.demand["residents"].sum() == pytest.approx(people)
    assert community_residents(data).sum() == pytest.approx(people)
    assert [one.level for one in said(data)] == (["warning", "info"] if not key else ["info", "info"])


def test_a_base_that_is_not_there_refuses_the_study(tmp_path):
    path = study(tmp_path, 'totals = "totals.csv"\nweights = "equal"\nbase = "actual"', TOTALS)
    with pytest.raises(InputError, match=r"totals\.csv 没有实有人口的列"):
        read_study(path)


def test_communities_that_count_others_are_told(tmp_path):
    path = study(tmp_path, 'columns = { residents = "residents" }')
    edit(tmp_path / "residents.csv", lambda text: text.replace("residents,residents_60plus", "常住人口,residents_60plus", 1))
    edit(path, lambda text: text.replace('columns = { residents = "residents" }\n', ""))
    edit(
        tmp_path / "communities.geojson",
        lambda text: text.replace('"subdistrict": "甲街道"', '"subdistrict": "甲街道", "户籍人口": 5'),
    )
    data = read_study(path).data
    assert data.base == "resident"
    assert any("社区图层是户籍人口，居民图层是常住人口" in warning for warning in data.warnings)
