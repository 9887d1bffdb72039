"""
Who reads English is told everything in English, and every name as it stands in the data.

A message that is put into an f-string, ``str.join`` or a column of texts is Chinese for good. Here the files of a small study, in which no
Chinese stands, are spoilt one by one: whatever is said of them in English has no Chinese in it.
"""

import json
import re

import geopandas as gpd
import pytest

from tests.fixtures.small_study import STUDY, degrees, edit, write_small_study
from xc_gis.cli import main
from xc_gis.errors import XcGisError
from xc_gis.languages.message import in_language
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.corrections.words import ACTIONS
from xc_gis.sources.study.draft import StudyDraft

CHINESE = re.compile(r"[\u3400-\u9fff]+")
FILE_WORDS = {*ACTIONS.values(), "经度", "纬度", "第", "列"}
"""What a reader is told to write into a file, or finds in it: no language changes it."""

HEADINGS = {"编号": "no", "名称": "title", "类型": "kind", "经度": "lon", "纬度": "lat"}
LISTS = {"F1": ("CHS", "West Stop", (100.0, 205.0)), "F2": ("CVS", "East Shop", (2000.0, 405.0))}


def write_latin_study(folder, *, name="Alpha", communities=("West", "East"), facilities="facilities.csv"):
    """The small study without a Chinese sign in it, but for the names that are given."""
    text = STUDY.replace("小项目", name).replace("facilities.csv", facilities)
    for own, other in HEADINGS.items():
        text = text.replace(f'"{own}"', f'"{other}"')
    path = write_small_study(folder, study=text, facilities=LISTS)
    rows = (folder / "facilities.csv").read_text(encoding="utf-8").splitlines()
    (folder / "facilities.csv").rename(folder / facilities)
    (folder / facilities).write_text("\n".join(["no,title,kind,lon,lat", *rows[1:]]) + "\n", encoding="utf-8")
    areas = gpd.read_file(folder / "communities.geojson")
    areas.assign(name=list(communities), subdistrict="Quarter").to_file(folder / "communities.geojson")
    return path


def sentences_of(study) -> list[str]:
    """All that a run says of a study: its refusal, or its findings, warnings and rows with problems."""
    try:
        data = analyse(read_study(study)).data
    except XcGisError as fault:
        return [fault.message, fault.hint]
    rows = data.problems[["reason", "action"]].to_numpy().ravel().tolist()
    return [*(finding.text for finding in data.findings), *data.warnings, *rows]


def in_english(study) -> list[str]:
    return [in_language(text, "en") for text in sentences_of(study)]


def in_file(name, change):
    def spoil(study):
        path = study.parent / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return spoil


def in_study(old, new=""):
    return lambda study: edit(study, lambda text: text.replace(old, new))


def in_lists(old, new):
    return in_file("facilities.csv", lambda text: text.replace(old, new))


def more_lists(rows, *, heading="no,title,kind,lon,lat,state", keys=""):
    """A second list beside the first."""

    def spoil(study):
        (study.parent / "more.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        table = '\n[[facilities]]\npath = "more.csv"\ntype_column = "kind"\ncrs = "EPSG:4326"\n'
        columns = 'columns = { facility_id = "no", name = "title", lon = "lon", lat = "lat" }\n'
        edit(study, lambda text: text + table + (keys or columns))

    return spoil


def corrections(*rows):
    def spoil(study):
        heading = "action,facility_id,file,name,address,value,lon,lat,other_id,note"
        (study.parent / "study.corrections.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")

    return spoil


def outlines(change):
    def spoil(study):
        path = study.parent / "communities.geojson"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content["features"])
        path.write_text(json.dumps(content), encoding="utf-8")

    return spoil


def _bow_tie(features):
    ring = features[0]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]


def _far_away(features):
    features.append(json.loads(json.dumps(features[1])))
    features[2]["properties"] |= {"community_id": "C3", "name": "Far"}
    features[2]["geometry"] = {"type": "Point", "coordinates": [121.5, 31.2]}


def _twice(features):
    features.append(json.loads(json.dumps(features[1])))
    features[2]["properties"] |= {"community_id": "C3", "name": "Again"}


def _nowhere(features):
    features[1]["geometry"] = None


LON, LAT = degrees([(150.0, 205.0)])[0]
CASES = {
    "nothing wrong": lambda study: None,  # noqa: ARG005
    "no date": in_study("date = 2026-06-30"),
    "no streets": lambda study: (study.parent / "streets.osm").unlink(),
    "empty streets": lambda study: (study.parent / "streets.osm").write_bytes(b""),
    "streets that are a letter": lambda study: (study.parent / "streets.osm").write_text("this is a letter"),
    "streets that break off": in_file("streets.osm", lambda text: text[: len(text) // 2]),
    "streets with one node": lambda study: (study.parent / "streets.osm").write_text(
        '<osm version="0.6"><node id="1" version="1" lat="39.9" lon="116.3"/></osm>'
    ),
    "unknown key": in_study("[network]", "[network]\nosmm = 1"),
    "unknown table": in_study("[network]", "[nets]"),
    "word for a date": in_study("date = 2026-06-30", 'date = "soon"'),
    "number for a name": in_study('name = "Alpha"', "name = 3"),
    "broken TOML": in_study("[residents]", "[residents"),
    "key twice": in_study('osm = "streets.osm"', 'osm = "streets.osm"\nosm = "b.osm"'),
    "unknown standard": in_study("xicheng-ykz-default", "xicheng-ykz-defalt"),
    "unknown category": in_study('category = "MED"', 'category = "MEDD"'),
    "unknown area": in_study('areas = ["C1", "C2"]', 'areas = ["C1", "C9"]'),
    "two ways to count": in_study('path = "residents.csv"', 'path = "residents.csv"\neach = 1.0\ntotal = 9'),
    "system in degrees": in_study("[network]", '[settings]\n"crs.analysis" = "EPSG:4326"\n\n[network]'),
    "system of another place": in_study("[network]", '[settings]\n"crs.analysis" = "EPSG:4544"\n\n[network]'),
    "setting of no use": in_study("[network]", '[settings]\n"legs.nothing" = 3\n\n[network]'),
    "system not known": in_study('crs = "EPSG:4326"', 'crs = "EPSG:1"'),
    "system not declared": in_study('crs = "EPSG:4326"\n'),
    "system that does not fit": in_study('crs = "EPSG:4326"', 'crs = "GCJ-02"'),
    "axes the wrong way": in_study('lon = "lon", lat = "lat"', 'lon = "lat", lat = "lon"'),
    "residents in words": in_file("residents.csv", lambda text: text.replace(",101,", ",many,")),
    "residents below zero": in_file("residents.csv", lambda text: text.replace(",101,", ",-4,")),
    "residents in percent": in_file("residents.csv", lambda text: text.replace("residents,", "residents(%),")),
    "residents in thousands": in_file("residents.csv", lambda text: text.replace("residents,", "residents(thousand),")),
    "more old people than people": in_file("residents.csv", lambda text: text.replace(",101,", ",1,")),
    "ids twice": in_file("residents.csv", lambda text: text.replace("D001", "D000")),
    "sums and remarks": in_file("residents.csv", lambda text: text + "total,,,9999,\n"),
    "no heading": in_file("residents.csv", lambda text: text.partition("\n")[2]),
    "heading twice": in_file("residents.csv", lambda text: text.replace("residents_60plus", "residents")),
    "a crowd in one place": in_file("residents.csv", lambda text: text.replace(",101,", ",99999,")),
    "a type of no standard": in_lists("CVS", "XYZ"),
    "a place that is zero": in_lists(f"{degrees([(100.0, 205.0)])[0][0]:.8f}", "0"),
    "a place in another town": in_lists(f"{degrees([(100.0, 205.0)])[0][0]:.8f}", "121.5"),
    "a place in words": in_lists(f"{degrees([(100.0, 205.0)])[0][0]:.8f}", "here"),
    "a facility twice": more_lists([f"G1,West Stop,CHS,{LON:.8f},{LAT:.8f},open"]),
    "a name with a state": more_lists([f"G1,New Stop(closed),CHS,{LON:.8f},{LAT:.8f},"]),
    "a list of types by name": in_study('type_column = "kind"', 'type = "auto"'),
    "a list without names": in_study('name = "title", '),
    "a list without places": more_lists(
        ["G1,New Stop,CHS,,,", "G2,West Stop,CHS,,,"],
        keys='place_by = "address"\ncolumns = { facility_id = "no", name = "title" }\n',
    ),
    "corrections that fit and others": corrections(
        f"move,F1,,,,,{LON:.6f},{LAT:.6f},,seen there",
        "type,F2,,,,CSS,,,,",
        "ignore,F9,,,,,,,,",
        "ignore,F2,,Another Name,,,,,,",
        "close_gate,way/1,,,,,,,,",
        "open_gate,node/999999,,,,,,,,",
        "same,F1,,,,,,,F2,",
    ),
    "a correction of nothing": corrections("move,F1,,,,,,,,"),
    "a correction that is none": corrections("jump,F1,,,,,,,,"),
    "outline that crosses itself": outlines(_bow_tie),
    "community in another town": outlines(_far_away),
    "community drawn twice": outlines(_twice),
    "community without a place": outlines(_nowhere),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_in_english_has_no_chinese_in_it(tmp_path, case):
    study = write_latin_study(tmp_path / "study")
    CASES[case](study)
    assert not [text for text in in_english(study) if set(CHINESE.findall(text)) - FILE_WORDS]


def test_names_that_are_words_of_the_program_stay_as_they_are(tmp_path):
    names = {"设施", "未知", "覆盖率", "运行", "停业"}
    study = write_latin_study(tmp_path / "study", name="设施", communities=("未知", "覆盖率"), facilities="运行.csv")
    outlines(_twice)(study)
    in_file("运行.csv", lambda text: text.replace("East Shop", "设施").replace("CVS", "停业"))(study)
    assert in_english(study)[0] == "运行.csv, row 3: the standard has no facility type “停业” (1 row in all)"
    in_file("运行.csv", lambda text: text.replace("停业", "CVS") + f"F4,设施(停业),CHS,{LON:.8f},{LAT:.8f}\n")(study)
    reported = in_english(study)
    assert any("运行.csv" in text and "停业" in text for text in reported)
    assert any("覆盖率" in text for text in reported)
    assert {word for text in reported for word in CHINESE.findall(text)} <= names


def test_a_study_that_is_being_edited_says_its_faults_in_english_under_its_own_name(tmp_path):
    study = write_latin_study(tmp_path / "study")
    edit(study, lambda text: text.replace("[network]", "[network]\nosmm = 1"))
    reported = in_language(StudyDraft.open(study).fault(), "en")
    assert "study.toml" in reported
    assert "osmm" in reported
    assert not CHINESE.search(reported)


@pytest.mark.parametrize(
    "case",
    ["no streets", "unknown key", "key twice", "unknown standard", "system in degrees", "residents in percent", "ids twice", "axes the wrong way"],
)  # fmt: skip
def test_the_command_line_refuses_in_english(tmp_path, capsys, case):
    study = write_latin_study(tmp_path / "study")
    CASES[case](study)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(study), "--lang", "en", "--out", str(tmp_path / "out")])
    assert ended.value.code != 0
    reported = capsys.readouterr()
    assert reported.err
    assert set(CHINESE.findall(reported.out + reported.err)) <= FILE_WORDS


def test_the_check_in_english_has_no_chinese_but_the_names_of_the_data(tmp_path, capsys):
    study = write_latin_study(tmp_path / "study", name="设施", communities=("未知", "覆盖率"), facilities="运行.csv")
    outlines(_twice)(study)
    in_file("运行.csv", lambda text: text + f"F4,设施(停业),CHS,{LON:.8f},{LAT:.8f}\n")(study)
    page = tmp_path / "check.html"
    with pytest.raises(SystemExit) as ended:
        main(["check", str(study), "--lang", "en", "--out", str(page)])
    assert ended.value.code == 0
    reported = capsys.readouterr()
    found = CHINESE.findall(reported.out + reported.err + page.read_text(encoding="utf-8"))
    assert set(found) == {"设施", "未知", "覆盖率", "运行", "停业"}
