"""A run read for showing: every figure stands in its tables, unknown is never zero, and pandas is not needed."""

import json
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from tests.fixtures.studies import ROOT
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into
from xc_gis.runs.view import read_run_view
from xc_gis.wording.reasons import binding_text, surveys_text


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    study = write_small_study(tmp_path_factory.mktemp("view") / "study")
    out = study.with_name("study.result")
    run_into(study, out, outlines=False)
    return out


@pytest.fixture(scope="module")
def view(run):
    return read_run_view(run)


def test_view_says_what_the_tables_say(run, view):
    coverage = pd.read_csv(run / "coverage.csv", encoding="utf-8-sig")
    rating = pd.read_csv(run / "rating.csv", encoding="utf-8-sig")
    assert [c.community_id for c in view.communities] == rating["community_id"].tolist()
    shown = [row for c in view.communities for row in c.coverage]
    assert [(r.community_id, r.category.code) for r in shown] == list(
        zip(coverage["community_id"], coverage["category"], strict=True)
    )
    for name, column in (("gap", "gap"), ("low", "coverage_low"), ("share", "coverage"), ("median_minutes", "median_minutes")):
        expected = [None if pd.isna(v) else v for v in coverage[column]]
        assert [getattr(r, name) for r in shown] == expected


def test_unknown_is_said_as_unknown_not_as_zero(view):
    west = view.by_id["C1"]
    assert west.of("CUL").state == "unknown"  # nobody surveyed it
    assert west.of("CUL").share is None
    assert west.of("MED").state in {"covered", "gap"}
    assert west.residents["residents_0_3"] is None  # ages of children are not in the data
    assert west.residents["residents_60plus"] > 0


def test_gaps_are_summed_by_community_and_category(run, view):
    import geopandas as gpd

    gaps = gpd.read_file(run / "study.gpkg", layer="gaps")
    mine = gaps[(gaps["community_id"] == "C2") & (gaps["category"] == "MED")]
    row = view.by_id["C2"].of("MED")
    assert row.gap == mine["residents"].sum() > 0
    assert row.gap_points == len(mine)
    assert row.over_most is None or row.over_most == pytest.approx(mine["over_minutes"].max(), abs=0.01)


def test_whole_is_the_coverage_of_all_communities_together(run, view):
    table = pd.read_csv(run / "coverage.csv", encoding="utf-8-sig")
    med = table[table["category"] == "MED"]
    assert view.whole["MED"] == pytest.approx(med["covered"].sum() / (med["covered"].sum() + med["gap"].sum()))
    assert "CUL" not in view.whole  # nobody's state is known


def test_nearest_facility_comes_with_name_and_place(view):
    nearest = view.by_id["C1"].of("MED").nearest
    assert (nearest.name, nearest.kind) == ("西站", "社区卫生服务站")
    assert nearest.demand_id.startswith("D")
    assert view.by_id["C2"].of("CUL").nearest is None


def test_categories_have_both_names(view):
    assert (view.by_code["MED"].zh, view.by_code["MED"].en) == ("医疗卫生", "Health care")


def test_status_is_in_words(view):
    community = view.by_id["C2"]
    assert community.stars_zh.endswith("星") or "暂不评级" in community.stars_zh


def test_reasons_are_the_records_of_the_rating(run, view):
    table = pd.read_csv(run / "rating.csv", encoding="utf-8-sig", keep_default_na=False).set_index("community_id")
    assert any(community.reasons for community in view.communities)
    for community in view.communities:
        assert binding_text(community.reasons) == table.loc[community.community_id, "binding"]
        assert surveys_text(community.surveys) == table.loc[community.community_id, "surveys"]


def test_two_runs_give_the_same_view_file(run, tmp_path):
    study = write_small_study(tmp_path / "study")
    run_into(study, tmp_path / "out", outlines=False)
    assert (tmp_path / "out" / "view.json").read_bytes() == (run / "view.json").read_bytes()


def test_view_is_read_without_pandas(run):
    code = (
        "import sys; from pathlib import Path; from xc_gis.runs.view import read_run_view; "
        f"read_run_view(Path({str(run)!r})); print(sorted({{'pandas', 'numpy', 'shapely', 'PyQt5'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def change_view(out, change):
    content = json.loads((out / "view.json").read_text(encoding="utf-8"))
    change(content)
    (out / "view.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_columns_are_read_by_name_whatever_their_order(run, view, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    change_view(
        copy, lambda content: content.update({name: dict(reversed(content[name].items())) for name in ("nearest", "gaps")})
    )
    assert read_run_view(copy).communities == view.communities


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda out: (out / "manifest.json").unlink(), "没有可读的"),
        (lambda out: (out / "view.json").write_text("{"), "已损坏"),
        (lambda out: (out / "coverage.csv").write_text("a,b\n1,2\n"), "已损坏"),
        (lambda out: (out / "view.json").write_text(json.dumps({"format": 99})), "另一版本"),
        (
            lambda out: (out / "view.json").write_text(json.dumps({"format": 1, "nearest": [["C1", "MED"]]})),
            "另一版本写出\\(格式 1\\)",
        ),
        (lambda out: change_view(out, lambda view: view["nearest"]["minutes"].pop()), "已损坏"),
        (lambda out: change_view(out, lambda view: view["gaps"].pop("points")), "已损坏"),
        (lambda out: (out / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "outputs": {}})), "只有表格"),
        (lambda out: (out / "manifest.json").write_text(json.dumps({"tool": {"name": "other"}})), "不是本工具"),
    ],
)
def test_damaged_run_is_refused_with_a_hint(run, tmp_path, spoil, message):
    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    spoil(copy)
    with pytest.raises(InputError, match=message) as caught:
        read_run_view(copy)
    assert caught.value.hint
