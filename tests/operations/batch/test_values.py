"""Words of tables and command lines become settings, days and standards, or one message with where they stand."""

from datetime import date

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.batch.values import day_of, setting_of, standard_of
from xc_gis.standard.save import standard_text


def test_words_of_settings_take_the_type_of_the_setting():
    assert setting_of("walk.speed.adult", "1.0", "") == 1.0
    assert setting_of("catchments", "否", "") is False
    assert setting_of("catchments", "TRUE", "") is True
    assert setting_of("gates", "open", "") == "open"
    assert setting_of("walk.speed.adult", 1, "") == 1.0


@pytest.mark.parametrize(
    ("key", "word"), [("walk.speed.adult", "快"), ("walk.speed.adult", "9"), ("gates", "shut"), ("catchments", "maybe")]
)
def test_a_wrong_value_names_where_it_stands(key, word):
    with pytest.raises(InputError, match=r"t\.csv 第 2 行.*" + key.replace(".", r"\.")):
        setting_of(key, word, "t.csv 第 2 行")


def test_days_as_offices_write_them():
    assert {day_of(word, "") for word in ("2026-06-30", "2026/6/30", "20260630", "2026-06-30 00:00:00", date(2026, 6, 30))} == {
        date(2026, 6, 30)
    }
    with pytest.raises(InputError, match="去年"):
        day_of("去年", "t.csv 第 2 行")


def test_a_standard_is_an_id_or_a_file_beside_the_table(tmp_path):
    assert standard_of("xicheng-ykz-default", tmp_path, "") == "xicheng-ykz-default"
    for name in ("xicheng-ykz-default", "own.yaml"):
        (tmp_path / name).write_text(standard_text("xicheng-ykz-default"), encoding="utf-8")
    assert standard_of("own.yaml", tmp_path, "") == str(tmp_path / "own.yaml")
    assert standard_of("xicheng-ykz-default", tmp_path, "") == "xicheng-ykz-default"  # as a study file means it
    with pytest.raises(InputError, match=r"t\.csv 第 2 行.*nothing"):
        standard_of("nothing.yaml", tmp_path, "t.csv 第 2 行")
