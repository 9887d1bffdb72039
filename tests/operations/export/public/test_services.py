"""Minutes of public pieces are whole, and a begun one counts in full."""

from types import SimpleNamespace

import pytest
import shapely

from tests.fixtures.small_study import STUDY, edit, write_small_study
from xc_gis.analysis.governance.directory import Contact
from xc_gis.operations.export.public.services import ServiceWalk, reached_facilities
from xc_gis.operations.study import read_study


@pytest.mark.parametrize(("seconds", "minutes"), [(0.0, 1), (59.0, 1), (60.0, 1), (60.5, 2), (900.0, 15), (901.0, 16)])
def test_a_begun_minute_counts_in_full(seconds, minutes):
    walk = ServiceWalk("MED", 0, "站", seconds, shapely.LineString([(0, 0), (1, 1)]), shapely.Point(1, 1))
    assert walk.minutes == minutes


def test_a_list_comes_before_the_directory_and_the_directory_fills_what_it_lacks(tmp_path):
    path = write_small_study(
        tmp_path, study=STUDY.replace('name = "名称"', 'name = "名称", phone = "电话"') + '\n[directory]\ntable = "d.csv"\n'
    )
    edit(
        tmp_path / "facilities.csv",
        lambda text: (
            text.replace("纬度\n", "纬度,电话\n", 1).replace("\nF2", ",010-1\nF2", 1).replace("\nF3", ",\nF3", 1).rstrip() + ",\n"
        ),
    )
    (tmp_path / "d.csv").write_text(
        "大类,小类,名称,社区,电话,营业时间,在线预约\n医,站,西站,西社区,010-9,8:00-17:00,是\n购,店,东便利店,东社区,010-2,24小时,\n",
        encoding="utf-8",
    )
    study = read_study(path)
    said = dict(
        zip(
            study.data.facilities["facility_id"],
            reached_facilities(SimpleNamespace(data=study.data), study.settings),
            strict=True,
        )
    )
    assert said == {"F1": Contact("010-1", "8:00-17:00", "yes"), "F2": Contact("010-2", "24小时", ""), "F3": Contact()}
