"""What an OpenStreetMap object is, by the standard's filters and name patterns."""

from pathlib import Path

import pytest

from xc_gis.sources.osm_filters import facility_type, filters_of, matches, parse_filter, selector
from xc_gis.standard import load_standard


@pytest.fixture(scope="module")
def standard():
    return load_standard("xicheng-ykz-default", base_dir=Path())


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({"shop": "convenience"}, "CVS"),
        ({"shop": "supermarket", "name": "物美"}, "SUP"),
        ({"amenity": "clinic", "name": "展览路社区卫生服务站"}, "CHS"),
        ({"amenity": "clinic", "name": "德胜社区卫生服务中心"}, "CHC"),
        ({"amenity": "clinic", "name": "某某口腔诊所"}, ""),
        ({"amenity": "clinic"}, ""),
        ({"amenity": "hospital", "name": "人民医院"}, "HOS"),
        ({"amenity": "school", "name": "育民小学"}, "PRI"),
        ({"amenity": "school", "name": "第四中学"}, "MID"),
        ({"amenity": "restaurant", "name": "面馆"}, "RES"),
        ({"amenity": "restaurant", "name": "金融街老年餐桌"}, "CAN"),
        ({"amenity": "bar;restaurant"}, "RES"),
        ({"amenity": "police", "name": "西长安街派出所"}, "POL"),
        ({"amenity": "police", "name": "社区警务室"}, "PBX"),
        ({"office": "government", "name": "税务局"}, ""),
        ({"amenity": "social_facility", "social_facility:for": "senior", "name": "牛街养老驿站"}, "EDS"),
        ({"shop": "bicycle", "service:bicycle:repair": "yes"}, "REP"),
        ({"shop": "bicycle"}, ""),
        ({"highway": "residential", "name": "社区卫生服务站路"}, ""),
    ],
)
def test_type_is_what_tags_and_name_say(standard, tags, code):
    assert facility_type(tags, standard) == code


def test_every_filter_of_the_standard_is_understood(standard):
    said = {text for kind in standard.facility_types.values() for text in kind.osm}
    assert len(said) > 50
    assert {" + ".join(f"{k}={v}" for k, v in wanted) for wanted in filters_of(standard)} == said


def test_all_pairs_of_a_filter_must_hold():
    wanted = parse_filter("amenity=social_facility + social_facility:for=senior")
    assert matches({"amenity": "social_facility", "social_facility:for": "child; senior"}, wanted)
    assert not matches({"amenity": "social_facility"}, wanted)
    assert not matches({"amenity": "social_facility", "social_facility:for": "seniors"}, wanted)


def test_filter_is_asked_of_overpass_with_quotes_escaped():
    assert selector((("shop", 'a"b\\c'), ("x:y", "z"))) == '["shop"="a\\"b\\\\c"]["x:y"="z"]'


@pytest.mark.parametrize("text", ["shop", "=x", "shop=", "shop=a + "])
def test_a_filter_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="不是 键=值"):
        parse_filter(text)
