"""Stars in one world are a run's; bounds hold them."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.planning.robustness.shaky_town import shaky_town
from xc_gis.analysis.planning.robustness.star_bounds import UNRATED, StarBounds


@pytest.mark.parametrize("surveyed", [("MED", "VEG", "CVS", "FOD", "ELD", "SUP"), ("MED", "VEG")])
def test_stars_as_things_stand_are_those_of_the_run(tmp_path, surveyed):
    study, found = shaky_town(tmp_path / "s", surveyed=surveyed)
    counted = StarBounds(found, study.standard, study.settings, study.file.study.date).counted(found.states)
    for at, column in (("point", "stars"), ("low", "stars_low"), ("high", "stars_high")):
        run = [UNRATED if pd.isna(star) else int(star) for star in found.rating[column]]
        assert counted.stars(at=at).tolist() == run
        weight = np.broadcast_to(counted.rule.weight, counted.applies.shape)
        assert counted.stars(weight, at).tolist() == run
