"""
Whatever stands in a standard is read, or is said to be words: a figure that nothing reads is refused, and taken out of old copies.

Who reads a field is not listed by hand: a whole run, the types of a list and the page of the standard are watched.
"""

from functools import cached_property
from importlib import resources

import pytest

import xc_gis.standard.load
from tests.fixtures.small_study import STUDY, write_small_study
from tests.standard.test_caps import STANDARD, refused
from xc_gis.operations.planning.capacity import capacity_into
from xc_gis.operations.planning.slices import slices_into
from xc_gis.operations.run import run_into
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.standard import capacity, caps, load_standard, schema
from xc_gis.standard.draft import Draft
from xc_gis.standard.part import Part
from xc_gis.standard.schema import WORDS
from xc_gis.ui.presenters.standard.effect import place_zh
from xc_gis.wording.codes import name_in

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")

FIVE = next(line for line in TEXT.splitlines() if line.startswith("    5: {min_score"))
WITH_LISTS = TEXT.replace(
    "stars:\n",
    "lists: {shops: {zh: 商店, en: shops, categories: [VEG, CVS, SUP]}}\nvalues: {joy: {zh: 满意度, en: satisfaction, unit: 分, unit_en: points}}\nstars:\n",
    1,
).replace(
    FIVE,
    FIVE[:-1] + ", grade: 品质型, grade_en: quality, at_least: [{list: shops, count: 2}], values: [{value: joy, least: 90}]}",
)
"""The shipped standard with what it has none of."""

PARTS = {
    kind
    for module in (schema, caps, capacity)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Part)
} - {Part}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Fields that somebody reads, after a standard was checked: by part and name."""
    seen, watching = set(), []

    def watched(self, name):
        if watching and name in type(self).model_fields:
            seen.add((type(self).__name__, name))
        return object.__getattribute__(self, name)

    def unwatched(raw, shown, parse=xc_gis.standard.load.parse_standard):
        was, watching[:] = list(watching), []
        found = parse(raw, shown)
        for name, value in vars(type(found)).items():
            if isinstance(value, cached_property):
                vars(found).pop(name, None)  # what the check has looked up is not yet read
        watching[:] = was
        return found

    study = write_small_study(tmp_path_factory.mktemp("readers"), study=STUDY.replace(f'"{NAME}"', '"own.yaml"'))
    study.with_name("own.yaml").write_text(WITH_LISTS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Part, "__getattribute__", watched)
        patch.setattr(xc_gis.standard.load, "parse_standard", unwatched)
        xc_gis.standard.load._kept.cache_clear()  # one that was read before has been looked at
        watching.append(True)
        run_into(study, study.with_name("result"))
        capacity_into(study, study.with_name("capacity"))
        slices_into(study, study.with_name("slices"))
        standard = load_standard("own.yaml", base_dir=study.parent)
        TypeBook(standard)
        name_in(standard.facility_types["CHS"], "en")
        watching.clear()
        draft = Draft(TEXT, NAME)
        watching.append(True)
        place_zh(("stars", "caps", "V1", "stars"), draft)
        place_zh(("scoring", "components", "supply", "weight"), draft)
        xc_gis.standard.load._kept.cache_clear()
    return seen


def test_every_field_of_the_schema_is_read_or_said_to_be_words(read):
    fields = {(part.__name__, name) for part in PARTS for name in part.model_fields}
    words = {(part, name) for part, names in WORDS.items() for name in names}
    assert words <= fields
    assert not fields - words - read
    assert not words & read


def test_words_are_texts_and_never_figures():
    for part in PARTS:
        for name in WORDS.get(part.__name__, ()):
            assert "str" in str(part.model_fields[name].annotation), (part, name)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("impedance_s: {signalised_crossing: {default: soon}}", "应为数字"),
        ("impedance_s: {steps_speed_factor: 0}", "应大于 0"),
        ("impedance_s: {steps_speed: 0.5}", "没有这个键"),
        ("impedance_s: {signalised_crossing: {wait: 30}}", "没有这个键"),
    ],
)
def test_wait_that_cannot_be_meant_is_refused(part, words):
    message = refused(text=f"{STANDARD}{part}\n")
    assert words in message
    assert f"第 {len(STANDARD.splitlines()) + 1} 行" in message
