"""Names for shapefiles and expressions of QGIS."""

import doctest

import pytest

from xc_gis.report.gis import expressions, short_names
from xc_gis.report.gis.short_names import LONGEST, SHORTER


@pytest.mark.parametrize("module", [short_names, expressions])
def test_examples_hold(module):
    assert doctest.testmod(module).failed == 0


def test_no_two_names_are_alike_whatever_their_case():
    columns = [*SHORTER, *(f"column_number_{n}" for n in range(120)), "COLUMN_NUMBER_7", "state_一老一小"]
    names = short_names.short_names(columns)
    assert len({name.lower() for name in names.values()}) == len(columns)
    assert all(len(name) <= LONGEST for name in names.values())


def test_words_kept_for_long_names_fit():
    assert all(len(name) <= LONGEST for name in SHORTER.values())
