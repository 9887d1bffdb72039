"""One run of the small study that the tests of the report look at; nobody writes into its folder."""

from typing import NamedTuple

import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.run import run_into
from xc_gis.standard import load_standard


class SmallRun(NamedTuple):
    """The study file, the result, its manifest and the folder that was written."""

    study: object
    result: object
    manifest: dict
    folder: object


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The small study with a facility whose name a spreadsheet would calculate, one without a place, and lists of all
    categories but EMP declared complete."""
    folder = tmp_path_factory.mktemp("report")
    study = write_small_study(folder / "study")
    edit(study.with_name("facilities.csv"), lambda text: text.replace("东便利店", "=1+1") + "F9,没有坐标,CHS,,\n")
    codes = [category.code for category in load_standard("xicheng-ykz-default").categories]
    declared = "".join(
        f'\n[[inventory]]\ncategory = "{code}"\nareas = ["all", "outside"]\nstatus = "complete"\n'
        for code in codes
        if code not in {"MED", "EMP"}
    )
    edit(study, lambda text: text + declared)
    result, manifest = run_into(study, folder / "out", outlines=False)
    return SmallRun(study, result, manifest, folder / "out")
