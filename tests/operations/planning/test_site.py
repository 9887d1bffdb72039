"""Where to build, asked of a whole study: candidates, rules, what is answered and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import BEIJING, FACILITIES, degrees, write_small_study
from xc_gis.cli import main
from xc_gis.errors import InputError
from xc_gis.operations.planning.site import site_into, site_sites, site_study
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.report.siting.words import sentences
from xc_gis.units import EXCHANGE_CRS

ROOT = Path(__file__).parents[3]
QUICK = {"every_m": 200.0, "time_limit_s": 0.0, "stars": False, "relocate": False}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The small study with one convenience store in the east, read and analysed."""
    path = write_small_study(tmp_path_factory.mktemp("siting"))
    read = read_study(path)
    return path, read, analyse(read)


def asked(study, **request):
    _, read, found = study
    return site_sites(read, found, SitingRequest(**{"categories": ("CVS",), "count": 2, **QUICK, **request}), Silent())


def sites_of(result) -> list[str]:
    return result.candidates["site_id"].iloc[result.plan.sites].tolist()


def square(x: float, y: float, size: float):
    return shapely.transform(shapely.box(x, y, x + size, y + size), lambda p: p + BEIJING.origin)


def area_file(folder, *areas):
    path = folder / "area.geojson"
    gpd.GeoDataFrame(geometry=list(areas), crs=BEIJING.crs).to_crs(EXCHANGE_CRS).to_file(path)
    return path


def candidates_file(folder, rows: str) -> object:
    path = folder / "premises.csv"
    lines = ["编号,名称,经度,纬度,造价,容量"]
    for row in rows.strip().splitlines():
        site, name, x, y, cost, capacity = (part.strip() for part in row.split(","))
        lon, lat = degrees([(float(x), float(y))])[0] if x else ("", "")
        lines.append(f"{site},{name},{lon},{lat},{cost},{capacity}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_built_sites_cover_in_a_full_run_whom_they_were_to_cover(study, tmp_path):
    _, _, found = study
    result = asked(study)
    chosen = result.candidates.iloc[result.plan.sites].to_crs(EXCHANGE_CRS)
    lonlat = np.column_stack([chosen.geometry.x, chosen.geometry.y])
    built = dict(FACILITIES)
    path = write_small_study(tmp_path / "built", facilities=built)
    with (path.parent / "facilities.csv").open("a", encoding="utf-8") as table:
        for n, (lon, lat) in enumerate(lonlat):
            table.write(f"NEW{n},新建{n},CVS,{lon:.9f},{lat:.9f}\n")
    after = analyse(read_study(path))

    def covered(assessed) -> float:
        return float(assessed.coverage.loc[assessed.coverage["category"] == "CVS", "covered"].sum())

    assert result.plan.covered_today == covered(found)
    assert result.plan.covered_then == covered(after)
    assert result.plan.steps[-1].cumulative == covered(after) - covered(found)
    assert sum(step.newly_covered for step in result.plan.steps) == result.plan.steps[-1].cumulative


def test_what_existing_facilities_cover_is_never_counted_as_new(study):
    _, _, found = study
    result = asked(study, count=70)
    everybody = found.data.demand["residents"].sum()
    assert result.plan.covered_then <= everybody
    reach = result.plan.reach
    new = reach.newly_covered(result.plan.sites)
    assert not new[reach.covered_today].any()
    left = result.plan.left_over.sum()
    assert result.plan.covered_then + left == pytest.approx(everybody)


def test_nested_order_keeps_the_first_sites_and_says_what_that_costs(study):
    result = asked(study, count=4)
    steps = result.plan.steps
    assert [s.newly_covered for s in steps] == sorted((s.newly_covered for s in steps), reverse=True)
    assert all(s.free >= s.nested for s in steps)
    assert steps[-1].worth_people <= steps[-1].newly_covered + 1e-9
    for other in result.plan.others:
        xy = np.array([(p.x, p.y) for p in result.candidates.geometry])
        away = np.hypot(*(xy[other.sites][:, None] - xy[result.plan.sites][None, :]).transpose(2, 0, 1))
        assert other.common == 0
        assert away.min() >= 300


def test_candidates_of_a_table_with_money_and_capacity(study, tmp_path):
    table = candidates_file(
        tmp_path,
        """
        A, 旧仓库, 410, 410, 50, 100
        B, 旧车间, 410, 810, 80, 200
        C, 空地, 810, 410, 20, 300
        D, 远处, 90000, 410, 1, 1
        E, 没有坐标, , , 1, 1
        """,
    )
    result = asked(study, candidates=table, crs="EPSG:4326", budget=70.0)
    assert set(result.candidates["site_id"]) == {"A", "B", "C"}
    assert set(sites_of(result)) <= {"A", "C"}
    assert result.candidates.set_index("site_id").loc["C", "name"] == "空地"
    notes = " ".join(result.notes)
    assert "第 5 行" in notes
    assert "第 6 行" in notes
    assert any("容量不足" in reason for reason in result.plan.reasons)
    served = result.plan.answer.value
    assert served <= 400
    assert result.plan.steps[-1].cumulative == pytest.approx(served)
    assert result.plan.covered_then == pytest.approx(result.plan.covered_today + served)
    assert any("容量已满" in reason for reason in result.plan.reasons)


def test_capacity_goes_with_one_category_and_with_most_people_covered_only(study, tmp_path):
    table = candidates_file(tmp_path, "A, 甲, 410, 410, 50, 100\nB, 乙, 810, 410, 80, ")
    given = {"candidates": table, "crs": "EPSG:4326", "count": 1}
    with pytest.raises(InputError, match="一个服务类别"):
        asked(study, categories=("CVS", "MED"), **given)
    with pytest.raises(InputError, match="mclp"):
        asked(study, model="equity", **given)


def test_locked_forbidden_and_no_go(study, tmp_path):
    free = sites_of(asked(study))
    other = asked(study, forbid=(free[0],))
    assert free[0] not in sites_of(other)
    locked = other.candidates["site_id"].iloc[0]
    assert locked in sites_of(asked(study, lock=(locked,)))
    west = area_file(tmp_path, square(0, 0, 1200))
    assert {s.x < BEIJING.origin[0] + 1200 for s in asked(study, area=west).candidates.geometry} == {True}
    assert {s.x < BEIJING.origin[0] + 1200 for s in asked(study, no_go=west).candidates.geometry} == {False}


def test_spacing_keeps_sites_apart(study):
    result = asked(study, count=6, spacing_m=700.0)
    xy = np.array([(p.x, p.y) for p in result.candidates.geometry])[result.plan.sites]
    away = np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))
    assert away[np.triu_indices(len(xy), 1)].min() >= 700.0


def test_near_another_facility(study):
    result = asked(study, near=("CHS@250",), count=1)
    station = np.array(BEIJING.origin) + FACILITIES["F1"][2]
    assert all(np.hypot(p.x - station[0], p.y - station[1]) <= 250 for p in result.candidates.geometry)


def test_places_of_the_studys_own_facilities(study):
    result = asked(study, candidates_type=("CHS", "CSS"), count=1)
    assert result.candidates["site_id"].tolist() == ["F1", "F3"]


def test_several_categories_add_up_with_their_weights(study):
    one, other = asked(study, categories=("CVS",)), asked(study, categories=("MED",))
    both = asked(study, categories=("CVS:1", "MED:3"))
    assert both.plan.people == one.plan.people + other.plan.people
    new = both.plan.reach.newly_covered(both.plan.sites)
    category = both.rows.category
    assert both.plan.answer.value == pytest.approx(new[category == 0].sum() + 3 * new[category == 1].sum())


def test_a_type_for_its_own_community_serves_nobody_else(study):
    _, read, found = study
    own = next(k for k, t in read.standard.facility_types.items() if t.catchment == "own_community" and t.services)
    code = read.standard.facility_types[own].services[0]
    result = asked(study, categories=(code,), build=(own,), count=1)
    homes = found.data.demand["community_id"].to_numpy()[result.rows.point[result.plan.reach.row]]
    where = np.where([p.x < BEIJING.origin[0] + 1200 for p in result.candidates.geometry], "C1", "C2")
    assert (homes == where[result.plan.reach.site]).mean() > 0.9  # on the border both are right


def test_those_who_are_unknown_today_are_told_from_a_known_gap(study):
    _, _, found = study
    unknown = found.coverage.loc[found.coverage["category"] == "CVS", "unknown"].sum()
    assert unknown > 0
    assert f"中有 {unknown:,.0f} 人是未知" in " ".join(asked(study).notes)
    assert "是未知，不是" not in " ".join(asked(study, categories=("MED",)).notes)  # its lists are complete


def test_seniors_alone_count_seniors(study):
    _, _, found = study
    result = asked(study, people="60plus")
    assert result.plan.people == found.data.demand["residents_60plus"].sum()


def test_when_all_are_covered_nothing_is_built_and_that_is_said(tmp_path):
    places = {
        f"S{x}{y}": ("CVS", f"店{x}-{y}", (float(x), float(y))) for x in range(100, 2400, 200) for y in range(100, 1200, 200)
    }
    path = write_small_study(tmp_path, facilities={**FACILITIES, **places})
    result = site_study(path, SitingRequest(("CVS",), 2, **QUICK))
    assert len(result.plan.sites) == 0
    assert any("不需要新建" in reason for reason in result.plan.reasons)


def test_too_few_sites_for_everybody_are_told_with_who_is_left(study, tmp_path):
    west = area_file(tmp_path, square(0, 0, 400))
    result = asked(study, model="lscp", count=None, area=west)
    assert re.search(r"任何候选地点都到不了的未覆盖居民：[\d,]+ 人（东社区", " ".join(result.plan.reasons))


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"categories": ("CVZ",)}, "标准中没有服务类别 “CVZ”"),
        ({"categories": ("CVS:0",)}, "权重"),
        ({"categories": ("CVS", "CVS")}, "写了两次"),
        ({"model": "best"}, "没有选址模型 “best”"),
        ({"count": None}, "--count"),
        ({"count": 0}, "至少为 1"),
        ({"count": 500}, "要建 500 处，候选地点只有"),
        ({"budget": 0.0}, "预算为 0"),
        ({"budget": 5.0}, "没有费用"),
        ({"lock": ("X1",)}, "没有候选地点 “X1”"),
        ({"forbid": ("X1",)}, "没有候选地点 “X1”"),
        ({"lock": ("S1",), "forbid": ("S1",)}, "既锁定又禁止"),
        ({"near": ("CHS",)}, "类型@米数"),
        ({"near": ("CHX@5",)}, "没有设施类型 “CHX”"),
        ({"near": ("CHS@0.001",)}, "没有候选地点"),
        ({"build": ("CHS",)}, "不提供"),
        ({"spacing_m": -1.0}, "--spacing"),
        ({"every_m": 1.0}, "--every"),
        ({"people": "children"}, "没有人群"),
        ({"candidates_type": ("XX",)}, "没有设施类型 “XX”"),
    ],
)
def test_an_impossible_question_is_refused_in_words(study, request_, words):
    with pytest.raises(InputError, match=re.escape(words)):
        asked(study, **request_)


def test_locked_sites_that_contradict_the_rules_are_named(study, tmp_path):
    table = candidates_file(tmp_path, "A, 甲, 410, 410, 50, \nB, 乙, 450, 410, 80, ")
    given = {"candidates": table, "crs": "EPSG:4326", "lock": ("A", "B")}
    with pytest.raises(InputError, match="A 与 B 相距不足最小间距"):
        asked(study, spacing_m=200.0, **given)
    with pytest.raises(InputError, match="共需 130，超过预算 60"):
        asked(study, budget=60.0, **given)
    with pytest.raises(InputError, match="锁定了 2 处"):
        asked(study, **{**given, "count": 1})
    with pytest.raises(InputError, match="一处也建不了：最便宜的 A 需 50"):
        asked(study, candidates=table, crs="EPSG:4326", budget=10.0)
    with pytest.raises(InputError, match="A 在禁建区内"):
        asked(study, **{**given, "no_go": area_file(tmp_path, square(0, 0, 2400))})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("A, 甲, 410, 410, 五十, ", "费用 “五十” 不是数字"),
        ("A, 甲, 410, 410, -5, ", "费用 “-5” 是负数"),
        ("A, 甲, 410, 410, 1, \nA, 乙, 810, 410, 1, ", "地点编号 “A” 出现多次"),
        ("A, 甲, 90000, 410, 1, ", "没有可用的候选地点"),
    ],
)
def test_a_faulty_table_of_candidates_is_refused(study, tmp_path, rows, words):
    with pytest.raises(InputError, match=re.escape(words)):
        asked(study, candidates=candidates_file(tmp_path, rows), crs="EPSG:4326", count=1)


def test_files_that_are_missing_or_no_areas_are_refused(study, tmp_path):
    with pytest.raises(InputError, match=r"找不到文件 nothing\.csv"):
        asked(study, candidates=tmp_path / "nothing.csv")
    line = tmp_path / "line.geojson"
    gpd.GeoDataFrame(geometry=[shapely.LineString([(116.3, 39.9), (116.4, 39.9)])], crs=EXCHANGE_CRS).to_file(line)
    with pytest.raises(InputError, match="第 2 行不是面"):
        asked(study, area=line)


@pytest.mark.parametrize("model", ["mclp", "lscp", "pmedian", "pcentre", "equity"])
def test_every_model_answers_in_its_measure(study, model):
    result = asked(study, model=model, count=None if model == "lscp" else 8, categories=("MED",), every_m=400.0)
    plan = result.plan
    assert plan.steps
    assert np.isfinite(plan.objective)
    better = (
        plan.objective >= plan.measure.today
        if model == "mclp"
        else plan.objective <= np.nan_to_num(plan.measure.today, nan=np.inf)
    )
    assert better
    assert len(sentences(result)) > len(plan.steps)


def test_the_folder_is_whole_and_the_same_bytes_twice_whatever_the_order_of_rows(study, tmp_path):
    path, _, _ = study
    turned = write_small_study(tmp_path / "turned")
    for name in ("residents.csv", "facilities.csv"):
        head, *rows = (turned.parent / name).read_text(encoding="utf-8").splitlines()
        (turned.parent / name).write_text("\n".join([head, *rows[::-1]]) + "\n", encoding="utf-8")
    request = SitingRequest(("CVS",), 2, every_m=400.0, time_limit_s=60.0)
    _, one = site_into(path, request, tmp_path / "one")
    _, two = site_into(turned, request, tmp_path / "two")
    timed = {"seconds", "search"}
    assert {k: v for k, v in one.items() if k not in timed} == {k: v for k, v in two.items() if k not in timed}
    assert one["status"] == "optimal"
    assert one["ties_settled"]
    names = {p.name for p in (tmp_path / "one").iterdir()}
    assert names == {"sites.csv", "stars.csv", "siting.gpkg", "map.html", "summary.json"} == {*one["outputs"], "summary.json"}
    assert json.loads((tmp_path / "one" / "summary.json").read_text(encoding="utf-8"))["gap"] == 0
    table = pd.read_csv(tmp_path / "one" / "sites.csv")
    assert table.columns[:7].tolist() == ["rank", "site_id", "lon", "lat", "newly_covered", "cumulative", "worth"]
    assert table["cumulative"].iloc[-1] == one["covered_after"] - one["covered_before"]
    left = gpd.read_file(tmp_path / "one" / "siting.gpkg", layer="left_over")
    assert left["residents"].sum() == one["residents"] - one["covered_after"]
    assert set(left["why"]) <= {"not_chosen", "no_site"}
    moved = one["relocation"]["CVS"]
    assert moved["uncovered_least"] <= moved["uncovered_best"] <= moved["uncovered_today"]
    site_into(path, SitingRequest(("CVS",), 1, **QUICK), tmp_path / "one")  # replaces its own
    page = (tmp_path / "two" / "map.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=[\"']?https?:", page)


def test_a_script_needs_no_guard(study, tmp_path):
    path, _, _ = study
    script = tmp_path / "ask.py"
    script.write_text(
        f"import xc_gis\nprint(xc_gis.site({str(path)!r}, {str(tmp_path / 'out')!r}, category='CVS', count=1, every_m=400.0, stars=False).plan.answer.status)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout == "optimal\n", done.stderr


def test_the_command_answers_in_json_and_refuses_with_exit_1(study, tmp_path, capsys):
    path, _, _ = study
    words = ["site", str(path), "--category", "CVS", "--every", "400", "--time-limit", "0", "--json"]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--count", "2", "--out", str(tmp_path / "out")])
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "gap"
    assert len(told["sites"]) == 2
    with pytest.raises(SystemExit) as ended:
        main([*words, "--count", "9999", "--out", str(tmp_path / "other"), "--lang", "en"])
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["error"]["message"].startswith("9999 sites are to be built")
    assert not (tmp_path / "other").exists()


def test_names_are_text_in_the_page(study, tmp_path):
    path, _, _ = study
    table = candidates_file(tmp_path, "A, <img src=x onerror=alert(1)>, 410, 410, 1, \nB, =1+1, 810, 410, 1, ")
    site_into(
        path,
        SitingRequest(("CVS",), 2, candidates=table, crs="EPSG:4326", **{k: v for k, v in QUICK.items() if k != "every_m"}),
        tmp_path / "out",
    )
    page = (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "'=1+1" in (tmp_path / "out" / "sites.csv").read_text(encoding="utf-8-sig")
