"""Wrong usage is told in the language of the other messages, with the word that is wrong; click's English never stands in it."""

import re

import pytest

from xc_gis.cli import main
from xc_gis.languages import CHINESE


def error_of(capfd, *words):
    with pytest.raises(SystemExit) as left:
        main(list(words))
    assert left.value.code == 2
    return capfd.readouterr().err


WRONG = (
    (("sample",), "缺少 DIR"), (("explain",), "缺少 RUN"), (("run",), "缺少 STUDY"), (("run", "x.toml"), "缺少 --out"), (("run", "x.toml", "--out"), "选项 --out 后面缺少值"),
    (("run", "x.toml", "--out", "o", "--nix"), "没有选项 --nix"), (("nix[/]",), "没有命令 nix[/]"), (("standard", "nix"), "没有命令 nix"),
    (("run", "x.toml", "y", "--out", "o"), "多出来的参数：y"), (("run", "x.toml", "--out", "o", "--jobs", "0"), "--jobs：不得小于 1"),
    (("run", "x.toml", "--out", "o", "--jobs", "many"), "--jobs：应为整数"), (("run", "x.toml", "--out", ""), "--out：路径是空的"),
    (("run", "", "--out", "o"), "STUDY：路径是空的"), (("--lang", "fr", "check", "x.toml"), "--lang 只能是 zh 或 en"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WRONG)
def test_wrong_usage_is_told_without_the_words_of_a_library(capfd, words, expected):
    err = error_of(capfd, *words)
    assert expected in err
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", err), err


@pytest.mark.parametrize("words", [words for words, _ in WRONG if words[:1] == ("run",)])
def test_wrong_usage_is_told_in_english_where_asked(capfd, words):
    assert not CHINESE.search(error_of(capfd, "--lang", "en", *words))
