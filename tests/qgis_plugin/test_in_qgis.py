"""
The packed plug-in in the QGIS of this machine: every algorithm on a small study, layers with unsaved edits and nasty names, faults, a stop in the middle.

One QGIS does it all (``tests/fixtures/qgis_processing_session.py``), for it takes seconds to start.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.fixtures.exported_gis import PYTHON, qgis_version
from tests.fixtures.small_study import write_small_study
from tools.make_qgis_plugin import NAME, pack

PROGRAM = Path(os.environ.get("QGIS_XC_GIS", Path(sys.executable).with_name("xc-gis")))
SESSION = Path(__file__).parents[1] / "fixtures" / "qgis_processing_session.py"
PROCESSING = Path("/usr/share/qgis/python/plugins/processing")
NASTY = 'a "b" \\ ]]\n[x]\n# 中文 <b> [% 1 + 1 %]'
"""As the session calls its study, a layer and part of each facility's name."""

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")

pytestmark = pytest.mark.skipif(
    not (PROCESSING.is_dir() and PROGRAM.is_file() and qgis_version()),
    reason="no QGIS with Processing (apt install python3-qgis qgis-providers), or the program is not installed beside Python",
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with blanks and Chinese in its name: plug-in, study, a home of its own."""
    folder = tmp_path_factory.mktemp("qgis") / "我的 文件"
    (folder / "home").mkdir(parents=True, mode=0o700)
    write_small_study(folder / "study")
    with zipfile.ZipFile(pack(folder)) as packed:
        packed.extractall(folder / "plugins")
    return folder


def environment(room):
    """Without the Python of these tests."""
    home = str(room / "home")
    return {"PATH": "/usr/bin:/bin", "HOME": home, "XDG_RUNTIME_DIR": home, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def said(room):
    done = subprocess.run(
        [PYTHON, "-W", "ignore", str(SESSION), str(room / "plugins"), str(room / "study/study.toml"), str(PROGRAM), str(room)],
        capture_output=True, text=True, timeout=600, check=False, env=environment(room),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_every_algorithm_has_its_words_its_icon_and_help_of_each_parameter_in_both_languages(said):
    names = {"xcgis:run", "xcgis:check", "xcgis:isochrone", "xcgis:whatif", "xcgis:siting", "xcgis:export"}
    assert set(said["zh"]) == set(said["en"]) == names
    for name in names:
        chinese, english = said["zh"][name], said["en"][name]
        assert chinese["icon"]
        for key in ("name", "help"):
            assert CHINESE.search(chinese[key]), name
            assert not CHINESE.search(english[key]), (name, english[key])
        assert chinese["parameters"].keys() == english["parameters"].keys()
        assert all(title and help_text for title, help_text in [*chinese["parameters"].values(), *english["parameters"].values()])
        assert set(chinese["outputs"]) & (set(chinese["parameters"]) - {"OUTPUT"}) == set()


def test_layers_of_the_project_become_a_study_with_their_unsaved_rows_and_ids(said, room):
    made = said["run"]
    assert (made["done"], made["faults"], said["unsaved"]) == (True, [], [True, 3])
    kept = room / "保存 的/streets.osm"
    assert not kept.is_symlink()  # the street file is named by a relative link, which leads nowhere from there
    assert kept.read_bytes() == (room / "study/streets.osm").read_bytes()
    written = tomllib.loads((room / "保存 的/study.toml").read_text(encoding="utf-8"))
    assert written["study"]["name"] == NASTY
    own = {"path": "facilities.gpkg", "type_column": "类型", "columns": {"facility_id": "编号", "name": "名称"}}
    more = [{"path": "facilities_2.gpkg", "type_column": "类型"}, {"path": "facilities_3.gpkg", "type": "auto"}]
    assert written["facilities"] == [own, *more]
    assert [(one["category"], one["areas"]) for one in written["inventory"]] == [("MED", "all"), ("MED", "outside")]
    with (room / "结果 folder/catchments.csv").open(encoding="utf-8-sig", newline="") as handle:
        reached = {row["facility_id"] for row in csv.DictReader(handle)}
    assert reached > {"F1", "F2", "F3"}
    assert len(reached) == 5
    manifest = json.loads((room / "结果 folder/manifest.json").read_text(encoding="utf-8"))
    tables = {
        f"{name}.gpkg" for name in ("communities", "residents", "subdistricts", "facilities", "facilities_2", "facilities_3")
    }
    assert {one["path"] for one in manifest["inputs"]} == {"streets.osm", *tables}
    assert manifest["counts"]["residents"] == 9756
    assert manifest["counts"]["categories"]["MED"] == {"residents": 9756, "covered": 2450, "gap": 7306, "unknown": 0}


def test_what_the_program_says_and_where_it_is_comes_through(said):
    assert said["run"]["stages"][:3] == ["读取项目文件", "读取路网", "读取图层"]
    assert any("年龄不明" in line for line in said["run"]["said"])
    assert "MED：居民 9756，覆盖 2450，缺口 7306，未知 0" in said["run"]["said"]


def test_results_load_in_a_group_named_after_the_study_with_the_styles_of_the_program(said):
    name, layers = said["tree"][0]
    assert name == 'a "b" \\ ]] [x] # 中文 <b> [ % 1 + 1 %]'  # which a legend of QGIS does not compute
    assert layers[-1] == ["社区（右键“样式”换专题）", True]
    assert ["街道", True] in layers
    current, styles = said["styles"]
    assert current == "星级"
    assert {"医疗卫生覆盖率", "医疗卫生缺口居民", "到医疗卫生的分钟数（居民中位）"} <= set(styles)
    assert {"#f4c46d", "#fdf0ca"} <= set(said["colours"])  # half of one community is covered, nearly nobody of the other
    assert [one for one in said["groups"] if "小项目" in one] == ["小项目 – 选址", "小项目 – QGIS 方案", "小项目 – 等时圈"]


def test_outputs_are_files_and_layers_that_are_there(said):
    for name in ("run", "whatif", "siting", "export"):
        results = said[name]["results"]
        assert said[name]["done"], said[name]["faults"]
        assert {key for key, value in results.items() if key != "FILES" and not Path(str(value).split("|")[0]).exists()} <= {
            "OUTPUT"
        }, name
    assert {"SITES", "LEFT_OVER", "CANDIDATE_PLACES", "MAP", "TABLE"} <= set(said["siting"]["results"])
    assert {"CHANGED_COMMUNITIES", "CHANGED_FACILITIES", "BEFORE_AFTER", "STARS", "MAP", "CONTENT"} <= set(
        said["whatif"]["results"]
    )
    assert said["export"]["results"]["FILES"] == "workbook.xlsx"
    assert set(said["export"]["results"]) == {"OUTPUT", "FILES"}  # no layers of the export before


def test_it_works_in_a_model_and_isochrones_have_a_colour_for_each_limit(said):
    assert said["model"] == {"done": True, "faults": [], "rows": 2}
    assert {"#f1b74d", "#00504a"} <= set(said["isochrone colours"])


def test_points_drawn_in_a_layer_are_a_scenario(said):
    """Those that are selected alone; what changes is a layer with a style for stars and for each category."""
    (told,) = said["whatif"]["said"]
    assert told.startswith("QGIS 方案：新覆盖 4745 人")
    assert sorted(said["whatif facilities"]) == sorted([[NASTY, "added"], ["东便利店", "closed"], ["西社区服务站", "closed"]])
    current, styles = said["whatif styles"]
    assert "星级变化" in styles
    assert current == "EMP：覆盖人数的变化"
    assert "MED：覆盖人数的变化" in styles
    assert "#a02c74" in said["whatif colours"]  # a community loses its station


def test_candidates_of_a_layer_are_what_is_chosen_from(said):
    assert said["siting"]["said"][0] == "图层“候选”：2 行 → candidates.gpkg"
    assert "2450 → 7195" in said["siting"]["said"][1]


def test_all_covered_asks_for_no_number_of_sites_and_numbers_go_along_unrounded(said):
    assert "目标 2，上界 2" in said["all covered"]["said"][1]
    assert "--spacing=0.1234567 " in said["all covered"]["commands"][0]


def test_why_there_is_no_answer_is_said_and_what_it_lacks_is_a_dash(said):
    _, found, reason = said["too few"]["said"][:3]
    assert "目标 –，上界 0" in found
    assert "无法覆盖全部可达居民" in reason


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("both", "二选一|只能选一种"),
        ("neither", "至少填写街道文件"),
        ("no change", "没有改动"),
        ("no place", "地点或设施编号"),
        ("again", "已载入该文件夹的图层"),
        ("isochrone again", "已载入该文件夹的图层"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_runs(said, case, words):
    assert any(word in said[case]["refused"] for word in words.split("|"))


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("faulty run", "找不到文件 none.osm"),
        ("no crs", "图层“无坐标系”没有坐标系"),
        ("foreign", "不是本插件写的 study.toml"),
        ("again in a model", "已载入该文件夹的图层"),
        ("empty point", "图层“怪点”第 1 行（要素 1）没有位置"),
        ("two points", "图层“怪点”第 1 行（要素 1）有 2 个点"),
        ("beyond", "图层“怪点”第 1 行（要素 1）的位置不能换算成经纬度"),
        ("foreign file", "不会替换：communities.gpkg"),
        ("shown study", "已载入该文件夹的图层（保存的社区）"),
        ("wrong program", "/nowhere/xc-gis"),
        ("other program", "/usr/bin/env 不是 XC-GIS"),
        ("no program", "找不到程序 xc-gis"),
        ("stopped", "已停止"),
    ],
)
def test_faults_are_told_in_one_message(said, case, words):
    assert not said[case]["done"]
    assert len(said[case]["faults"]) == 1
    assert words in said[case]["faults"][0]
    if case != "other program":  # whose words are not known to be its last
        assert not any(line in said[case]["faults"][0] for line in said[case]["said"])


def test_a_composition_replaces_nothing_that_it_did_not_write(said):
    assert said["their files"] == {"communities.gpkg": "work of weeks"}


def test_faulty_data_are_an_answer_of_the_check(said):
    checked = said["faulty data"]
    assert (checked["done"], checked["results"]["RUNS"]) == (True, False)
    assert "none.osm" in checked["faults"][0]
    assert not any("：0 行" in line for line in checked["said"])
    assert sum(" 行，可用 " in line for line in checked["said"]) >= 2
    assert said["in English"]["refused"].startswith("There is no study file")


def test_a_stop_leaves_no_process_and_no_file(said):
    assert said["stopped"]["stages"][:3] == ["读取项目文件", "读取路网", "读取图层"]
    assert said["left"] == said["left files"] == []


@pytest.mark.skipif(
    not shutil.which("qgis_process", path="/usr/bin"), reason="no qgis_process on this machine (apt install qgis)"
)
def test_qgis_process_finds_plug_in_and_program_by_themselves(room):
    """The program in a usual place, the plug-in in a profile: as on a machine of an office."""
    plugins = room / "home/.local/share/QGIS/QGIS3/profiles/default/python/plugins"
    plugins.parent.mkdir(parents=True)
    plugins.symlink_to(room / "plugins")
    (room / "home/.local/bin").mkdir(parents=True)
    (room / "home/.local/bin/xc-gis").symlink_to(PROGRAM)
    ran = None
    for words in (
        ["plugins", "enable", NAME],
        ["--json", "run", "xcgis:check", "--STUDY=" + str(room / "study/study.toml"), "--OUTPUT=" + str(room / "页.html")],
    ):
        ran = subprocess.run(
            ["/usr/bin/qgis_process.bin", *words], capture_output=True, text=True, timeout=300, check=False,
            env={**environment(room), "QT_QPA_PLATFORM": "offscreen", "LANG": "zh_CN.UTF-8"},
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["results"]["RUNS"] is True
    assert "小项目" in (room / "页.html").read_text(encoding="utf-8")
