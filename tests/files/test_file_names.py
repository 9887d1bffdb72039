"""Names of the data as names of files."""

import re

from xc_gis.files.file_names import file_word, file_words


def test_names_of_files_are_taken_by_every_system():
    names = ["a/b:c", "A_B_C", "..", "x" * 200, "<b>&\n", "\ud800", "NUL", "lpt1.txt", "#set text(red)", "=1+1", "🏥" * 60, ""]
    made = file_words(names)
    assert list(made) == names
    assert [made[name] for name in names[:3]] == ["a_b_c", "A_B_C-2", "_"]
    assert len({word.casefold() for word in made.values()}) == len(names)
    assert not any(re.search(r'[\\/:*?"<>|\s]', word) or word.strip(". ") != word for word in made.values())
    assert all(len(word.encode()) < 250 for word in made.values())
    assert (made["NUL"], made["lpt1.txt"]) == ("_NUL", "_lpt1.txt")


def test_names_that_make_the_same_file_are_told_apart():
    assert file_words(["A/1", "A:1", "a_1", ".."]) == {"A/1": "A_1", "A:1": "A_1-2", "a_1": "a_1-3", "..": "_"}
    assert file_words(["District"], taken=["district"]) == {"District": "District-2"}
    assert file_word("月坛街道") == "月坛街道"
