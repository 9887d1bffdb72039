"""English tells one from many also where the number has another name than ``count``."""

import pytest

from tools.list_messages import english
from xc_gis.languages.message import Message, in_language

ONE = {
    "{many} 类较多": ({"many": 1}, "1 category"),
    "按已知数据 {stars} 星": ({"stars": 1}, "1 star by what is known"),
    "距 {next_star} 星还差": ({"next_star": 1}, "Missing for 1 star"),
    "还有 {left} 个社区，选择街道可以看到全部": ({"left": 1}, "1 more community; choose the subdistrict to see them all"),
    "{name}({rows} 行)": ({"name": "1", "rows": 1}, "1 (1 row)"),
    "执行了 {applied} 条人工更正": ({"applied": 1}, "1 correction by hand was carried out"),
}


@pytest.mark.parametrize("template", ONE)
def test_one_is_said_as_one_and_two_as_many(template):
    values, words = ONE[template]
    assert in_language(Message(template, values), "en") == words
    more = {name: 2 if value == 1 else value for name, value in values.items()}
    assert in_language(Message(template, more), "en") == english()[template][1].format(**more)


def test_a_name_that_is_a_figure_decides_nothing():
    assert in_language(Message("{name}({rows} 行)", {"name": "1", "rows": 3}), "en") == "1 (3 rows)"
