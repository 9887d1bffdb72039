"""Stated values as a gate: met at the edge, unknown where nobody stated one (never zero), and named as what no siting changes."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.rating.test_lists import BASIC, QUALITY, STANDARD
from tests.analysis.rating.test_lists import rated as rated_without
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.rating.stated_values import unstated_notes, value_matrix, value_table
from xc_gis.findings import LowValue
from xc_gis.standard.schema import Standard

NAN = float("nan")
COMMUNITIES = pd.DataFrame(
    {"community_id": ["A", "B", "C"], "name": ["甲", "乙", "丙"], "subdistrict": ["东街道", "东街道", "西街道"]}
)  # fmt: skip


def with_values():
    content = STANDARD.model_dump(exclude={"sha256"})
    content["values"] = {"joy": {"zh": "满意度", "en": "satisfaction"}, "room": {"zh": "服务空间", "unit": "㎡/百户"}}
    content["stars"]["levels"][5]["values"] = [{"value": "joy", "least": 90}, {"value": "room", "least": 30}]
    content["stars"]["levels"][4]["values"] = [{"value": "joy", "least": 80}]
    return Standard.model_validate(content)


ASKING = with_values()


def stated(*rows):
    """Rows of key, level, area, value."""
    return pd.DataFrame([(*row, "来源", "") for row in rows], columns=["key", "level", "area", "value", "origin", "stated"])


def rated(*rows, unknown=()):
    """A community with all types of both lists, and what is stated of it."""
    shares = [
        {"community_id": "A", "category": code, "note": "", "senior_low": NAN, "senior": NAN, "senior_high": NAN,
         **dict(zip(("coverage_low", "coverage", "coverage_high"), (0.0, NAN, 1.0) if code in unknown else (1.0,) * 3, strict=True))}
        for code in (*BASIC, *QUALITY)
    ]  # fmt: skip
    return rate(
        pd.DataFrame(shares), pd.DataFrame([{"community_id": "A", "joint_low": 1.0, "joint": 1.0, "joint_high": 1.0}]), standard=ASKING,
        communities=COMMUNITIES[:1], supply=None, feedback=None, red_flags=(), typed=stated(*rows) if rows else None,
    ).iloc[0]  # fmt: skip


JOY, ROOM = ("joy", "community", "A"), ("room", "community", "A")


@pytest.mark.parametrize(
    ("joy", "room", "stars"),
    [
        (90.0, 30.0, 5),
        (89.9, 30.0, 4),
        (90.0, 29.9, 4),
        (80.0, 0.0, 4),
        (79.9, 40.0, 3),
        (0.0, 0.0, 3),
        (100.0, 30.0, 5),
        (89.9999999999, 30.0, 5),
    ],
)
def test_each_edge(joy, room, stars):
    row = rated((*JOY, joy), (*ROOM, room))
    assert (row["stars_low"], row["stars"], row["stars_high"], row["status"]) == (stars, stars, stars, "rated")


def test_what_nobody_stated_is_unknown_and_asking_for_it_settles_the_star():
    row = rated((*JOY, 95.0))
    assert (row["stars_low"], row["stars"], row["stars_high"], row["status"]) == (4, 5, 5, "range")
    assert row["surveys"] == (("value:room",),)
    assert row["reasons"] == ()
    nothing = rated()
    assert (nothing["stars_low"], nothing["stars_high"]) == (3, 5)
    assert nothing["surveys"] == (("value:joy", "value:room"),)
    low = rated((*ROOM, 10.0))
    assert (low["stars_low"], low["stars"], low["stars_high"]) == (3, 4, 4)
    assert low["surveys"] == (("value:joy",),)


def test_a_list_and_a_value_may_be_needed_together():
    row = rated((*JOY, 95.0), unknown=tuple(QUALITY[:11]))
    assert (row["stars_low"], row["stars_high"]) == (0, 5)
    assert all("value:room" in codes for codes in row["surveys"])


def test_the_reason_names_the_value_with_both_figures():
    assert rated((*JOY, 85.0), (*ROOM, 30.0))["reasons"] == (LowValue("joy", "满意度", "satisfaction", "%", "", 85.0, 90.0),)


def test_a_standard_without_values_is_rated_as_before():
    assert rated_without(23, 30)["stars"] == 5
    assert value_matrix(stated((*JOY, 1.0)), COMMUNITIES, STANDARD).shape == (3, 0)


def test_the_smallest_area_that_has_a_figure_counts():
    said = stated(("joy", "district", "ALL", 70.0), ("joy", "subdistrict", "东街道", 80.0), ("joy", "community", "B", 90.0))
    assert value_matrix(said, COMMUNITIES, ASKING)[:, 0].tolist() == [80.0, 90.0, 70.0]
    table = value_table(said, COMMUNITIES, ASKING)
    assert table[table["key"] == "joy"][["community_id", "value", "level"]].to_numpy().tolist() == [
        ["A", 80.0, "subdistrict"], ["B", 90.0, "community"], ["C", 70.0, "district"],
    ]  # fmt: skip
    room = table[table["key"] == "room"]
    assert np.isnan(room["value"]).all()
    assert set(room["level"]) == {""}


def test_how_many_communities_have_no_figure_is_told():
    said = stated(("joy", "subdistrict", "东街道", 80.0))
    joy, room = unstated_notes(said, COMMUNITIES, ASKING)
    assert "1 个社区没有填报“满意度”（4 星起要求不低于 80%）" in joy
    assert "3 个社区没有填报“服务空间”（5 星起要求不低于 30 ㎡/百户）" in room
    assert unstated_notes(said, COMMUNITIES, STANDARD) == ()
