"""Commands on results: a time explained, two runs compared; in words and as JSON."""

import json

import pandas as pd
import pytest

from tests.fixtures.commands import command
from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.run import run_into
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two runs: in the second the health station is closed."""
    folder = tmp_path_factory.mktemp("results")
    study = write_small_study(folder / "study")
    run_into(study, folder / "before", Silent(), outlines=False)
    other = write_small_study(folder / "other")
    edit(
        other.with_name("facilities.csv"),
        lambda text: text.replace(next(line for line in text.splitlines() if line.startswith("F1,")) + "\n", ""),
    )
    run_into(other, folder / "after", Silent(), outlines=False)
    return folder


def test_a_time_is_explained_as_the_table_says_it(runs, capsys):
    demand = pd.read_parquet(runs / "before" / "demand_points.parquet")
    row = demand[demand["t_MED"].notna()].iloc[5]
    code, out, _ = command(capsys, "explain", runs / "before", "--demand", row["demand_id"], "--category", "MED", "--json")
    walk = json.loads(out)
    assert code == 0
    assert walk["seconds"] == pytest.approx(row["t_MED"], abs=0.01)
    code, out, _ = command(capsys, "explain", runs / "before", "--demand", row["demand_id"], "--category", "MED", "--lang", "en")
    assert (code, "西站" in out, "min (" in out) == (0, True, True)


def test_what_there_is_not_is_refused(runs, tmp_path, capsys):
    assert command(capsys, "explain", runs / "before", "--demand", "D999", "--category", "MED")[0] == 1
    assert command(capsys, "explain", tmp_path, "--demand", "D000", "--category", "MED")[0] == 1
    assert command(capsys, "compare", runs / "before", tmp_path)[0] == 1


def test_two_runs_are_compared_in_words_and_in_a_table(runs, tmp_path, capsys):
    code, out, _ = command(capsys, "compare", runs / "before", runs / "after", "--out", tmp_path / "c.csv")
    assert (code, out.splitlines()[-1]) == (0, str(tmp_path / "c.csv"))
    assert (tmp_path / "c.csv").stat().st_size > 0
    before, after = (
        pd.read_csv(runs / name / "coverage.csv").groupby("category")["covered"].sum()["MED"] for name in ("before", "after")
    )
    assert before > after == 0
    code, out, _ = command(capsys, "compare", runs / "before", runs / "after", "--json")
    assert (code, json.loads(out)["out"]) == (0, None)


def test_a_folder_gets_the_causes_and_the_series(runs, tmp_path, capsys):
    code, out, err = command(capsys, "compare", runs / "before", runs / "after", "--out", tmp_path / "why")
    assert (code, out.splitlines()[-1]) == (0, str(tmp_path / "why" / "compare.json"))
    assert "数据变化：设施清单减少 1 处（没有停业日期，按误列删去）" in err
    code, out, _ = command(capsys, "compare", runs / "before", runs / "after", "--out", tmp_path / "why", "--json")
    assert (code, json.loads(out)["pairs"][0]["changed"]) == (0, {"world": False, "data": True, "method": False})
    code, _, err = command(
        capsys, "compare", *[runs / "before"] * 3, "--out", tmp_path / "series", "--series-only", "--lang", "en"
    )
    assert (code, sorted(path.name for path in (tmp_path / "series").iterdir())) == (0, ["compare.json", "series.csv"])


@pytest.mark.parametrize("more", [["--series-only"], ["--points", "p.csv"], ["third"]])
def test_what_needs_a_folder_says_so(runs, tmp_path, more, capsys):
    extra = [runs / "after"] if more == ["third"] else more
    assert command(capsys, "compare", runs / "before", runs / "after", *extra, "--out", tmp_path / "c.csv")[0] == 2
    assert command(capsys, "compare", runs / "before")[0] == 2
