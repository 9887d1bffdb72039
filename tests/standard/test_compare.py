"""Two standards differ in the keys whose values differ: categories and caps are matched by code, whatever their order."""

from importlib import resources

from xc_gis.standard import diff_standards, load_standard
from xc_gis.standard.compare import Change
from xc_gis.standard.load import parse_standard

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")


def differences(text):
    return diff_standards(load_standard(NAME), parse_standard(text.encode(), "x"))


def test_difference_names_key_before_and_after():
    changed = (
        TEXT.replace("min_score: 85", "min_score: 80").replace("weight: 12,", "weight: 11,").replace("weight: 8,", "weight: 9,")
    )
    found = {c.key: (c.before, c.after) for c in differences(changed)}
    assert found["categories.MED.weight"] == (12, 11)
    assert found["stars.levels.4.min_score"] == (85, 80)
    assert len(found) == 3


def test_the_bytes_of_a_file_are_no_difference():
    assert differences(TEXT + "\n# a remark\n") == []


def test_categories_in_another_order_are_the_same_categories():
    lines = TEXT.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if "code: MED" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    assert differences("".join(lines)) == []


def test_a_key_that_one_side_lacks_is_none_there():
    assert differences(TEXT.replace("  unsignalised_crossing_major: 15\n", "")) == [
        Change("impedance_s.unsignalised_crossing_major", 15.0, None)
    ]
    line = next(line for line in TEXT.splitlines() if line.strip().startswith("- {id: V3"))
    found = {change.key: change for change in differences(TEXT.replace(line + "\n", ""))}
    assert found["stars.caps.V3.stars"] == Change("stars.caps.V3.stars", 3, None)
    assert {key.split(".")[2] for key in found} == {"V3"}


def test_a_list_of_words_is_one_value():
    (found,) = differences(
        TEXT.replace(
            'services: [MED], osm: ["amenity=clinic", "healthcare=centre", "amenity=hospital"]',
            'services: [MED], osm: ["amenity=clinic"]',
        )
    )
    assert (found.key, found.before, found.after) == (
        "facility_types.CHC.osm", ("amenity=clinic", "healthcare=centre", "amenity=hospital"), ("amenity=clinic",),
    )  # fmt: skip
