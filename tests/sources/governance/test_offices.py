"""Cells that name an office or a role, never a person."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.offices import refuse_person
from xc_gis.sources.rows.notes import Notes


@pytest.mark.parametrize("cell", ["王建国", "民政局（李梅）", "街道办 13800138000", "110105199001011234"])
def test_a_person_is_refused_and_never_cited(cell):
    with pytest.raises(InputError, match="第 4 行的岗位像是") as caught:
        refuse_person(cell, "岗位", 4, Notes("t.csv", "roles"))
    assert cell not in f"{caught.value}{caught.value.hint}"


@pytest.mark.parametrize("cell", ["", "民政局", "高新办", "张庄社区居委会", "街道办主任", "网格长"])
def test_an_office_or_a_role_passes(cell):
    refuse_person(cell, "岗位", 4, Notes("t.csv", "roles"))


def test_where_no_office_is_asked_for_a_short_name_is_no_person():
    refuse_person("王府井", "名称", 4, Notes("t.csv", "roles"), is_office=False)
