"""What the window keeps between two starts, the sample it copies, the words it says."""

from pathlib import Path

import pytest

from tests.fixtures.studies import ROOT
from xc_gis.errors import InputError
from xc_gis.operations.sample import STUDY, sample_source
from xc_gis.ui.storage.study_paths import network_path, study_title
from xc_gis.ui.widgets.memory import RECENT_MAX, Memory
from xc_gis.ui.workers.sample import CopySample, sample_study
from xc_gis.wording import window as words


def test_recent_studies_come_back_latest_first_and_once(qapp, own_home):
    memory = Memory()
    for n in range(RECENT_MAX + 2):
        memory.remember_study(Path(f"/studies/{n}.toml"))
    memory.remember_study(Path("/studies/5.toml"))
    memory.sync()
    again = Memory()
    assert again.recent[0] == Path("/studies/5.toml")
    assert len(again.recent) == len(set(again.recent)) == RECENT_MAX
    again.forget_study(Path("/studies/5.toml"))
    assert Path("/studies/5.toml") not in Memory().recent


def test_one_recent_study_is_a_list_of_one(qapp, own_home):
    Memory().remember_study(Path("/项目/一.toml"))
    assert Memory().recent == [Path("/项目/一.toml")]


def test_background_is_the_studys_own_unless_switched_on(qapp, own_home):
    memory = Memory()
    assert memory.background == "own"
    memory.background = "nonsense"
    assert memory.background == "own"


def test_online_tiles_need_to_be_asked_for_and_tianditu_a_key():
    from xc_gis.ui.shell.background_choice import online_tiles

    assert online_tiles("own").hosts == frozenset()
    assert online_tiles("tianditu", "").layers == ()
    assert online_tiles("tianditu", "abc&x=1").layers == ()
    found = online_tiles("tianditu", "abc123")
    assert len(found.layers) == 2
    assert all("tk=abc123" in layer.address and "{z}" in layer.address for layer in found.layers)
    assert {h.split(".", 1)[1] for h in found.hosts} == {"tianditu.gov.cn"}


def test_sample_is_copied_whole_and_only_when_it_has_changed(own_home, tmp_path):
    source = sample_source()
    assert source == ROOT / "data"
    target = sample_study()
    assert CopySample(source, target).run(None, None) == target
    copied = {p.relative_to(target.parent) for p in target.parent.rglob("*") if p.is_file()}
    assert copied == {p.relative_to(source) for p in source.rglob("*") if p.is_file()}
    target.write_text(target.read_text("utf-8") + "\n# mine\n", encoding="utf-8")
    CopySample(source, target).run(None, None)
    assert target.read_text("utf-8").endswith("# mine\n")
    (target.parent / "SHA256SUMS").write_text("another version", encoding="utf-8")
    CopySample(source, target).run(None, None)
    assert not target.read_text("utf-8").endswith("# mine\n")


def test_missing_sample_is_told_with_what_to_do(tmp_path):
    with pytest.raises(InputError) as reported:
        CopySample(tmp_path / "nothing", tmp_path / "copy" / STUDY).run(None, None)
    assert reported.value.hint


def test_title_and_streets_of_a_study_are_known_before_it_is_read(small_study, tmp_path, monkeypatch):
    assert study_title(small_study) == "小项目"
    assert network_path(small_study) == small_study.parent / "streets.osm"
    assert study_title(tmp_path / "none.toml") == "none"
    (tmp_path / "broken.toml").write_text("[study", encoding="utf-8")
    assert study_title(tmp_path / "broken.toml") == "broken"
    assert network_path(tmp_path / "broken.toml") is None
    monkeypatch.setenv("STREETS", "/data")
    (tmp_path / "far.toml").write_text('[network]\nosm = "${STREETS}/a.osm.pbf"', encoding="utf-8")
    assert network_path(tmp_path / "far.toml") == Path("/data/a.osm.pbf")


def test_every_word_is_there_in_both_languages():
    for key, pair in words._WORDS.items():
        assert len(pair) == 2, key
        assert all(pair), key
        assert pair[0].count("{}") == pair[1].count("{}"), key
    words.use("en")
    assert words.window_text("open") == "Open study…"
    words.use("xx")
    assert words.window_text("open") == "打开项目…"
