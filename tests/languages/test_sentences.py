"""Sentences of the catalogues: one or many by ``count``, else by the first whole number; none where a language has none."""

import pytest

from xc_gis.languages.sentences import sentence_of, sentences


@pytest.fixture
def _catalogue(monkeypatch):
    known = {
        "{count} 行": ("1 row", "{count} rows"),
        "{n} 处，{count} 行": ("one", "many"),
        "{name} 的 {n} 处": ("one place", "{n} places"),
        "空": "empty",
    }
    monkeypatch.setattr("xc_gis.languages.sentences.sentences", lambda lang: known if lang == "en" else {})


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
