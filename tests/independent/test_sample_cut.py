"""The tool on three communities of the sample, against the second method: every home, every category."""

import json

import pytest

from tests.fixtures.studies import SAMPLE
from tests.independent.comparison import SecondStudy
from xc_gis.operations.run import run_into

KEPT = ("110102003001", "110102003002", "110102007004")


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cut")
    text = SAMPLE.read_text(encoding="utf-8")
    head = text.split("[[inventory]]", 1)[0]
    head = head.replace('path = "communities/communities.geojson"', f'path = "{folder.as_posix()}/communities.geojson"')
    for place in ("osm/", "communities/", "residents/", "facilities/"):
        head = head.replace(f'= "{place}', f'= "{SAMPLE.parent.as_posix()}/{place}')
    for table in ("[supply]", "[feedback]"):
        head = head.replace(f'{table}\nvalues = "{table[1:-1]}.csv"\n', "")
    areas = json.loads((SAMPLE.parent / "communities" / "communities.geojson").read_text(encoding="utf-8"))
    areas["features"] = [a for a in areas["features"] if a["properties"]["community_id"] in KEPT]
    (folder / "communities.geojson").write_text(json.dumps(areas), encoding="utf-8")
    study = folder / "study.toml"
    study.write_text(head, encoding="utf-8")
    run_into(study, folder / "run", outlines=False)
    return SecondStudy(study, folder / "run")


def test_every_home_is_asked_in_every_category(second):
    assert len(second.points.homes) > 100
    assert len(second.words.categories) == 25


def test_times_agree_at_every_home_in_every_category(second):
    apart = {c.category.code: float(c.apart_s.max()) for c in second.compare_all()}
    assert {code: seconds for code, seconds in apart.items() if seconds > 0.01} == {}


def test_homes_off_the_network_are_the_same(second):
    assert second.homes.off_network.tolist() == second.points.homes["off_network"].tolist()
