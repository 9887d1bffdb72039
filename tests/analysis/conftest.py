"""One analysed study for tests that ask something of it; nobody changes it."""

from typing import NamedTuple

import pytest

from tests.fixtures.small_study import FACILITIES, write_small_study
from xc_gis.analysis.assessment import Assessment
from xc_gis.operations.study import Study, analyse, read_study


class Studied(NamedTuple):
    """A study and its assessment."""

    study: Study
    found: Assessment


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The small study with a second health station in the east and one that no street reaches."""
    more = {"F4": ("CHS", "东站", (1900.0, 805.0)), "F5": ("CHS", "路外站", (1100.0, 1700.0))}
    study = read_study(write_small_study(tmp_path_factory.mktemp("analysis") / "study", facilities={**FACILITIES, **more}))
    return Studied(study, analyse(study))
