"""Series of runs and demonstration points beside the other communities."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.operations.years.compare import compare_into
from xc_gis.operations.years.opened import year_run
from xc_gis.operations.years.series import group_sentences, write_series
from xc_gis.operations.years.standard_of_run import standard_of


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.fixture(scope="module")
def written(years, tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    table = folder / "示范点.csv"
    table.write_text("社区,级别,年份\n西社区,市级,2027年\n西社区,区级,2012\n", encoding="utf-8")
    with year_run(years / "1") as one, year_run(years / "2") as two, year_run(years / "3") as three:
        names, groups, late = write_series([one, two, three], folder, table, [standard_of(run) for run in (one, two, three)])
    assert names == ["series.csv", "points.csv", "point_groups.csv"]
    assert late == ()
    return folder, groups


def test_a_community_is_followed_through_all_runs(years, written):
    series = read(written[0] / "series.csv")
    stars = series[(series["community_id"] == "C1") & (series["what"] == "stars")]
    assert stars["date"].tolist() == ["2026-06-30", "2027-06-30", "2028-06-30"]
    filed = [read(years / n / "rating.csv").set_index("community_id").loc["C1", "stars_low"] for n in "123"]
    assert stars["low"].tolist() == filed
    shares = series[(series["community_id"] == "C1") & (series["what"] == "CVS")]["low"].astype(float).tolist()
    assert shares[0] < shares[1]


def test_points_count_from_the_year_in_which_they_were_named(written):
    points = read(written[0] / "points.csv")
    assert points[["level", "run", "named"]].to_numpy().tolist() == [
        ["区级", "1", "yes"], ["区级", "2", "yes"], ["区级", "3", "yes"], ["市级", "1", "no"], ["市级", "2", "yes"], ["市级", "3", "yes"],
    ]  # fmt: skip
    groups = read(written[0] / "point_groups.csv").set_index(["run", "group"])["communities"]
    assert (groups["1", "points"], groups["1", "others"], ("1", "市级") in groups.index, groups["2", "市级"]) == (
        "1",
        "1",
        False,
        "1",
    )


def test_means_are_said_beside_each_other(written):
    lines = group_sentences(written[1])
    assert len(lines) == 3
    assert lines[0].startswith("第 1 次（2026-06-30）：示范点 1 个，平均")


def test_a_point_that_nobody_knows_stops_with_its_row(years, tmp_path):
    (tmp_path / "p.csv").write_text("社区编号,级别,年份\nC1,市级,2012\nC9,市级,2012\n", encoding="utf-8")
    with pytest.raises(InputError, match="3"):
        compare_into([years / "1", years / "2"], tmp_path / "out", points=tmp_path / "p.csv")


def test_a_damaged_table_is_said(years, tmp_path):
    (tmp_path / "run").mkdir()
    for name in ("manifest.json", "rating.csv"):
        (tmp_path / "run" / name).write_bytes((years / "1" / name).read_bytes())
    with year_run(tmp_path / "run") as run, pytest.raises(InputError, match="缺失或已损坏"):
        write_series([run], tmp_path, None, [standard_of(run)])


def test_points_that_were_named_after_all_runs_are_told(years, tmp_path):
    (tmp_path / "p.csv").write_text("社区编号,级别,年份\nC1,市级,2027\nC1,区级,2099\n", encoding="utf-8")
    with year_run(years / "1") as one, year_run(years / "2") as two:
        assert write_series([one, two], tmp_path, tmp_path / "p.csv", [standard_of(one), standard_of(two)])[2] == (
            "1 个示范点晚于各次结果（最晚 2027 年），都没有计入：西社区 2099",
        )
