"""The project of a run: what is seen at first, in which groups, with which headings of tables."""

import zipfile
from xml.etree import ElementTree as ET

import pytest

from xc_gis.languages import CHINESE
from xc_gis.operations.export.gis.run_layers import run_layers
from xc_gis.operations.export.gis.tree import looks_of, project_of
from xc_gis.operations.export.spoken import saying
from xc_gis.report.gis.records import Group
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view


@pytest.fixture(scope="module")
def folder(gis_export):
    return gis_export.folder / "gis"


def test_paths_of_the_project_are_relative(folder):
    with zipfile.ZipFile(folder / "study.qgz") as packed:
        (name,) = packed.namelist()
        root = ET.fromstring(packed.read(name))
    sources = [element.text for element in root.iter("datasource")]
    assert len(sources) > 75
    assert all(source.startswith("./study.gpkg|layername=") for source in sources)


@pytest.fixture(scope="module")
def parts(finished_run):
    run, page = read_run_view(finished_run), read_map_page(finished_run)
    return run, page, {layer.name: layer for layer in run_layers(run, page)}


def test_one_theme_is_seen_at_first_and_each_category_has_three(parts):
    project = project_of(*parts, "zh")
    assert [shown.id for shown in project.layers() if shown.is_visible] == ["subdistricts", "network", "stars"]
    (themes,) = [member for member in project.members if isinstance(member, Group) and member.title == "专题"]
    assert themes.one_of
    assert [group.title for group in themes.members] == ["总体", "覆盖率", "步行时间", "缺口人数"]
    assert [len(group.members) for group in themes.members[1:]] == 3 * [len(parts[0].categories)]


def test_headings_of_tables_are_short_and_tell_categories_apart(parts):
    words = project_of(*parts, "zh").words["communities"]
    assert words["share_MED"] == "医疗卫生 覆盖率"
    assert words["name"] == "社区名称"
    ofcategories = [word for name, word in words.items() if name.endswith("_MED")]
    assert len(set(ofcategories)) == len(ofcategories)


def test_english_says_all_but_names_of_the_data(parts):
    project = project_of(*parts, "en")
    said = [shown.title for shown in project.layers()] + [rule.words for shown in project.layers() for rule in shown.look.rules]
    said += [word for words in project.words.values() for word in words.values()]
    said += [look.name for looks in looks_of(parts[0], parts[2], saying("en")).values() for look in looks]
    assert not [text for text in said if CHINESE.search(text)]
