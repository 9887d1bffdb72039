"""An OSM file as a list of facilities is shown as the study would use it: by type, with names, reasons and what is left out."""

from __future__ import annotations

import tomllib

import numpy as np
import osmium
import pytest

from tests.fixtures.small_study import STUDY, degrees, write_small_study
from xc_gis.operations.preview import osm as module
from xc_gis.operations.preview.preview import preview_layer

LIST = {"path": "places.osm.pbf", "type": "auto"}


def write_places(path) -> None:
    """A clinic, two parks, a shop without a name, a private garden, a school far away, something of no type."""
    nodes = [
        ((300, 300), {"amenity": "pharmacy", "name": "西药店"}),
        ((900, 700), {"shop": "convenience"}),
        ((1500, 500), {"amenity": "fountain"}),
        ((300_000, 300), {"amenity": "pharmacy", "name": "远药店"}),
        ((1600, 900), {"amenity": "pharmacy", "name": "内部药店", "access": "private"}),
    ]
    with osmium.SimpleWriter(str(path)) as writer:
        made = osmium.osm.mutable
        corners = [(x + dx, 400 + dy) for x in (400, 1800) for dx, dy in ((0, 0), (120, 0), (120, 90), (0, 90))]
        places = degrees([place for place, _ in nodes] + corners)
        for number, (place, (_, tags)) in enumerate(zip(places, [*nodes, *[(None, {})] * len(corners)], strict=True), 1):
            writer.add_node(made.Node(id=number, version=1, location=tuple(place), tags=tags))
        first = len(nodes) + 1
        for n, name in enumerate(("西园", "东园")):
            ring = [first + 4 * n + k for k in (0, 1, 2, 3, 0)]
            writer.add_way(made.Way(id=n + 1, version=1, nodes=ring, tags={"leisure": "park", "name": name}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = write_small_study(tmp_path_factory.mktemp("osm") / "study").parent
    write_places(made / "places.osm.pbf")
    return made


@pytest.fixture
def content():
    return {**tomllib.loads(STUDY), "facilities": [dict(LIST)]}


@pytest.fixture
def seen(folder, content):
    found = preview_layer(folder, content, "facilities.0")
    assert found.fault is None
    return found


def test_rows_say_type_name_number_and_the_tags_that_decided(seen):
    rows = {row[2]: row for row in seen.rows}
    assert seen.headings[:4] == ("设施类型", "名称", "OSM 编号", "依据")
    assert rows["node/1"][:2] == ("药店", "西药店")
    assert rows["node/1"][3].startswith("OSM amenity=pharmacy")
    assert rows["node/2"][1] == ""
    assert rows["node/5"][0] == "(不用)"
    assert "access=private" in rows["node/5"][3]
    assert seen.columns == ()


def test_places_are_points_and_outlines_in_the_class_of_their_type(seen):
    classes = seen.classes
    assert dict(zip(classes.words, classes.counts, strict=True))["药店"] == 1
    assert len(seen.points) == len(classes.points) == 2
    assert len(seen.outlines) == len(classes.outlines) == 2
    assert {classes.words[kind] for kind in classes.outlines} == {"公园绿地"}
    assert np.allclose(seen.points[0], degrees([(300, 300)])[0], atol=1e-6)
    named = {name.partition("\n")[0]: place for name, place in zip(classes.names, classes.places, strict=True)}
    assert np.allclose(named["东园"], degrees([(1860, 445)])[0], atol=1e-5)
    assert "(没有名称)" in named


def test_what_is_left_out_and_what_lies_far_away_is_said(seen):
    assert seen.notices[0] == "共 5 处,其中 4 处是设施"
    texts = "\n".join(found.text for found in seen.findings)
    assert "识别出 4 处设施的类型(共 3 种)" in texts
    assert "access=private" in texts
    assert "文件中有 1 处距所有社区超过 1500 米" in texts


def test_without_communities_the_whole_file_is_shown_and_said_so(folder, content):
    del content["communities"]
    found = preview_layer(folder, content, "facilities.0")
    assert len(found.points) == 3
    assert "社区还不可用" in found.findings[-1].text


def test_the_list_is_the_one_that_a_run_reads(folder, tmp_path, content):
    from tests.fixtures.towns import settings
    from xc_gis.progress import Silent
    from xc_gis.sources.load.load import load_study_data
    from xc_gis.sources.study.file import read_study_file
    from xc_gis.standard import load_standard

    study = folder / "osm.toml"
    start, end = STUDY.index("[[facilities]]"), STUDY.index("[[inventory]]")
    study.write_text(STUDY[:start] + '[[facilities]]\npath = "places.osm.pbf"\ntype = "auto"\n' + STUDY[end:], encoding="utf-8")
    file = read_study_file(study)
    data = load_study_data(file, load_standard(file.study.standard), settings(), Silent())
    used = data.facilities[data.facilities.geometry.notna()]
    rows = preview_layer(folder, content, "facilities.0").rows
    assert sorted(used["facility_id"]) == sorted(f"osm:{row[2]}" for row in rows if row[0] != "(不用)")


def test_a_large_list_is_cut_for_the_window_and_says_so(folder, content, monkeypatch):
    monkeypatch.setattr(module, "MOST_PLACES", 2)
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    monkeypatch.setattr(module, "OWN_COLOURS", 1)
    found = preview_layer(folder, content, "facilities.0")
    assert len(found.classes.names) == 2
    assert len(found.rows) == 3
    assert found.notices[1:] == ("表中仅显示前 3 处", "图上仅显示前 2 处")
    assert found.classes.words[-1] == "其他 2 种"
    assert sum(found.classes.counts) == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "none.osm.pbf"}, "找不到文件"),
        ({"path": "broken.osm.pbf"}, "读不到结尾"),
        ({"type": "KEIN"}, "没有设施类型 “KEIN”"),
        ({"type": None}, "type"),
        ({"type_map": {"药店": "KEIN"}}, "没有设施类型 “KEIN”"),
    ],
)
def test_fault_is_one_message(folder, content, change, words):
    (folder / "broken.osm.pbf").write_bytes((folder / "places.osm.pbf").read_bytes()[:60])
    content["facilities"][0] = {k: v for k, v in {**LIST, **change}.items() if v is not None}
    found = preview_layer(folder, content, "facilities.0")
    assert words in found.fault.message
    assert found.rows == ()


def test_a_standard_that_is_not_there_is_said(folder, content):
    content["study"]["standard"] = "nowhere.yaml"
    assert "nowhere.yaml" in preview_layer(folder, content, "facilities.0").fault.message
