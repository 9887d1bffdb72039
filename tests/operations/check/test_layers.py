"""The check by layer: rows by what they have in common, each list with its own record, findings of no layer apart."""

from types import SimpleNamespace

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import Finding, InputRecord
from xc_gis.operations.check.layers import MOST_OF_ONE, _encoding, _groups, _problems_of, _record, study_findings
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.rows.left_out_rows import LEFT_OUT


def problems(*rows):
    return pd.DataFrame(
        [("a.csv", row, reason, action) for row, reason, action in rows],
        columns=["file", "row", "reason", "action"],
        dtype=object,
    )


def test_rows_of_one_reason_are_one_group_the_largest_first():
    lost, changed = _groups(
        problems((5, "甲", LEFT_OUT), (2, "乙", LEFT_OUT), (3, "乙", LEFT_OUT), (9, "修", "已自动修复后使用"))
    )
    assert [(str(g.reason), g.rows) for g in lost] == [("乙", (2, 3)), ("甲", (5,))]
    assert [(str(g.reason), g.rows) for g in changed] == [("修", (9,))]


@pytest.mark.parametrize(("count", "groups"), [(MOST_OF_ONE, MOST_OF_ONE), (MOST_OF_ONE + 1, 1)])
def test_many_reasons_of_a_kind_are_told_together(count, groups):
    rows = [(n, msg("没有对上:{what}", what=f"词{n}"), LEFT_OUT) for n in range(count)]
    lost, _ = _groups(problems(*rows))
    assert len(lost) == groups
    if groups == 1:
        assert str(lost[0].reason) == "没有对上(逐行说明见 problems.csv)"
        assert lost[0].rows == tuple(range(count))


def test_a_file_of_communities_and_facilities_gives_each_its_own_rows():
    rows = problems((2, "x", LEFT_OUT), (3, "y", LEFT_OUT)).assign(table=["communities", "facilities.0"])
    assert _problems_of("communities", "a.csv", rows, {"a.csv"})["row"].tolist() == [2]
    assert _problems_of("facilities.0", "a.csv", rows, {"a.csv"})["row"].tolist() == [3]
    assert _problems_of("facilities.0", "a.csv", rows, set())["row"].tolist() == [2, 3]
    assert len(_problems_of("facilities.0", "b.csv", rows, set())) == 0


FILE = SimpleNamespace(indicators=(), facilities=(1, 2, 3), entrances=())
INPUTS = [
    InputRecord(role, path, "", 1, 1, "")
    for role, path in (("network", "n"), ("facilities", "a"), ("facilities", "c"), ("residents_totals", "t"), ("inventory", "i"))
]


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("network", "n"),
        ("facilities.0", "a"),
        ("facilities.1", None),
        ("facilities.2", "c"),
        ("residents.totals", "t"),
        ("inventory_table", "i"),
        ("communities", None),
    ],
)
def test_each_layer_has_its_own_record_also_beside_a_faulty_list(table, path):
    found = _record(table, FILE, INPUTS, Reading("EPSG:4548", faults={"facilities.1": InputError("x")}))
    assert (found.path if found else None) == path


def test_findings_of_no_layer_stand_apart_and_the_encoding_is_what_was_found():
    of = {
        table: Finding("a", table, "encoding" if table == "network" else "rows", "info", "x", {"encoding": "gbk"})
        for table in ("network", "facilities.2", "facilities.3", "inventory", "")
    }
    assert [f.table for f in study_findings(FILE, list(of.values()))] == ["facilities.3", "inventory", ""]
    assert _encoding([of["facilities.2"], of["network"]]) == "gbk"
    assert _encoding([of["facilities.2"]]) == ""
