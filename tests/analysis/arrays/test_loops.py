"""A library of compiled loops that was made from another source is not used (decision 130)."""

import shutil

from xc_gis.analysis.arrays import loops


def test_library_of_another_source_is_not_used(built_library, tmp_path, monkeypatch):
    source = (loops.HERE / "loops.c").read_bytes()
    assert built_library.source_digest() == loops.digest(source).encode() == loops.digest(source.replace(b"\n", b"\r\n")).encode()
    built = tmp_path / built_library._name.replace("\\", "/").rsplit("/", 1)[1]
    shutil.copy(built_library._name, built)
    assert loops.load(tmp_path / "nowhere") is None
    (tmp_path / "loops.c").write_bytes(source + b"/* newer */\n")
    monkeypatch.setattr(loops, "HERE", tmp_path)
    assert loops.load(tmp_path) is None
    (tmp_path / "loops.c").unlink()  # as in a packaged program
    assert loops.load(tmp_path) is not None
