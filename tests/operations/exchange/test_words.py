"""What is said of a check."""

from xc_gis.operations.exchange.check import ExchangeCheck, FileCheck
from xc_gis.operations.exchange.words import sentences


def test_each_file_has_its_sentences():
    good, bad = (
        FileCheck("a.csv", 2, (), 0, is_changed=True),
        FileCheck("b.csv", 3, ("第 2 行 x：1 大于 0",), 4, is_changed=False),
    )
    assert [str(line) for line in sentences(ExchangeCheck((good, bad), ("c.txt",)))] == [
        "a.csv：2 行，符合模式（写出后有改动）", "b.csv：第 2 行 x：1 大于 0", "b.csv：另有 4 处", "c.txt：exchange.json 没有列出，没有检查",
    ]  # fmt: skip
