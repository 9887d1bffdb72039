"""Changes of facilities that are tried: what is wrong with them is told with what was meant, and the rest passes."""

import geopandas as gpd
import pytest

from xc_gis.analysis.planning.facility_changes import FacilityChanges, KnownFacilities, MovedFacility, NewFacility
from xc_gis.errors import InputError
from xc_gis.standard import load_standard

KNOWN = KnownFacilities(
    gpd.GeoDataFrame(
        {
            "facility_id": ["F1", "F2", "F3"],
            "type": ["CHS", "CVS", "CSS"],
            "status": ["open", "planned", "open"],
            "serves": ["", None, "C1;C2"],
        },
        geometry=[None] * 3,
    ),
    load_standard("xicheng-ykz-default"),
)


def test_facilities_are_known_by_their_row():
    assert (KNOWN.row("F2"), KNOWN.serves, KNOWN.is_open.tolist()) == (1, ["", "", "C1;C2"], [True, False, True])
    with pytest.raises(InputError, match="没有编号为 “FF1” 的设施") as caught:
        KNOWN.row("FF1")
    assert caught.value.hint == "是否指 “F1”?"


NEW = NewFacility("N1", "CHS", 0.0, 0.0)
WRONG = [
    (FacilityChanges(added=(NewFacility("N1", "CHX", 0, 0),)), "没有设施类型 “CHX”"),
    (FacilityChanges(added=(NewFacility("F1", "CHS", 0, 0),)), "编号 “F1” 已有设施使用"),
    (FacilityChanges(added=(NEW, NEW)), "“N1” 在方案中出现 2 次"),
    (FacilityChanges(closed=("F1",), moved=(MovedFacility("F1", 0, 0),)), "“F1” 在方案中出现 2 次"),
    (FacilityChanges(moved=(MovedFacility("F9", 0, 0),)), "没有编号为 “F9”"),
    (FacilityChanges(closed=("F2",)), "“F2” 本来就没有开放"),
    (FacilityChanges(opened=("F1",)), "“F1” 本来就开放"),
    (FacilityChanges(closed=("F9",)), "没有编号为 “F9”"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_changes_that_cannot_be_carried_out_are_refused(changes, words):
    with pytest.raises(InputError) as caught:
        KNOWN.check(changes)
    assert words in caught.value.message


def test_changes_that_can_be_are_not():
    KNOWN.check(FacilityChanges())
    KNOWN.check(FacilityChanges((NEW,), (MovedFacility("F2", 1.0, 2.0),), ("F1",), ()))
    KNOWN.check(FacilityChanges(closed=("F1", "F3"), opened=("F2",)))
