"""A scenario file is read whole, and whatever is wrong with it is one clear message."""

import datetime as dt
import re

import pytest

from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.model.changes import CHANGE_KINDS, AddFacility, AddPath, CloseArea, ScenarioBase
from xc_gis.sources.crs.gcj02 import gcj02_to_wgs84
from xc_gis.sources.scenarios.read import read_scenario

HEAD = '[scenario]\nname = "一"\n'
AREA = "[[116.36, 39.90], [116.37, 39.90], [116.37, 39.91]]"


def written(tmp_path, text, name="s.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def change(kind, **keys):
    lines = [f"{key} = {value}" for key, value in keys.items()]
    return "\n".join(["[[change]]", f'kind = "{kind}"', *lines, ""])


def test_changes_are_read_in_their_order_with_what_they_say(tmp_path):
    text = HEAD + "".join(
        [
            change("add_facility", type='"CHS"', at="[116.36, 39.90]", cost="3_000_000", name='"新站"'),
            change("add_path", **{"as": '"footbridge"'}, line="[[116.36, 39.90], [116.361, 39]]"),
            change("close_area", area=AREA, since="2026-06-01", until="2026-06-30", hours='"22:00-06:00"'),
            '[base]\nstudy = "ab"\nfiles = { "a.osm" = "cd" }\n',
        ]
    )
    found = read_scenario(written(tmp_path, text))
    first, second, third = found.changes
    assert first == AddFacility(type="CHS", at=(116.36, 39.90), cost=3e6, name="新站")
    assert isinstance(second, AddPath)
    assert (second.as_, second.line) == ("footbridge", ((116.36, 39.90), (116.361, 39.0)))
    assert isinstance(third, CloseArea)
    assert (third.since, third.until) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert found.base == ScenarioBase("ab", {"a.osm": "cd"})
    assert found.shown == "s.toml"


def test_places_of_another_system_are_brought_to_wgs84(tmp_path):
    text = '[scenario]\nname = "一"\ncrs = "高德"\n' + change("add_facility", type='"CHS"', at="[116.36, 39.90]")
    (found,) = read_scenario(written(tmp_path, text)).changes
    assert found.at == pytest.approx(tuple(float(v) for v in gcj02_to_wgs84(116.36, 39.90)), abs=1e-8)


CASES = {
    "unknown key": (HEAD + change("close_facility", facility='"F1"', cots="3"), ["第 1 个 [[change]] cots", "cost"]),
    "unknown kind": (HEAD + change("close_facilty", facility='"F1"'), ["close_facility"]),
    "no kind": (HEAD + '[[change]]\nfacility = "F1"\n', ["缺少 kind"]),
    "no change": (HEAD, ["没有任何改动"]),
    "empty": ("  \n", ["空文件"]),
    "no TOML": ("[scenario\n", ["方案文件 s.toml", "第 1 行"]),
    "unknown table": (HEAD + change("close_facility", facility='"F1"') + "[chnge]\n", ["chnge", "“change”"]),
    "no scenario": (change("close_facility", facility='"F1"'), ["[scenario]"]),
    "wrong type": (HEAD + change("close_facility", facility="5"), ["facility", "应为文字", "读到 5"]),
    "truth as money": (HEAD + change("close_facility", facility='"F1"', cost="true"), ["cost", "应为数字"]),
    "no number": (HEAD + change("close_facility", facility='"F1"', cost="nan"), ["cost", "有限"]),
    "negative cost": (HEAD + change("close_facility", facility='"F1"', cost="-1"), ["cost", "负"]),
    "blank id": (HEAD + change("close_facility", facility='" "'), ["facility", "空"]),
    "three numbers": (HEAD + change("add_facility", type='"CHS"', at="[1, 2, 3]"), ["at", "两个数"]),
    "swapped": (HEAD + change("add_facility", type='"CHS"', at="[39.9, 116.3]"), ["写反"]),
    "metres": (HEAD + change("add_facility", type='"CHS"', at="[500000, 4400000]"), ["不是经纬度"]),
    "unknown system": ('[scenario]\nname = "一"\ncrs = "月球"\n' + change("add_facility", type='"C"', at="[1, 2]"), ["月球"]),
    "no place": (HEAD + change("add_facility", type='"CHS"'), ["at", "place"]),
    "two places": (HEAD + change("move_facility", facility='"F"', at="[1, 2]", place='"F2"'), ["二者选一"]),
    "no path": (HEAD + change("add_path", line="[[116, 39], [116, 39]]"), ["line", "两个不同的点"]),
    "kind of path": (HEAD + change("add_path", **{"as": '"tunnel"'}, line="[[116, 39], [117, 39]]"), ["'footbridge'", "tunnel"]),
    "signals": (HEAD + change("add_path", line="[[116, 39], [117, 39]]", signals="true"), ["signals"]),
    "area that crosses itself": (
        HEAD + change("close_area", area="[[116, 39], [117, 40], [117, 39], [116, 40]]"),
        ["area", "与自身相交", "116.5"],
    ),
    "area of two": (HEAD + change("close_area", area="[[116, 39], [117, 40], [116, 39]]"), ["三个不同的点"]),
    "area on a line": (HEAD + change("close_area", area="[[116, 39], [116.5, 39], [117, 39]]"), ["area"]),
    "days": (HEAD + change("close_area", area=AREA, since="2026-06-02", until="2026-06-01"), ["since", "until"]),
    "gate": (HEAD + change("open_gate", osm='"12"'), ["node/编号"]),
    "way": (HEAD + change("close_path", osm='"node/12"'), ["way/编号"]),
    "residents": (HEAD + change("change_residents", community='"C1"', factor="1.0", residents="3.0"), ["factor", "二者选一"]),
    "less than nobody": (HEAD + change("change_residents", community='"C1"', factor="-0.5"), ["factor", "负"]),
    "two grounds": (HEAD + change("change_residents", community='"C1"', subdistrict='"甲"', factor="1"), ["只能写一个"]),
    "ages": (HEAD + change("add_residents", residents="5", residents_60plus="6", at="[116, 39]"), ["residents_60plus"]),
    "nobody": (HEAD + change("add_residents", residents="0", at="[116, 39]"), ["residents"]),
    "nothing changed": (HEAD + change("change_facility", facility='"F1"'), ["status", "hours"]),
    "moved twice": (
        HEAD + 2 * change("move_facility", facility='"F1"', at="[116, 39]"),
        ["第 1 项(迁移设施)", "第 2 项(迁移设施)", "F1", "矛盾"],
    ),
    "moved and closed": (
        HEAD + change("move_facility", facility='"F1"', at="[116, 39]") + change("close_facility", facility='"F1"'),
        ["迁移", "关闭", "F1"],
    ),
    "opened and closed": (HEAD + change("open_gate", osm='"way/7"') + change("close_path", osm='"way/7"'), ["way/7"]),
    "one community twice": (HEAD + 2 * change("change_residents", community='"C1"', factor="0.5"), ["社区 C1"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_one_message(case, tmp_path):
    text, reported = CASES[case]
    with pytest.raises(InputError) as caught:
        read_scenario(written(tmp_path, text))
    for word in reported:
        assert word in str(caught.value)
    english = in_language(caught.value.message, "en")
    assert "s.toml" in english
    assert not re.search(r"[\u3400-\u9fff]", english.replace("月球", ""))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml"):
        read_scenario(tmp_path / "none.toml")


def test_every_kind_can_be_written_down_with_a_comment_of_its_cost(tmp_path):
    reported = {
        "add_facility": {"type": '"CHS"', "place": '"F2"'},
        "move_facility": {"facility": '"F1"', "at": "[116.3, 39.9]"},
        "close_facility": {"facility": '"F2"'},
        "change_facility": {"facility": '"F3"', "hours": '"Mo-Fr 08:00-17:00"'},
        "open_gate": {"osm": '"node/5"'},
        "close_path": {"osm": '"way/5"'},
        "add_path": {"line": "[[116.36, 39.90], [116.37, 39.90]]"},
        "close_area": {"area": AREA},
        "change_residents": {"subdistrict": '"甲街道"', "residents": "100"},
        "add_residents": {"residents": "300", "at": "[116.3, 39.9]"},
        "complete_survey": {"category": '"MED"'},
    }
    assert reported.keys() == CHANGE_KINDS.keys()
    text = HEAD + "".join(change(kind, cost="7", note='"谈过"', **keys) for kind, keys in reported.items())
    found = read_scenario(written(tmp_path, text))
    assert [one.KIND for one in found.changes] == list(reported)
    assert {(one.cost, one.note) for one in found.changes} == {(7.0, "谈过")}
