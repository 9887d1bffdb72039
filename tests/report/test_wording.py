"""Who is credited for the map; reasons with their shares."""

import pytest

from xc_gis.report.wording import OSM_CREDIT, map_credit, reasons_zh
from xc_gis.standard.load import load_standard


def test_openstreetmap_is_credited_with_the_day_of_its_data():
    assert map_credit(synthetic=False) == OSM_CREDIT
    assert map_credit("2026-06-30T00:00:00Z", synthetic=False) == f"{OSM_CREDIT}(数据 2026-06-30)"


def test_an_invented_map_is_credited_to_nobody():
    assert "OpenStreetMap" not in map_credit("2026-06-30T00:00:00Z", synthetic=True)
    assert "虚构" in map_credit(synthetic=True)


def test_share_in_a_reason_reads_as_everywhere_with_one_decimal_cut():
    standard = load_standard("xicheng-ykz-default")
    figures = {"MED": 0.6249, "joint": 0.7199, "senior ELD": 0.7999, "completeness": 0.9399}
    said = reasons_zh("G4:MED 0.62<0.75; joint 0.71<0.80; senior ELD 0.79<0.80; completeness 0.93<0.95", standard, figures)
    assert [reason.split(",")[0].rsplit(" ", 1)[1] for reason in said] == ["62.4%", "71.9%", "79.9%", "93.9%"]


@pytest.mark.parametrize("figures", [None, {}, {"MED": float("nan")}, {"MED": 0.3}])
def test_reason_without_the_share_behind_it_keeps_what_was_filed(figures):
    (said,) = reasons_zh("G4:MED 0.62<0.75", load_standard("xicheng-ykz-default"), figures)
    assert said.startswith("医疗卫生覆盖率 62%")
