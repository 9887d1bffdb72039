"""The files of the plug-in, looked at without QGIS: what QGIS asks for, both languages, one code for Qt 5 and 6 and every Python since 3.9."""

import ast
import configparser
import re
import zipfile
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

import pytest

from tools.make_qgis_plugin import NAME, SOURCE, pack
from xc_gis.version import __version__

MODULES = sorted(SOURCE.rglob("*.py"))
CONSTANTS = {"QgsProcessing.TEMPORARY_OUTPUT"}
"""Of classes of QGIS that are no members of an enumeration."""


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_metadata_say_what_qgis_asks_for():
    read = configparser.ConfigParser(interpolation=None)
    read.read(SOURCE / "metadata.txt", encoding="utf-8")
    about = dict(read["general"])
    needed = "name description about version author license category tags icon hasprocessingprovider supportsqt6"
    assert [name for name in needed.split() if not about.get(name)] == []
    assert (about["version"], about["hasprocessingprovider"], about["license"]) == (__version__, "yes", "GPL-3.0-or-later")
    least, most = ([int(part) for part in about[key].split(".")] for key in ("qgisminimumversion", "qgismaximumversion"))
    assert least <= [3, 22]
    assert most >= [4, 0]
    assert (SOURCE / about["icon"]).is_file()


def test_every_algorithm_has_an_icon_that_is_a_drawing():
    keys = {
        node.value.value
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "key" and node.value.value
    }
    assert keys == {"run", "check", "isochrone", "whatif", "siting", "export"}
    for name in {*keys, "provider"}:
        assert ET.parse(SOURCE / "icons" / f"{name}.svg").getroot().tag.endswith("svg"), name


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_one_code_for_qt_5_and_6_and_nothing_of_the_program(path):
    roots = {name.split(".")[0] for name in imports(path)}
    assert roots & {"xc_gis", "PyQt5", "PyQt6", "sip", "tomlkit", "numpy", "pandas"} == set()
    assert _unscoped(tree(path)) == set()


def _unscoped(module):
    """Members of enumerations that are named without the enumeration, which Qt 6 and QGIS 4 do not know: ``Qt.Checked``, ``QgsWkbTypes.Point``."""
    inner = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Attribute)} | {
        id(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)
    }
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and id(node) not in inner and isinstance(node.value, ast.Name)
        and re.match(r"Qt$|Qgis$|Q(gs)?[A-Z]", node.value.id) and node.attr[0].isupper()
    } - CONSTANTS  # fmt: skip


def test_an_unscoped_member_would_be_found():
    found = _unscoped(
        ast.parse("a = Qt.Checked; b = QgsWkbTypes.Point; c = QgsWkbTypes.Type.Point; d = QgsProcessingContext.LayerDetails()")
    )
    assert found == {"Qt.Checked", "QgsWkbTypes.Point"}


def said():
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                yield f"{path.name}:{node.lineno}", [ast.literal_eval(word) for word in node.args]


SAME = {"UTF-8", "GBK", "detect"}


def test_everything_is_said_in_both_languages_with_the_same_words_filled_in():
    texts = dict(said())
    assert len(texts) > 100
    for place, (chinese, english) in texts.items():
        if (chinese, english) == ("", ""):
            continue
        assert chinese in SAME or re.search(r"[\u4e00-\u9fff]", chinese) or "{" in chinese, place
        assert english, place
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", english), place
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (chinese, english)]
        assert fields[0] == fields[1], place


def test_the_package_is_one_folder_with_everything_and_the_same_bytes_each_time(tmp_path):
    first, second = pack(tmp_path / "a"), pack(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        names = set(packed.namelist())
    assert {name.split("/")[0] for name in names} == {NAME}
    assert {
        f"{NAME}/{name}" for name in ("__init__.py", "metadata.txt", "LICENSE", "icons/run.svg", "algorithms/run.py")
    } <= names
    assert len(names) == len(MODULES) + 9
    assert not any("pycache" in name for name in names)


def test_no_module_is_long():
    assert {path.name for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 400} == set()


def test_the_environment_of_qgis_itself_is_never_what_is_started():
    """``sys.executable`` is QGIS itself on Windows."""
    assert [path.name for path in MODULES if "sys.executable" in Path(path).read_text(encoding="utf-8")] == []
