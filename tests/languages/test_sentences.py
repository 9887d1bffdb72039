"""Sentences of the catalogues: one or many by ``count``, else by the first whole number; none where a language has none."""

import pytest

from xc_gis.languages.sentences import forms_of, sentence_of, sentences


@pytest.fixture
def _catalogue(monkeypatch):
    known = {
        "{count} 行": ("1 row", "{count} rows"),
        "{n} 处，{count} 行": ("one", "many"),
        "{name} 的 {n} 处": ("one place", "{n} places"),
        "空": "empty",
    }
    monkeypatch.setattr(
        "xc_gis.languages.sentences.forms_of", lambda template, lang: known.get(template) if lang == "en" else None
    )


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{count} 行", {"count": 1}, "1 row"),
        ("{count} 行", {"count": 0}, "{count} rows"),
        ("{count} 行", {"count": 2}, "{count} rows"),
        ("{count} 行", {}, "{count} rows"),
        ("{count} 行", None, "{count} rows"),
        ("{n} 处，{count} 行", {"n": 1, "count": 2}, "many"),  # count decides where there is one
        ("{name} 的 {n} 处", {"name": "1", "n": 1}, "one place"),
        ("{name} 的 {n} 处", {"name": "甲", "n": 7}, "{n} places"),
        ("空", None, "empty"),
        ("没有这句", None, None),
    ],
)
@pytest.mark.usefixtures("_catalogue")
def test_one_is_told_from_many(template, values, said):
    assert sentence_of(template, "en", values) == said


@pytest.mark.usefixtures("_catalogue")
def test_another_language_has_none():
    assert sentence_of("空", "fr") is None


def test_catalogues_of_all_rooms_are_read_once():
    english = sentences("en")
    assert len(english) > 1000
    assert sentences("en") is english
    assert "" not in english
    assert all(text for text in english.values())


def test_each_sentence_is_found_in_the_one_catalogue_that_holds_it():
    for template, forms in sentences("en").items():
        assert forms_of(template, "en") == forms, template


@pytest.mark.parametrize("template", ["", "\n", '没有这句，"从来"没有'])
def test_what_no_catalogue_holds_has_no_form(template):
    assert forms_of(template, "en") is None


def test_a_language_without_catalogues_has_no_form():
    assert forms_of("已满", "fr") is None
