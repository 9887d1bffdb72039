"""What a street file is told to be: its moment, its order, and each kind of loss with its count and first names."""

from dataclasses import replace

import pytest

from tests.fixtures.towns import FOOTWAY, town
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.model import StreetLoss
from xc_gis.sources.streets.street_findings import named, street_findings

STREETS = town({"a": (0, 0), "b": (10, 0), "c": (20, 0)}, [("ab", FOOTWAY), ("bc", FOOTWAY)])


def told(**more):
    findings = street_findings(replace(STREETS, **more), "s.osm")
    for found in findings:
        assert (found.layer, found.table, found.topic) == ("s.osm", "network", "network")
        assert not CHINESE.search(in_language(found.text, "en"))
    return [(found.level, str(found.text), dict(found.evidence)) for found in findings]


def test_of_an_ordinary_file_nothing_is_told():
    assert told() == []


def test_its_day_and_what_was_not_needed_stand_together():
    (found,) = told(as_of="2026-11-20T20:15:01Z", ways_left_out=1998)
    assert found[:2] == ("info", "OSM 数据时间 2026-11-20;文件中有 2,000 条道路，其中 1,998 条在研究范围以外，没有读入")
    assert found[2] == {"as_of": "2026-11-20T20:15:01Z", "ways": "2000", "ways_left_out": "1998"}


def test_a_way_in_two_pieces_is_one_street():
    pieces = ((1, (1, 2), FOOTWAY), (1, (2, 3), FOOTWAY))
    assert "文件中有 2 条道路" in told(ways=pieces, ways_left_out=1)[0][1]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("new", "1,234 个尚未上传的新对象"),
        ("old_versions", "略去旧版本 1,234 个"),
        ("repeated", "1,234 个对象重复出现"),
        ("by_place", "1,234 条道路只有坐标"),
        ("saved", "共 1,234 条边"),
    ],
)
def test_how_it_was_put_in_order_is_told(note, words):
    ((level, text, evidence),) = told(notes={note: 1234})
    assert (level, evidence) == ("info", {note: 1234})
    assert words in text


@pytest.mark.parametrize("kind", ["lost_node", "cut_way", "lost_way", "deleted", "doubled", "open_area"])
def test_each_kind_of_loss_is_a_warning_with_all_its_objects(kind):
    losses = tuple(StreetLoss(kind, f"way/{n}") for n in range(6))
    ((level, text, evidence),) = told(losses=losses)
    assert level == "warning"
    assert evidence == {kind: tuple(f"way/{n}" for n in range(6))}
    assert text.startswith("6 ")
    assert "way/4 等" in text
    assert "way/5" not in text


def test_an_unknown_note_is_a_slip_of_ours():
    with pytest.raises(KeyError):
        told(notes={"other": 1})


def test_five_are_named_and_more_are_hinted_at():
    assert named(["a"] * 5) == "a、a、a、a、a"
    assert named(["a"] * 6) == "a、a、a、a、a 等"
