"""A norm of the study stands before that of the standard; without either places are counted, and nothing is full."""

from xc_gis.analysis.planning.capacity.norms import PLACES, Norm, norms_of
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")


def test_study_before_standard_before_none():
    own = Norm("floor_area", 12.0, "区方案", "study")
    norms = norms_of(STANDARD, {"MED": own})
    assert list(norms) == [category.code for category in STANDARD.categories]
    assert norms["MED"] == own
    assert norms["ELD"].origin == "standard"
    assert (norms["ELD"].measure, norms["ELD"].per_1000) == (PLACES, 30)
    assert norms["REP"] == Norm(PLACES, None, "", "none")


def test_every_norm_of_the_shipped_standard_says_where_it_comes_from():
    assert STANDARD.capacity.norms
    assert all(norm.src for norm in STANDARD.capacity.norms.values())
