"""What is open is kept on disk: an orderly end leaves nothing, a dead window's note is offered, a living one's is not."""

import subprocess
import sys
from pathlib import Path

from tests.fixtures.studies import ROOT
from xc_gis.ui.storage.session import Session

STUDY = Path("/studies/西城.toml")

DIES = """
import os, sys
from pathlib import Path
from xc_gis.ui.storage.session import Session
session = Session(Path(sys.argv[1]))
session.note(Path("/studies/西城.toml"), "C2", "MED", running=True)
os._exit(9)
"""


def test_a_window_that_died_leaves_what_it_had_open(tmp_path):
    subprocess.run([sys.executable, "-c", DIES, tmp_path], cwd=ROOT, check=False, timeout=120)
    mine = Session(tmp_path)
    mine.note(STUDY, "", "", running=False)
    (lost,) = mine.abandoned()
    assert (lost.study, lost.community, lost.theme, lost.running) == (STUDY, "C2", "MED", True)
    mine.forget(lost)
    assert mine.abandoned() == []
    mine.clear()


def test_a_window_that_lives_is_not_offered_to_another(tmp_path):
    first, second = Session(tmp_path), Session(tmp_path)
    first.note(STUDY, "C1", "stars", running=False)
    second.note(STUDY, "C2", "stars", running=False)
    assert first.abandoned() == second.abandoned() == []
    assert len(list(tmp_path.glob("*.json"))) == 2
    first.clear()
    second.clear()
    assert list(tmp_path.glob("*.json")) == []


def test_the_note_follows_what_is_open(tmp_path):
    session = Session(tmp_path)
    session.note(STUDY, "C1", "a much longer theme than the next", running=True)
    session.note(STUDY, "C2", "x", running=False)
    (path,) = tmp_path.glob("*.json")
    assert (
        path.read_text(encoding="utf-8") == '{"study": "/studies/西城.toml", "community": "C2", "theme": "x", "running": false}'
    )
    session.clear()
    session.note(STUDY, "C2", "x", running=False)
    assert len(list(tmp_path.glob("*.json"))) == 1
    session.clear()


def test_notes_that_are_half_written_go_and_a_folder_that_is_none_costs_the_recovery_alone(tmp_path):
    for name, text in (("a", "{"), ("b", '{"study": "x"}'), ("c", "[]")):
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    assert Session(tmp_path).abandoned() == []
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("x")
    broken = Session(tmp_path / "file")
    broken.note(STUDY, "", "", running=False)
    assert broken.abandoned() == []
    broken.clear()
