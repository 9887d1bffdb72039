"""Sources of figures: letters for editors become words for readers."""

import pytest

from xc_gis.wording.sources import source_words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("A；M：GB 50180-2018 附录", "GB 50180-2018 附录；暂定值，请核对原文后使用"),
        ("A: 本区经验", "本区经验；暂定值，请核对原文后使用"),
        ("F12：京政发〔2021〕1 号", "京政发〔2021〕1 号"),
        ("西社领发〔2021〕6 号", "西社领发〔2021〕6 号"),
        ("AED 配置规范：2020", "AED 配置规范：2020"),
        ("A", "A"),
        ("  ", "未注明来源"),
    ],
)
def test_a_source_is_said_in_words(source, words):
    assert source_words(source) == words
