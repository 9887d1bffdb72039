"""Every theme that can be asked for is made, or says what it lacks."""

from dataclasses import replace

import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import InputError
from xc_gis.operations.export.atlas_themes import theme_on_map, without_idle_rows
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import DENSITIES, KINDS, OF_A_CATEGORY, OF_VOICES, theme_choice
from xc_gis.report.documents.atlas.records import Look


def made(inputs, text, lang="zh"):
    return theme_on_map(inputs, theme_choice(text, list(inputs.run.by_code)), saying(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_theme_speaks_of_every_community(finished_run, lang):
    inputs = inputs_of(finished_run)
    figures = {"floor_area_m2": {"C1": 1.0}, "tourist_places": {}}
    whole = replace(inputs, against=inputs.run, values=figures)
    texts = [kind for kind in KINDS if kind not in {*OF_A_CATEGORY, *OF_VOICES, "density"}] + [
        "coverage:MED",
        "gaps:MED",
        "minutes:MED",
        "difference:MED",
    ]
    for text in [*texts, *(f"density:{which}" for which in DENSITIES)]:
        theme = made(whole, text, lang)
        assert theme.code == text
        assert set(theme.looks) == {"C1", "C2"}
        assert theme.name
        assert theme.short_name
        assert all(look.row is None or 0 <= look.row < len(theme.rows) for look in theme.looks.values())


@pytest.mark.parametrize(
    ("text", "word"), [("difference", "--against"), ("capacity:MED", "--capacity"), ("density:tourism", "--values")]
)
def test_what_a_theme_lacks_is_said(finished_run, text, word):
    with pytest.raises(InputError) as caught:
        made(inputs_of(finished_run), text)
    assert word in caught.value.hint


def test_the_legend_speaks_of_white_and_stippled_only_where_there_are_some(finished_run):
    theme = replace(made(inputs_of(finished_run), "coverage:MED"), nothing="nobody", unsure="unsure")
    plain = without_idle_rows(replace(theme, looks={"C1": Look(0, "")}))
    assert (plain.nothing, plain.unsure) == ("", "")
    both = without_idle_rows(replace(theme, looks={"C1": Look(None, ""), "C2": Look(0, "", is_unsure=True)}))
    assert (both.nothing, both.unsure) == ("nobody", "unsure")
