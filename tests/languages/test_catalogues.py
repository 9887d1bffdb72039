"""Every message has one English sentence with the same gaps; no sentence is left of what is said no more."""

from tools.list_messages import english, every_sentence, gaps, loose_texts, message_calls, messages, template_of


def test_every_message_is_a_literal_with_a_value_for_each_gap() -> None:
    wrong = []
    for path, call in message_calls():
        template = template_of(call)
        named = {word.arg for word in call.keywords}
        if template is None or (named and gaps(template) != named):
            wrong.append(f"{path.name}:{call.lineno}")
    assert not wrong


def test_every_message_has_an_english_sentence() -> None:
    known = english()
    assert len(messages()) > 1_500
    assert not [text for text in every_sentence() if not known.get(text)], "python tools/list_messages.py --write"


def test_no_sentence_is_left_of_what_is_said_no_more() -> None:
    reported = every_sentence()
    assert not [text for text in english() if text not in reported], "python tools/list_messages.py --write"


def test_an_english_sentence_has_the_gaps_of_its_message() -> None:
    filled = {template_of(call) for _, call in message_calls() if call.keywords}
    known = english()
    assert len(filled) > 500
    assert not [text for text in filled if text is not None and any(gaps(form) != gaps(text) for form in many(known[text]))]


def many(sentence):
    """The forms that have all gaps: that for one need not say the number."""
    return sentence[1:] if isinstance(sentence, tuple) else (sentence,)


def test_chinese_sentences_are_messages() -> None:
    assert set(loose_texts()) == WORDS_OF_DATA, "a sentence is msg(…); words of data stand in a module of their own"


WORDS_OF_DATA = {
    "xc_gis/hours/words.py",  # words of opening hours
    "xc_gis/languages/punctuation.py",  # which signs are Chinese
    "xc_gis/report/documents/word/style_names.py",  # names of fonts and styles, numerals
    "xc_gis/sources/checks/districts.py",  # names of subdistricts
    "xc_gis/sources/corrections/words.py",  # words of the table of corrections
    "xc_gis/operations/batch/words.py",  # headings of tables of studies
    "xc_gis/sources/crs/system_words.py",  # names of coordinate systems
    "xc_gis/sources/facilities/inventory_words.py",  # words of the table of inventories
    "xc_gis/sources/facilities/name_states.py",  # states as they stand in names
    "xc_gis/sources/facilities/status.py",  # words of states, days
    "xc_gis/sources/facilities/tick_words.py",  # headings of ticks
    "xc_gis/sources/facilities/type_words.py",  # headings of types, ends of firms' names
    "xc_gis/sources/fetch/unit_words.py",  # words in files of a download
    "xc_gis/sources/governance/level_words.py",
    "xc_gis/sources/governance/measure_words.py",
    "xc_gis/sources/governance/office_words.py",
    "xc_gis/sources/governance/indicator_words.py",  # headings, names of the district, years
    "xc_gis/sources/governance/personal_words.py",  # forms of personal data
    "xc_gis/sources/governance/words.py",  # headings, answers, numerals
    "xc_gis/sources/people/building_words.py",  # uses of buildings
    "xc_gis/sources/placing/addresses.py",  # parts of addresses
    "xc_gis/sources/placing/columns.py",  # headings of the table of waiting rows
    "xc_gis/sources/rows/area_words.py",  # ends of names of communities and subdistricts
    "xc_gis/sources/sites/column_words.py",  # headings of candidate sites
    "xc_gis/sources/rows/cells.py",  # words for nothing, about, many
    "xc_gis/sources/rows/cities.py",  # names of cities
    "xc_gis/sources/rows/names.py",  # parts of names, numerals
    "xc_gis/sources/tables/coordinate_text.py",  # degrees as they are written
    "xc_gis/sources/tables/marks.py",  # yes and no
    "xc_gis/sources/tables/row_words.py",  # rows of sums and remarks
    "xc_gis/sources/tables/unit_words.py",  # units
    "xc_gis/operations/explore/typed_coordinates.py",  # how coordinates are typed
    "xc_gis/sources/tables/column_words.py",  # how columns are called in lists
    "xc_gis/ui/presenters/study/window_words.py",  # what stands before keys of the study file in a hint
    "xc_gis/wording/window.py",  # both languages stand side by side
}
"""Modules whose Chinese is data: words that are looked for in files, names, both languages side by side."""
