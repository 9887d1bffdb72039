"""A comparison is copied whole, with its folders."""

from xc_gis.progress import Silent
from xc_gis.ui.workers.worker import TaskMemory
from xc_gis.ui.workers.years_tasks import KeepYears


def test_all_of_a_comparison_is_kept(tmp_path):
    source = tmp_path / "work"
    (source / "1-2").mkdir(parents=True)
    for name in ("compare.json", "series.csv", "1-2/changes.csv"):
        (source / name).write_text(
            f'{{"tool": {{"name": "xc-gis"}}, "outputs": {{}}}} {name}'.split("} ")[0] + "}", encoding="utf-8"
        )
    kept = KeepYears(source, tmp_path / "kept").run(TaskMemory(), Silent())
    assert {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()} == {
        "compare.json",
        "series.csv",
        "1-2/changes.csv",
    }
    assert (kept / "1-2" / "changes.csv").read_bytes() == (source / "1-2" / "changes.csv").read_bytes()
