"""The folder of a comparison as it is read: what has no figure is None, a change that is not split has no shares, damage is told."""

import json

import pytest

from xc_gis.errors import InputError
from xc_gis.runs.years import read_years

CHANGES = (
    "community_id,community,subdistrict,what,bound,before,after,world,data,method,world_sixths,data_sixths,method_sixths,note\n"
    "C1,西社区,甲街道,stars,exact,2,3,0.5,0.5,0.0,3,3,0,\nC2,东社区,甲街道,stars,low,,1,,,,,,,no_figure\nC1,西社区,甲街道,MED,exact,100,90,-10,0,0,-60,0,0,\n"
)
SUMS = "what,bound,communities,not_split,change,world,data,method,world_sixths,data_sixths,method_sixths\nstars,low,1,1,1,0.5,0.5,0,3,3,0\nstars,high,1,1,1,0.5,0.5,0,3,3,0\n"
DIFFERENCES = (
    "part,cause,reason,facility_id,name,type,change,day,surveyed,before,after,count\nfacilities,world,opened_after_survey,F9,'=新站,CHS,new,2026-01-01,2025-05-01,,,\n"
    "setting,method,,,walk.pace,,,,,1,1.1,\n"
)
SERIES = (
    "community_id,community,subdistrict,what,run,date,low,value,high\nC1,西社区,甲街道,stars,1,2025-06-30,2,2,2\nC1,西社区,甲街道,stars,2,2026-06-30,2,,3\n"
    "C2,东社区,甲街道,stars,2,2026-06-30,1,1,1\nC1,西社区,甲街道,MED,1,2025-06-30,0.5,0.5,0.5\nC1,西社区,甲街道,MED,2,2026-06-30,0.4,0.4,0.4\n"
)


POINTS = (
    "community_id,community,subdistrict,level,year,document,run,date,named,stars_low,stars,stars_high,score\n"
    "C1,西社区,甲街道,市级,2026,'=1号,1,2025-06-30,no,2,2,2,61\nC1,西社区,甲街道,市级,2026,'=1号,2,,,2,,3,\n"
)
GROUPS = (
    "run,date,group,communities,with_stars,stars_low_mean,stars_high_mean,four_or_more,all_covered_mean\n"
    "1,2025-06-30,points,1,1,2.000000,2.500000,0,0.5\n1,2025-06-30,others,1,0,,,0,\n"
)


def write_comparison(folder, *, split=True, points=False):
    """A comparison of two runs, as the command leaves it."""
    folder.mkdir(exist_ok=True)
    runs = [{"shown": name, "study": {"date": day}} for name, day in (("前", "2025-06-30"), ("后", None))]
    (folder / "compare.json").write_text(
        json.dumps({"runs": runs, "pairs": [{}] if split else [], **({"points": {}} if points else {})}), encoding="utf-8"
    )
    tables = {"series.csv": SERIES}
    if split:
        tables |= {"changes.csv": CHANGES, "causes.csv": SUMS, "differences.csv": DIFFERENCES}
    if points:
        tables |= {"points.csv": POINTS, "point_groups.csv": GROUPS}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    return folder


def test_changes_and_series_with_what_is_not_known(tmp_path):
    years = read_years(write_comparison(tmp_path / "a"))
    assert [run.date for run in years.runs] == ["2025-06-30", ""]
    first, second, _ = years.pairs[0].changes
    assert (first.shares, first.before) == ((0.5, 0.5, 0.0), 2)
    assert (second.shares, second.before, second.note) == (None, None, "no_figure")
    assert years.series["C1", "stars"] == ((2, 2, 2), (2, None, 3))
    assert years.series["C2", "stars"][0] == (None, None, None)
    assert years.names["C2"] == ("东社区", "甲街道")


def test_names_lose_the_mark_that_kept_them_from_being_computed(tmp_path):
    assert read_years(write_comparison(tmp_path / "a")).pairs[0].differences[0].name == "=新站"


def test_series_alone_have_no_pairs(tmp_path):
    assert read_years(write_comparison(tmp_path / "a", split=False)).pairs == ()


def test_demonstration_points_run_by_run_and_beside_the_others(tmp_path):
    years = read_years(write_comparison(tmp_path / "a", points=True))
    assert [(one.run, one.named, one.stars) for one in years.points] == [(1, False, (2, 2, 2)), (2, None, (2, None, 3))]
    assert years.points[0].document == "=1号"
    assert [(one.group, one.stars, one.all_covered) for one in years.groups] == [
        ("points", (2, 2.5), 0.5),
        ("others", (None, None), None),
    ]
    assert read_years(write_comparison(tmp_path / "b")).points == ()


def test_a_table_that_is_gone_is_told(tmp_path):
    folder = write_comparison(tmp_path / "a")
    (folder / "causes.csv").unlink()
    with pytest.raises(InputError, match="已损坏"):
        read_years(folder)
