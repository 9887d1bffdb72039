"""Why a category is not known to be complete: nothing stated, partial, stale or the ground around; named by community."""

from datetime import date

import geopandas as gpd
import shapely

from xc_gis.analysis.coverage.inventory_reasons import inventory_reasons
from xc_gis.languages.message import in_language
from xc_gis.model import InventoryStatement
from xc_gis.settings import Settings
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")
TODAY = date(2026, 6, 30)


def town(count=2):
    names = "甲乙丙丁戊"
    return gpd.GeoDataFrame(
        {"community_id": list("ABCDE"[:count]), "name": [f"{name}社区" for name in names[:count]], "subdistrict": ["东街道"] * count},
        geometry=[shapely.box(n, 0, n + 1, 1) for n in range(count)], crs="EPSG:4548",
    )  # fmt: skip


def says(category, areas, status="complete", surveyed=None, kind=None):
    return InventoryStatement(category, kind, areas, status, surveyed)


def reasons(*statements, count=2, code="MED"):
    found = inventory_reasons(statements, town(count), STANDARD, Settings(), TODAY)
    return [(one.reason, one.communities, str(one.sentence)) for one in found if one.category == code]


def test_nothing_is_said_of_a_category_that_is_complete_everywhere():
    assert reasons(says("MED", ("all", "outside"))) == []


def test_silence_is_told_for_all_communities():
    ((reason, communities, sentence),) = reasons()
    assert (reason, communities) == ("no_inventory", ("A", "B"))
    assert sentence.startswith("医疗卫生:所有社区没有声明清单是否完整")


def test_ground_around_that_nobody_declared_is_told_where_some_community_is_complete():
    ((reason, communities, sentence),) = reasons(says("MED", ("all",)))
    assert (reason, communities) == ("outside_inventory", ("A", "B"))
    assert 'areas = "outside"' in sentence


def test_partial_is_told_before_stale_and_both_name_their_communities():
    found = reasons(says("MED", ("A",), "partial"), says("MED", ("B",), surveyed=date(2024, 12, 29)), says("MED", ("outside",)))
    assert [row[:2] for row in found] == [("partial_inventory", ("A",)), ("stale_inventory", ("B",))]
    assert "1 个社区(甲社区)" in found[0][2]
    assert "是 2024-12-29 的,到 2026-06-30 已超过 18 个月" in found[1][2]
    assert reasons(says("MED", ("all", "outside"), surveyed=date(2024, 12, 30))) == []


def test_the_last_statement_of_a_community_decides():
    found = reasons(says("MED", ("all", "outside")), says("MED", ("A",), "partial"))
    assert [row[:2] for row in found] == [("partial_inventory", ("A",))]
    assert reasons(says("MED", ("A", "outside"), "partial"), says("MED", ("all", "outside"))) == []


def test_types_are_named_that_lack_a_list_or_have_a_partial_or_old_one():
    """MED is served by CHC and CHS; of the worst the reason is taken: silent, partial, stale."""
    outside = says("MED", ("outside",))
    ((reason, _, sentence),) = reasons(says(None, ("all",), kind="CHS"), outside)
    assert reason == "no_inventory"
    assert "没有声明 社区卫生服务中心 的清单" in sentence
    assert "社区卫生服务站 的" not in sentence
    ((reason, _, sentence),) = reasons(says(None, ("all",), "partial", kind="CHC"), says(None, ("all",), kind="CHS"), outside)
    assert (reason, "社区卫生服务中心 的清单不完整" in sentence) == ("partial_inventory", True)
    old = date(2020, 1, 1)
    ((reason, _, sentence),) = reasons(says(None, ("all",), surveyed=old, kind="CHC"), says(None, ("all",), kind="CHS"), outside)
    assert (reason, "社区卫生服务中心 的清单已超过 18 个月" in sentence) == ("stale_inventory", True)


def test_three_communities_are_named_and_more_are_counted():
    partial = says("MED", ("A", "B", "C", "D"), "partial")
    found = reasons(partial, says("MED", ("E", "outside")), count=5)
    assert "4 个社区(甲社区、乙社区、丙社区等)" in found[0][2]
    assert "丁社区" not in found[0][2]


def test_sentence_is_said_in_english_and_names_stay():
    found = inventory_reasons([says("MED", ("A",), "partial")], town(), STANDARD, Settings(), TODAY)
    english = in_language(
        next(one.sentence for one in found if one.category == "MED" and one.reason == "partial_inventory"), "en"
    )
    assert "甲社区" in english
    assert "Health" in english
    assert "清单" not in english
