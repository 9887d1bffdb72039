"""What scenarios come to, in values and in sentences: an unknown is said to be one."""

import re

from tests.report.scenarios.results import result, scenario
from xc_gis.languages.message import in_language
from xc_gis.report.scenarios.summary import scenario_sentences, scenario_table, summary


def test_values_are_plain_and_what_is_not_known_is_null():
    (one,) = summary(result(scenario("甲")))
    assert one["newly_covered"] == {"residents": 12, "residents_60plus": None}
    assert (one["cost"], one["changes_without_cost"], one["stars_won"], one["communities_up"]) == (None, 1, 1, 1)
    assert one["categories"]["MED"]["newly_covered"]["residents"] == 12


def test_sentences_say_people_stars_cost_and_remarks():
    said = list(scenario_sentences(scenario("甲", cost=3e6, remarks=("注意",))))
    assert any("12 人(60 岁以上不详)" in line for line in said)
    assert any("1 个社区升星(共 1 星)" in line for line in said)
    assert any("3,000,000 元" in line for line in said)
    assert said[-1] == "· 注意"
    assert not any("费用" in line for line in scenario_sentences(scenario("甲"))), "nobody said what it costs"
    english = [in_language(line, "en") for line in said[:-1]]
    assert not re.search(r"[\u3400-\u9fff]", "".join(english).replace("甲", ""))


def test_the_table_has_the_categories_that_change():
    table = scenario_table(scenario("甲"), {"MED": "医疗"}, lang="en")
    assert table.row_count == 1
    assert list(table.columns[5].cells) == ["—"]
