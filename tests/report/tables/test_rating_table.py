"""``rating.csv``: columns of the contract, and the name of a level where the standard gives it one."""

import pandas as pd

from xc_gis.model import RATING_COLUMNS, RATING_FRAME
from xc_gis.report.tables.rating_table import rating_table
from xc_gis.standard import load_standard

BLANK = dict.fromkeys(RATING_FRAME, "") | {"reasons": (), "surveys": ()}
RATING = pd.DataFrame([BLANK | {"stars": stars} for stars in (5, 3, 0, None)])
RATING["stars"] = RATING["stars"].astype("Int64")


def test_the_columns_are_those_of_the_contract():
    assert tuple(rating_table(RATING, load_standard("xicheng-ykz-default")).columns) == RATING_COLUMNS
    assert tuple(rating_table(RATING).columns) == RATING_COLUMNS


def test_grades_stand_behind_them():
    table = rating_table(RATING, load_standard("bianmin-circle-default"))
    assert tuple(table.columns) == (*RATING_COLUMNS, "grade")
    assert table["grade"].tolist() == ["品质型", "基础型", "", ""]
