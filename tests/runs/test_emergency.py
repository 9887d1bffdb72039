"""Emergency plans and roles of a run, read for showing."""

import pytest

from xc_gis.errors import InputError
from xc_gis.runs.emergency import PLANS, ROLES, EmergencyView, read_emergency

HEAD = "level,area,plan,dated,role,residents,covered,gap,unknown,shelters,in_reach,beyond,off_network\n"


def test_figures_that_do_not_apply_are_none(tmp_path):
    (tmp_path / PLANS).write_text(
        HEAD + "district,ALL,unknown,,,10,4,0,6,,,,\ncompound,'=小区,yes,,,3,3,0,0,E1;E2,0,3,0\n", encoding="utf-8-sig"
    )
    (tmp_path / ROLES).write_text("level,area,role,office\ncommunity,C1,社区书记,\n", encoding="utf-8-sig")
    found = read_emergency(tmp_path, {"outputs": {PLANS: "", ROLES: ""}})
    district, compound = found.plans
    assert (district.shelters, district.in_reach) == ((), None)
    assert (compound.area, compound.shelters, compound.in_reach, compound.beyond) == ("=小区", ("E1", "E2"), 0.0, 3.0)
    assert found.roles[0].role == "社区书记"


def test_runs_without_them_have_none_and_damage_is_told(tmp_path):
    assert read_emergency(tmp_path, {"outputs": {}}) == EmergencyView((), ())
    with pytest.raises(InputError, match="已损坏"):
        read_emergency(tmp_path, {"outputs": {PLANS: ""}})
