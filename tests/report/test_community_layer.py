"""What was found by community plots: a picture of the stars, a page of the coverage."""

import matplotlib as mpl
import numpy as np
import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError

mpl.use("Agg")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return xc_gis.assess(write_small_study(tmp_path_factory.mktemp("study")))


def test_a_layer_has_a_row_and_a_polygon_for_each_community(found):
    stars = xc_gis.layer(found)
    assert stars["community_id"].tolist() == found.rating["community_id"].tolist()
    assert stars.crs == found.data.communities.crs
    assert stars.area.tolist() == pytest.approx([1200**2] * 2, rel=1e-3)
    health = xc_gis.layer(found, "MED")
    assert health[["residents", "covered"]].equals(
        found.coverage.query("category == 'MED'")[["residents", "covered"]].reset_index(drop=True)
    )


def test_unknown_whole_numbers_are_no_number(found):
    rated = found.rating.assign(stars=found.rating["stars"].astype("Int64"))
    rated.loc[0, "stars"] = None
    stars = xc_gis.layer(type(found)(**{**vars(found), "rating": rated}))["stars"]
    assert stars.dtype == np.float64
    assert np.isnan(stars[0])


def test_layers_plot(found):
    axes = xc_gis.layer(found, "MED").plot("coverage", legend=True)
    assert len(axes.collections[0].get_paths()) == 2
    page = xc_gis.layer(found, "MED").explore("coverage").get_root().render()
    assert "C1" in page


def test_another_table_is_refused_with_the_nearest_name(found):
    with pytest.raises(InputError) as caught:
        xc_gis.layer(found, "MDE")
    assert "MED" in caught.value.hint
    with pytest.raises(InputError) as caught:
        xc_gis.layer(found, "stars of today")
    assert "rating" in caught.value.hint
