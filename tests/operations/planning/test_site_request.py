"""Words of a siting question become categories, types and distances."""

from __future__ import annotations

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.standard import load_standard


@pytest.fixture(scope="module")
def standard(tmp_path_factory):
    return load_standard("xicheng-ykz-default", base_dir=tmp_path_factory.mktemp("none"))


def test_weights_and_types(standard):
    wanted = SitingRequest(("MED:2", "CVS"), 3).wanted(standard)
    assert [(one.code, one.weight) for one in wanted] == [("MED", 2.0), ("CVS", 1.0)]
    assert all(one.code in standard.facility_types[one.type].services for one in wanted)
    (alone,) = SitingRequest(("MED:2",), 3).wanted(standard)
    assert alone.weight == 1.0  # a weight against nothing
    kind = standard.types_of("MED")[-1]
    assert SitingRequest(("MED", "CVS"), 3, build=(kind,)).wanted(standard)[0].type == kind


def test_nearness(standard):
    assert SitingRequest(("CVS",), 1, near=("CHS@50", "CVS@0")).near_places(standard) == [("CHS", 50.0), ("CVS", 0.0)]
    for word in ("CHS", "CHS@", "CHS@-1", "CHS@far", "CHS@inf", "CHS@nan"):
        with pytest.raises(InputError, match="类型@米数"):
            SitingRequest(("CVS",), 1, near=(word,)).near_places(standard)


@pytest.mark.parametrize("weight", ["0", "-1", "much", "nan", "inf"])
def test_weights_that_are_none(standard, weight):
    with pytest.raises(InputError, match="权重"):
        SitingRequest((f"MED:{weight}",), 1).wanted(standard)


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), -1.0])
def test_amounts_that_are_none(amount):
    for field in ("spacing_m", "time_limit_s", "every_m"):
        with pytest.raises(InputError):
            SitingRequest(("MED",), 1, **{field: amount}).check()
    with pytest.raises(InputError):
        SitingRequest(("MED",), 1, budget=amount if amount != float("inf") else 0.0).check()
