"""What a run came to in numbers: counted again from its tables, unknown told as a range."""

import io
from types import SimpleNamespace

import pandas as pd
import pytest
from rich.console import Console

from xc_gis.report.tables.summary import provisional_words, summary, summary_table


def test_counts_are_those_of_the_tables(small):
    counted = summary(small.result)
    rating = pd.read_csv(small.folder / "rating.csv")
    assert counted["communities"]["total"] == len(rating) == 2
    assert counted["communities"]["rated"] + counted["communities"]["range"] + counted["communities"]["insufficient"] == 2
    assert sum(counted["communities"]["stars"].values()) == rating["stars"].notna().sum()
    coverage = pd.read_csv(small.folder / "coverage.csv").groupby("category")[["residents", "covered", "gap", "unknown"]].sum()
    for code, row in counted["categories"].items():
        assert row == pytest.approx(coverage.loc[code].to_dict(), abs=1e-6)
    assert counted["residents"] == sum(100 + n for n in range(72))
    assert counted["facilities"] == {"rows": 4, "open": 3, "without_place": 1, "off_network": 0}
    assert counted["network"]["nodes"] == 7 * 13
    assert counted["problems"] == len(small.result.data.problems)


def printed(result, lang):
    stream = io.StringIO()
    Console(file=stream, width=140, markup=False).print(summary_table(result, lang=lang))
    return stream.getvalue()


def test_table_says_ranges_where_something_is_unknown_and_speaks_the_language(small):
    shown = printed(small.result, "zh")
    med = next(line for line in shown.splitlines() if line.startswith("MED"))
    sums = summary(small.result)["categories"]["MED"]
    assert sums["unknown"] == 0
    assert f"{sums['covered']:,.0f}" in med
    assert "–" not in med.split()[-1]
    emp = next(line for line in shown.splitlines() if line.startswith("EMP"))
    assert "–" in emp.split()[-1]
    english = printed(small.result, "en")
    assert "医疗卫生" not in english
    assert "小项目" in english


def test_stars_that_are_provisional_say_so_and_why():
    rating = pd.DataFrame({"provisional": [True, True, False], "stars": pd.array([3, None, 4], dtype="Int64")})
    assert str(provisional_words(SimpleNamespace(rating=rating))) == "1 个社区的星级为暂评：缺少服务落实或群众评价数据"
    assert provisional_words(SimpleNamespace(rating=rating[2:])) == ""
