"""The public interface does what docs/scripting.md shows, and costs nothing before it is called."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError

PAGE = Path(__file__).parents[2] / "docs" / "scripting.md"


def test_the_example_of_the_page_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    study = write_small_study(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert code.count('"data/sample-study.toml"') == 1
    known = {}
    exec(code.replace('"data/sample-study.toml"', repr(str(study))), known)
    assert not known["report"].stops
    assert len(known["result"].rating) == len(known["view"].communities) == 2
    assert known["walk"].seconds == pytest.approx(sum(piece.seconds for piece in known["walk"].pieces))
    assert set(known["made"].outlines["minutes"]) == {5, 10}
    assert known["sited"].plan.answer.status == "optimal"
    assert known["sited"].plan.covered_then > known["sited"].plan.covered_today
    assert [plan.community_id for plan in known["stars"].plans] == ["C2"]
    assert known["sure"].communities["community_id"].tolist() == ["C1", "C2"]
    assert not [c for c in known["compared"].communities if c.kind != "same"]
    assert "社区" in capsys.readouterr().out


def test_every_public_function_is_documented_and_shown_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    functions = [name for name in xc_gis.__all__ if not name.startswith("_")]
    assert len(functions) >= 10
    for name in functions:
        function = getattr(xc_gis, name)
        assert function.__doc__
        assert all(found.annotation is not inspect.Parameter.empty for found in inspect.signature(function).parameters.values())
        assert f"xc_gis.{name}(" in page


def test_importing_the_package_loads_no_library():
    """Nothing but the program itself and what Python brings: some hundredths of a second."""
    code = "import sys; before = set(sys.modules); import xc_gis; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded - sys.stdlib_module_names == {"xc_gis"}
    assert not loaded & {"ctypes", "multiprocessing", "sqlite3", "unittest", "xml"}


def test_a_wrong_study_is_one_error_with_what_to_do(tmp_path):
    with pytest.raises(InputError) as caught:
        xc_gis.read_study(tmp_path / "none.toml")
    assert caught.value.message
    with pytest.raises(ValueError, match=r"none\.toml"):
        xc_gis.run(str(tmp_path / "none.toml"), tmp_path / "out")
