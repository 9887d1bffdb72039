"""Words that repeat are read once, and nothing stays nothing."""

import pandas as pd

from xc_gis.sources.governance.repeated_words import by_word


def test_each_word_once_and_every_row_has_its_answer():
    asked = []

    def read(words):
        asked.extend(words)
        return words.map(lambda word: len(word) if isinstance(word, str) else None)

    values = pd.Series(["aa", "b", None, "aa"], index=[7, 8, 9, 10], dtype=object)
    assert by_word(values, read).fillna(0).to_dict() == {7: 2, 8: 1, 9: 0, 10: 2}
    assert len(asked) == 3
