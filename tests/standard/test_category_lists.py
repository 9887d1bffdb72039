"""Lists of categories: what a level may ask of them, and what is refused."""

from tests.standard.test_schema import TEXT, parsed, refused

LISTS = "lists: {shops: {zh: 商店, categories: [VEG, CVS, SUP]}}\nstars:\n"


def test_levels_ask_for_categories_of_lists():
    four = next(found for found in TEXT.splitlines() if found.startswith("    4: {min_score"))
    five = next(found for found in TEXT.splitlines() if found.startswith("    5: {min_score"))
    asked = [
        (five, five[:-1] + ", at_least: [{list: shops, count: 3}]}"),
        (four, four[:-1] + ", at_least: [{list: shops, count: 2}]}"),
    ]
    assert parsed(("stars:\n", LISTS), *asked).levels[4].at_least[0].count == 2
    assert "没有清单 shops" in refused(*asked)
    assert "没有类别 XXX" in refused(("stars:\n", LISTS.replace("SUP", "XXX")))
    assert "类别 VEG 重复" in refused(("stars:\n", LISTS.replace("SUP", "VEG")))
    assert "只有 3 类，不能要求 4 类" in refused(
        ("stars:\n", LISTS), (five, five[:-1] + ", at_least: [{list: shops, count: 4}]}")
    )
    assert "5 星的要求低于 4 星" in refused(("stars:\n", LISTS), asked[1])
