"""Everything as one zip: every kind that was ticked, the map as shown, the list with checksums; the same bytes each time."""

import hashlib
import json
import zipfile

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.archive import write_archive
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.progress import Silent


def test_an_archive_holds_what_was_ticked_and_is_the_same_each_time(finished_run, tmp_path):
    run, shown = inputs_of(finished_run).run, ShownMap(finished_run, "stars", tuple(inputs_of(finished_run).page["bounds"]))
    for name in ("a", "b"):
        write_archive(shown, PageChoice(area="district"), ("workbook",), tmp_path / f"{name}.zip", Silent())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.testzip() is None
        stem = "全区-星级评价图-2026-06-30"
        own = [name for name in packed.namelist() if name not in {"export.json", "workbook.xlsx"}]
        assert sorted(own) == sorted([f"{stem}.pdf", f"{run.name}-星级评价图-2026-06-30.html"])
        outputs = json.loads(packed.read("export.json"))["outputs"]
        assert outputs == {name: hashlib.sha256(packed.read(name)).hexdigest() for name in [*own, "workbook.xlsx"]}


def test_nothing_ticked_is_the_map_alone(finished_run, tmp_path):
    shown = ShownMap(finished_run, "stars", tuple(inputs_of(finished_run).page["bounds"]))
    names = write_archive(shown, PageChoice(area="district"), (), tmp_path / "a.zip", Silent())
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "html", "json"]
