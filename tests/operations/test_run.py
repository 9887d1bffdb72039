"""One run of a small study: the contract of its files, and that nothing half is ever left."""

import json
import shutil
import signal
import subprocess
import sys
import time

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from tests.fixtures.commands import PROGRAM, command, process
from tests.fixtures.small_study import FACILITIES, edit, write_small_study
from tests.fixtures.studies import ROOT
from xc_gis.model import CATCHMENT_COLUMNS, COVERAGE_COLUMNS, PROBLEM_COLUMNS, RATING_COLUMNS
from xc_gis.operations.run import run_into

FILES = {
    "manifest.json",
    "coverage.csv",
    "rating.csv",
    "catchments.csv",
    "demand_points.parquet",
    "lists.zip",
    "study.gpkg",
    "problems.csv",
    "map.html",
    "report.xlsx",
    "view.json",
    ".study",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    nasty = {
        **FACILITIES,
        "F4": ("RES", '=1+1<b>"饭馆"&\'</b>', (1500.0, 805.0)),
        "F5": ("RES", "@饭馆</script>", (1700.0, 805.0)),
    }
    study = write_small_study(folder / "study", facilities=nasty)
    edit(study.parent / "facilities.csv", lambda t: t + "F9,-外地,CVS,121.47,31.23\n")
    run_into(study, folder / "out")
    return folder / "out", study


def test_run_leaves_exactly_the_files_of_the_contract(run):
    assert {p.name for p in run[0].iterdir()} == FILES
    assert {p.name for p in run[0].parent.iterdir()} == {"study", "out"}


def test_tables_have_the_columns_of_the_contract(run):
    out = run[0]
    assert tuple(pd.read_csv(out / "coverage.csv").columns) == COVERAGE_COLUMNS
    assert tuple(pd.read_csv(out / "rating.csv").columns) == RATING_COLUMNS
    assert tuple(pd.read_csv(out / "problems.csv").columns) == PROBLEM_COLUMNS
    assert (out / "coverage.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_states_add_up_to_residents(run):
    table = pd.read_csv(run[0] / "coverage.csv")
    assert (table[["covered", "gap", "unknown"]].sum(axis=1) == table["residents"]).all()
    med = table[table["category"] == "MED"].set_index("community_id")
    assert med["unknown"].sum() == 0  # surveyed everywhere
    assert med.loc["C1", "covered"] > 0
    assert med.loc["C2", "gap"] > 0
    assert table.loc[table["category"] == "KIN", "gap"].sum() == 0  # never surveyed: unknown, never a gap


def test_demand_points_hold_seconds_or_nothing(run):
    points = pd.read_parquet(run[0] / "demand_points.parquet")
    assert points.columns[:4].tolist() == ["demand_id", "community_id", "residents", "off_network"]
    med = points["t_MED"].dropna()
    assert len(med) < len(points)
    assert med.between(1, 1800).all()
    assert set(points["state_MED"]) == {"covered", "gap"}
    assert points.loc[points["t_MED"] <= 900, "state_MED"].eq("covered").all()
    assert points["t_KIN"].isna().all()


def test_layers_can_be_opened_and_facilities_carry_their_source(run):
    path = run[0] / "study.gpkg"
    assert set(pyogrio.list_layers(path)[:, 0]) == {"communities", "coverage", "gaps", "network", "demand_points", "facilities"}
    facilities = gpd.read_file(path, layer="facilities")
    assert facilities.crs.to_epsg() == 4326
    first = facilities.set_index("facility_id").loc["F1"]
    assert json.loads(first["sources"]) == [{"file": "facilities.csv", "row": 2}]
    assert {"u", "v", "length_m", "time_s_adult", "time_s_wheelchair", "gated"} <= set(
        gpd.read_file(path, layer="network").columns
    )


def test_names_that_look_like_formulas_stay_text(run):
    problems = pd.read_csv(run[0] / "problems.csv")
    assert problems["row"].tolist() == [7]
    facilities = gpd.read_file(run[0] / "study.gpkg", layer="facilities").set_index("facility_id")
    assert facilities.loc["F4", "name"] == '=1+1<b>"饭馆"&\'</b>'


def test_workbook_opens_with_real_numbers_and_no_formulas(run):
    book = openpyxl.load_workbook(run[0] / "report.xlsx")
    assert book.sheetnames == ["说明", "评级", "覆盖率", "缺口", "街道汇总", "问题行"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    coverage = book["覆盖率"]
    heads = [c.value for c in coverage[1]]
    assert isinstance(coverage.cell(2, heads.index("MED 医疗卫生") + 1).value, float)
    assert str(coverage.cell(2, heads.index("KIN 幼儿园") + 1).value).startswith("未知")


def test_map_is_one_file_without_remote_addresses_and_with_escaped_names(run):
    page = (run[0] / "map.html").read_text(encoding="utf-8")
    assert "@饭馆</script>" not in page
    assert "@饭馆\\u003c/script>" in page
    for word in ('src="http', 'href="http', "src='http", "url(http", "@import"):
        assert word not in page


def test_manifest_names_inputs_without_absolute_paths(run):
    text = (run[0] / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert str(run[1].parent) not in text
    assert {i["path"] for i in manifest["inputs"]} == {"streets.osm", "communities.geojson", "residents.csv", "facilities.csv"}
    assert all(len(i["sha256"]) == 64 for i in manifest["inputs"])
    assert manifest["settings"]["walk.speed.adult"] == {"value": 1.2, "unit": "m/s", "origin": "standard"}
    assert set(manifest["timing"]) == {"start", "end", "seconds", "stages"}


def test_two_runs_leave_equal_bytes_whatever_the_jobs(run, tmp_path):
    again = run[0].parent / "again"
    run_into(run[1], again, jobs=2)
    for name in FILES - {"manifest.json"}:
        assert (again / name).read_bytes() == (run[0] / name).read_bytes(), name
    first, second = (json.loads((f / "manifest.json").read_text(encoding="utf-8")) for f in (run[0], again))
    first.pop("timing"), second.pop("timing")
    assert first == second


def test_catchments_say_who_goes_where(run):
    table = pd.read_csv(run[0] / "catchments.csv", encoding="utf-8-sig")
    assert tuple(table.columns) == CATCHMENT_COLUMNS
    coverage = pd.read_csv(run[0] / "coverage.csv", encoding="utf-8-sig")
    covered = coverage.groupby("category")["covered"].sum()
    assert table.groupby("category")["residents"].sum().to_dict() == covered[table["category"].unique()].to_dict()
    assert (table["only_this"] > 0).any()
    assert "catchments.csv" in json.loads((run[0] / "manifest.json").read_text(encoding="utf-8"))["outputs"]


def test_row_order_of_the_inputs_changes_nothing(run, tmp_path):
    study = write_small_study(tmp_path / "study", facilities={name: FACILITIES[name] for name in reversed(FACILITIES)})
    plain = write_small_study(tmp_path / "plain")
    edit(study.parent / "residents.csv", lambda t: "\n".join([t.splitlines()[0], *reversed(t.splitlines()[1:])]) + "\n")
    for path in (study, plain):
        run_into(path, path.parent / "out", tables_only=True)
    for name in ("coverage.csv", "rating.csv", "catchments.csv", "demand_points.parquet"):
        assert (study.parent / "out" / name).read_bytes() == (plain.parent / "out" / name).read_bytes()


TRIES = 5
"""On a busy machine a run can be done before anybody sees that it began to write."""


@pytest.fixture
def _hang_ups_are_heard():
    """By processes that start now, though somebody had the tests ignore them (nohup), as a run then rightly does, too."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_hang_ups_are_heard")
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_stopped_run_leaves_the_earlier_one_and_the_next_works(run, tmp_path, kill):
    study, out = tmp_path / "study" / run[1].name, tmp_path / "out"
    shutil.copytree(run[1].parent, study.parent)
    shutil.copytree(run[0], out)
    before = (out / "rating.csv").read_bytes()
    stage = tmp_path / ".out.xcgis-new"
    for _ in range(TRIES):
        process = subprocess.Popen([*PROGRAM, "run", study, "--out", out, "--jobs", "1"], cwd=ROOT, stderr=subprocess.PIPE)
        while process.poll() is None and not stage.exists():
            time.sleep(0.01)
        process.send_signal(kill)
        process.communicate(timeout=60)
        if process.returncode != 0:  # else it was done before the signal came
            break
    assert process.returncode == (3 if kill != signal.SIGKILL else -signal.SIGKILL)
    assert (out / "rating.csv").read_bytes() == before
    run_into(study, out, tables_only=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "study"]


def test_command_line_prints_the_map_and_a_summary(run):
    done = process("run", run[1], "--out", run[0], "--jobs", "1")
    assert done.code == 0, done.err
    assert done.out.strip() == str(run[0] / "map.html")
    assert "医疗卫生" in done.err


def test_json_is_one_object_on_stdout_also_for_an_error(run, tmp_path, capfd):
    done = command(capfd, "run", run[1], "--out", tmp_path / "out", "--tables-only", "--json")
    assert json.loads(done.out)["counts"]["communities"]["total"] == 2
    failed = command(capfd, "run", tmp_path / "nothing.toml", "--out", tmp_path / "out", "--json")
    assert failed.code == 1
    assert "nothing.toml" in json.loads(failed.out)["error"]["message"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run", "x.toml"], 2),
        (["run", "x.toml", "--out", "o", "--jobs", "0"], 2),
        (["fly"], 2),
        (["--lang", "fr", "run"], 2),
        (["standard", "check", "none.yaml"], 1),
    ],
)
def test_wrong_usage_ends_with_its_code(words, code, capsys):
    assert command(capsys, *words).code == code


def test_standard_check_accepts_the_shipped_one_and_shows_a_slip(tmp_path, capsys):
    assert command(capsys, "standard", "check", "xicheng-ykz-default").code == 0
    text = (ROOT / "xc_gis" / "standard" / "shipped" / "xicheng-ykz-default.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        text.replace("code: EMP, zh: 社区就业,   domain", "code: EMP, zh: 社区就业,   domian"), encoding="utf-8"
    )
    failed = command(capsys, "standard", "check", tmp_path / "mine.yaml")
    assert failed.code == 1
    assert "是否指 “domain”" in failed.err


def test_reader_that_closes_early_does_not_end_the_run(run, tmp_path):
    command = f'"{sys.executable}" -m xc_gis run "{run[1]}" --out "{tmp_path / "out"}" --tables-only 2>/dev/null | true'
    assert subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, timeout=120, check=False).returncode == 0
    assert (tmp_path / "out" / "rating.csv").exists()


def test_full_disk_ends_with_70_and_leaves_nothing(run, tmp_path):
    """A file size limit stands in for a full disk: the same kind of error at the same place."""
    command = f'export PYTHONDONTWRITEBYTECODE=1; ulimit -f 20; "{sys.executable}" -m xc_gis run "{run[1]}" --out "{tmp_path / "out"}" --jobs 1'
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode != 0
    assert [p.name for p in tmp_path.iterdir()] == []


def test_explain_names_facility_way_and_minutes(run, capsys):
    points = pd.read_parquet(run[0] / "demand_points.parquet").set_index("demand_id")
    for demand in ("D000", "D013", "D030"):
        done = command(capsys, "explain", run[0], "--demand", demand, "--category", "MED", "--json")
        assert done.code == 0, done.err
        walk = json.loads(done.out)
        assert walk["facility_id"] == "F1"
        assert walk["seconds"] == pytest.approx(points.loc[demand, "t_MED"], abs=1e-3)
        assert sum(p["seconds"] + p["wait_s"] for p in walk["pieces"]) == pytest.approx(walk["seconds"], abs=0.01)
    reported = command(capsys, "explain", run[0], "--demand", "D013", "--category", "MED")
    assert "西站" in reported.out
    assert command(capsys, "explain", run[0], "--demand", "D999", "--category", "MED").code == 1
    assert "是否指 “MED”" in command(capsys, "explain", run[0], "--demand", "D013", "--category", "MEDD").err


def test_network_export_is_read_again_as_the_same_network(run, tmp_path, capsys):
    for name in ("net.gpkg", "net.graphml"):
        assert command(capsys, "network", run[1], "--out", tmp_path / name).code == 0
        study = tmp_path / name.replace(".", "-") / run[1].name
        shutil.copytree(run[1].parent, study.parent)
        edit(study, lambda t, name=name: t.replace("streets.osm", f"../{name}"))
        run_into(study, study.parent / "out", tables_only=True)
        pd.testing.assert_frame_equal(pd.read_csv(study.parent / "out" / "coverage.csv"), pd.read_csv(run[0] / "coverage.csv"))


@pytest.mark.parametrize("name", ["iso.geojson", "iso.gpkg"])
def test_isochrone_says_of_every_demand_point_what_the_count_says(run, tmp_path, name, capsys):
    done = command(capsys, "isochrone", run[1], "--facility", "F1", "--minutes", "5,10", "--out", tmp_path / name, "--json")
    assert done.code == 0, done.err
    for row in json.loads(done.out)["check"]:
        assert row["counted"] > 0
        assert row["wrong"] <= 0.01 * row["asked"]
        assert row["farthest_m"] <= 10
    layer = {"layer": "isochrone"} if name.endswith("gpkg") else {}
    shown = gpd.read_file(tmp_path / name, **layer)
    outlines = shown[shown.geometry.geom_type.isin(["Polygon", "MultiPolygon"])].set_index("minutes").geometry
    assert outlines[5.0].difference(outlines[10.0]).area == pytest.approx(0, abs=1e-9)
    assert outlines.is_valid.all()


def test_isochrone_of_nowhere_is_refused(run, tmp_path, capsys):
    lost = command(capsys, "isochrone", run[1], "--at", "117.2,39.5", "--out", tmp_path / "x.geojson")
    assert lost.code == 1
    assert "没有可步行道路" in lost.err
    assert command(capsys, "isochrone", run[1], "--out", tmp_path / "x.geojson").code == 1
    assert command(capsys, "isochrone", run[1], "--at", "here", "--out", tmp_path / "x.geojson").code == 2
    assert not (tmp_path / "x.geojson").exists()
