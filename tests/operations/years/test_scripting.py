"""Scripts get what the command writes."""

import xc_gis
from xc_gis.analysis.causes.shapley import Acted


def test_changes_and_series_of_three_runs(years, tmp_path):
    (tmp_path / "points.csv").write_text("社区编号,级别,年份\nC1,市级,2012\n", encoding="utf-8")
    runs = [str(years / name) for name in "12"]
    found = xc_gis.changes(runs, str(tmp_path / "changes"), points=str(tmp_path / "points.csv"))
    assert [split.changed for split in found.splits] == [Acted(world=True, data=True)]
    followed = xc_gis.series(runs, tmp_path / "series")
    assert (followed.splits, followed.points) == ((), ())
    assert (tmp_path / "series" / "series.csv").read_bytes() == (tmp_path / "changes" / "series.csv").read_bytes()
