"""Figures that are only given roughly are told with their rows; exact ones, and cells that are no figures, are not."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes


def told(cells, used=None):
    frame = pd.DataFrame({"value": cells, ROW: range(2, 2 + len(cells))})
    notes = Notes("v.csv", "values")
    note_rough(frame, "value", pd.Series(used or [1.0] * len(cells)), "数", notes)
    return [finding.text for finding in notes.findings]


@pytest.mark.parametrize(
    "word",
    [
        "约90",
        "78左右",
        "90多",
        "37余家",
        "大约 80%",
        "近90",
        "～90",
        "90%左右",
        "９0上下",
        "35个左右",
        "约35个",
        "35 个上下",
        "35㎡/百户左右",
        "三十五家左右",
        "35个多",
    ],
)
def test_a_rough_figure_is_told_with_its_row(word):
    assert told(["90", word]) == [f"1 个数是约数（如 “{word}”，第 3 行），按所写的数使用"]


def test_exact_figures_and_what_is_no_figure_are_not_told():
    assert told(["90", "9.5%", "0.72万人", "35个", "35㎡/百户", "", "近郊"], [1.0] * 5 + [np.nan, np.nan]) == []
