"""Everything leaves the window in one zip, made by another process from the one list of kinds."""

import zipfile

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import own_copy, window_of


def test_everything_is_packed_from_the_list_of_kinds(qapp, qtbot, small_run, small_study, tmp_path, monkeypatch):
    from xc_gis.operations.export.kinds import KINDS
    from xc_gis.ui.shell import hand_in

    monkeypatch.setattr(hand_in, "ask_target", lambda _parent, _kind, _title, name, *_: tmp_path / name)
    with window_of(tmp_path / "home", own_copy(small_study, tmp_path / "window")) as window:
        failures = []
        monkeypatch.setattr(window.display, "show_failure", failures.append)
        qtbot.waitUntil(lambda: window.display.work.has_map and window.display.work.map.is_ready, timeout=WAIT_MS)
        window.menus.actions["hand_in"].trigger()
        exporter = window.assembly.exporter
        qtbot.waitUntil(lambda: exporter._archive is not None and exporter.archive.dialog is not None, timeout=WAIT_MS)
        dialog = exporter.archive.dialog
        assert list(dialog.kinds) == [kind.name for kind in KINDS if kind.is_of is None]  # this run follows no targets
        for name, tick in dialog.kinds.items():
            tick.setChecked(name == "workbook")
        dialog.do.click()
        qtbot.waitUntil(lambda: "已保存" in dialog.line.words.text(), timeout=2 * WAIT_MS)
        with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as packed:
            assert {"workbook.xlsx", "export.json"} <= set(packed.namelist())
        dialog.reject()
        assert exporter.archive.dialog is None
        assert failures == []
