"""How sure stars are, in words of both languages."""

import pandas as pd

from xc_gis.analysis.planning.robustness.field_checks import CHECK_COLUMNS
from xc_gis.languages.message import in_language
from xc_gis.model.ranges import Ranges
from xc_gis.report.robustness.result import RobustResult
from xc_gis.report.robustness.words import check_words, fragile_words, sentences, turned_words

TABLE = pd.DataFrame(
    {
        "community_id": ["C1", "C2", "C3"], "stars": pd.array([3, 2, None], dtype="Int64"), "robust": [True, False, False],
        "lowest": pd.array([3, 1, None], dtype="Int64"), "highest": pd.array([3, 4, 2], dtype="Int64"),
        "turned_by": ["", "speed-;weights;value:joy", "together"], "kept": [1.0, 0.5, 0.25],
    }
)  # fmt: skip
CHECKS = pd.DataFrame([[1, "way/12", "C<1>", 116.3, 39.9, 1, "C2", "", ""]], columns=list(CHECK_COLUMNS))
RESULT = RobustResult("名<b>", "", TABLE, CHECKS, Ranges(), ())


def test_the_whole_is_counted():
    said = sentences(RESULT)
    assert said[0] == "3 个社区的星级:1 个稳固(在给定范围内怎样组合都不变),2 个可能改变"
    assert "步行较慢:单独就能改变 1 个社区的星级" in said
    assert "没有填报 joy:单独就能改变 1 个社区的星级" in said
    assert "另有 1 个社区的星级,只有几项同时变化才可能改变" in said
    assert in_language(said[0], "en").startswith("Stars of 3 communities: 1 robust")


def test_codes_have_words():
    assert fragile_words("speed-;weights") == "步行较慢、类别权重"
    assert turned_words("new") == "new"
    assert check_words("survey:MED") == "补查清单:MED"
    assert check_words("way/12") == "道路是否可通行:way/12"
