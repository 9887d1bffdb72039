"""Legs found neighbourhood by neighbourhood are those found at once, row by row."""

import numpy as np
import pytest

from tests.analysis.isochrones.test_isochrone import TOWN
from tests.fixtures.towns import ORIGIN, settings
from xc_gis.analysis.legs import leg_table as growing
from xc_gis.analysis.legs import legs
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network


@pytest.mark.parametrize("least_in_place", [0, 10**9])
@pytest.mark.parametrize("batch", [1, 7, 40])
def test_batches_and_room_change_no_row(monkeypatch, batch, least_in_place):
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    xy = np.random.default_rng(3).uniform(-150, 500, (120, 2)) + ORIGIN
    xy[5] = np.nan
    xy[9] = (9e5, 9e5)  # far from everything: no row at all
    whole = legs.attach(network, barriers, xy, chosen)
    assert len(whole.legs.point) > 0
    monkeypatch.setattr(legs, "BATCH", batch)
    monkeypatch.setattr(growing, "LEAST_IN_PLACE", least_in_place)
    pieces = legs.attach(network, barriers, xy, chosen)
    for name in type(whole.candidates).__dataclass_fields__:
        assert np.array_equal(getattr(pieces.candidates, name), getattr(whole.candidates, name))
    for name in legs.LEG_COLUMNS:
        assert np.array_equal(getattr(pieces.legs, name), getattr(whole.legs, name), equal_nan=name == "offset_m")
    assert np.array_equal(pieces.off_network, whole.off_network)
