"""The wheel is complete: installed without a checkout it has the sample, runs studies, makes hand-ins; the window is an extra."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from tests.fixtures.installed_wheel import NOT_BUILT_FROM, install, with_extra
from tests.fixtures.small_study import write_small_study
from tests.fixtures.studies import ROOT

HOMES = {"ui": "ui", "operations/batch": "cluster", "operations/large_run": "cluster"}
"""Where what an extra brings may be imported."""


@pytest.fixture(scope="module")
def server(wheel, tmp_path_factory):
    """An environment as ``pip install xc-gis`` leaves it: no Qt."""
    return install(wheel, tmp_path_factory.mktemp("server"))


def test_it_carries_every_file_that_the_program_reads_with_the_same_bytes(wheel):
    with zipfile.ZipFile(wheel) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    for folder, place in (("xc_gis", ""), ("data", "xc_gis/"), ("docs/manual", "xc_gis/")):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not any(path.match(f"{kind}/*") or path.match(kind) for kind in NOT_BUILT_FROM):
                assert inside[place + path.relative_to(ROOT).as_posix()] == path.read_bytes()
    assert {name.split("/")[0] for name in inside} == {"xc_gis", wheel.name.split("-py3")[0] + ".dist-info"}


def test_it_fits_every_version_of_python(wheel):
    _, _, python, abi, _ = wheel.stem.split("-")
    assert (python, abi) == ("py3", "none")


def test_the_sample_is_written_from_it(server, tmp_path):
    ended = server.run("xc-gis", "sample", "here", cwd=tmp_path)
    assert (ended.code, ended.out.strip()) == (0, "here/sample-study.toml"), ended.err
    for line in (ROOT / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        name = line.split(maxsplit=1)[1].strip()
        assert (tmp_path / "here" / name).read_bytes() == (ROOT / "data" / name).read_bytes()


def test_a_server_without_qt_runs_a_study_and_hands_it_in(server, wheel, tmp_path):
    """In one process of the installation: map, workbook and layers of a run, an atlas of it; the loops where they were compiled."""
    write_small_study(tmp_path / "study")
    code = (
        "import importlib.util, xc_gis; from xc_gis.analysis.arrays.loops import library\n"
        "xc_gis.run('study/study.toml', 'run', outlines=False); xc_gis.export('run', 'hand-in', atlas=True, only=['C1'])\n"
        "print(xc_gis.__file__); print(importlib.util.find_spec('PyQt5')); print(library() is not None)"
    )
    ended = server.run("python", "-c", code, cwd=tmp_path)
    assert ended.code == 0, ended.err
    place, qt, compiled = ended.out.split()
    assert place.startswith(str(server.folder))
    assert (qt, compiled) == ("None", str(not wheel.stem.endswith("-any")))
    assert (tmp_path / "run" / "map.html").stat().st_size > 100_000
    assert (tmp_path / "hand-in" / "atlas.pdf").read_bytes().startswith(b"%PDF")


def test_the_window_says_which_extra_it_needs(server, tmp_path):
    command = server.run("xc-gis", "app", "--lang", "en", cwd=tmp_path)
    assert command.code == 1
    assert command.err.count("\n") == 2
    assert "PyQt5, PyQtWebEngine, QtAwesome, pypdf" in command.err
    assert 'pip install "xc-gis[ui]"' in command.err
    program = server.run("xc-gis-app", cwd=tmp_path)
    assert program.code == 1
    assert program.err.count('pip install "xc-gis[ui]"') == 2, "in Chinese and in English"


def test_with_the_extra_the_window_opens_with_manual_and_sample(server, tmp_path):
    desktop = with_extra(server, tmp_path / "desktop", "ui")
    code = (
        "from xc_gis.ui.shell.app import prepare; prepare()\n"
        "from PyQt5.QtWidgets import QApplication; application = QApplication(['xc-gis'])\n"
        "from xc_gis.ui.shell.main_window import MainWindow\n"
        "window = MainWindow(); window.warm_up(); window.show(); application.processEvents()\n"
        "from xc_gis.operations.sample import sample_source; from xc_gis.ui.manual.text.pages import manual_folder\n"
        "print(window.isVisible(), sample_source(), manual_folder(), sep='\\n')"
    )
    wanted = {"QT_QPA_PLATFORM": "offscreen", "XC_GIS_HOME": str(tmp_path / "home"), "QT_QUICK_BACKEND": "software"}
    flags = {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --disable-logging --log-level=3"}
    ended = desktop.run("python", "-c", code, cwd=tmp_path, **wanted, **flags)
    visible, *folders = ended.out.splitlines()
    assert visible == "True", ended.err
    assert all(folder.startswith(str(server.folder)) for folder in folders)
    nowhere = desktop.run("python", "-m", "xc_gis", "app", cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="")
    assert (nowhere.code, "没有图形桌面" in nowhere.err) == (1, True)


@pytest.mark.parametrize("environment", [{"XC_GIS_WITHOUT_LOOPS": "1"}, {}], ids=["asked for", "no compiler was there"])
def test_without_compiled_loops_it_is_a_wheel_for_every_system(tmp_path, environment):
    code = (
        "from distutils.core import run_setup; made = run_setup('setup.py', stop_after='init')\n"
        f"made.get_command_obj('build').build_base = {str(tmp_path)!r}\n"  # where nothing was built
        "print(*made.get_command_obj('bdist_wheel').get_tag())"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import setuptools; {code}"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.stdout.split() == ["py3", "none", "any"]


def test_what_is_imported_is_declared():
    """By the dependencies, and where an extra is at home by that extra too; what is declared is imported somewhere."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    base = {canonical(Requirement(line).name) for line in project["dependencies"]}
    homes = {
        ROOT / "xc_gis" / home: {canonical(Requirement(line).name) for line in project["optional-dependencies"].get(extra, ())}
        for home, extra in HOMES.items()
    }
    brought = {module: {canonical(name) for name in names} for module, names in packages_distributions().items()}
    undeclared, used = [], set()
    for path in sorted((ROOT / "xc_gis").rglob("*.py")):
        allowed = base.union(*(names for home, names in homes.items() if path.is_relative_to(home)))
        for module in imported(path) - sys.stdlib_module_names - {"xc_gis"}:
            used |= brought[module]
            undeclared += [(path.name, module)] if not brought[module] & allowed else []
    assert undeclared == []
    assert base.union(*homes.values()) - used <= {"pyqtwebengine"}, "its modules lie in PyQt5"


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(path):
    """Top modules that a file imports at any place."""
    return set(
        re.findall(
            r"^\s*(?:import|from) (\w+)[\w.]*(?: import .+| as \w+)?(?:\s+#.*)?$", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    )
