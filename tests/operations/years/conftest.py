"""Three years of the small study, each run into a folder: a shop opens and one was missed; then the standard and the people change."""

import shutil

import pytest

from tests.fixtures.small_study import degrees, edit
from tests.operations.years.pairs import write_few
from xc_gis.operations.run import run_into

COMPLETE = 'status = "complete"\n'
LON, DAY = 'lat = "纬度"', ', since = "开业日期"'


def add_shops(folder, *shops):
    """Rows of facilities with a first day: id, type, place, since."""
    lines = []
    for name, kind, place, since in shops:
        lon, lat = degrees([place])[0]
        lines.append(f"{name},{name},{kind},{lon:.8f},{lat:.8f},{since}")
    edit(
        folder / "facilities.csv",
        lambda text: "\n".join([text.splitlines()[0] + ",开业日期", *(line + "," for line in text.splitlines()[1:]), *lines, ""]),
    )


@pytest.fixture(scope="session")
def years(tmp_path_factory):
    """Folder with ``study1 … study3`` and their runs ``1 … 3``; nobody writes into them."""
    root = tmp_path_factory.mktemp("years")
    study = write_few(root / "study1")
    edit(study, lambda text: text.replace("surveyed = 2025-03-01\n", "").replace(COMPLETE, COMPLETE + "surveyed = 2026-05-01\n"))
    shutil.copytree(root / "study1", root / "study2")
    edit(
        root / "study2" / "study.toml",
        lambda text: text.replace("date = 2026-06-30", "date = 2027-06-30").replace(LON, LON + DAY),
    )
    shops = (("N1", "CVS", (300.0, 1005.0), "2026-09-01"), ("N2", "CVS", (2200.0, 1005.0), "2020-01-01"))
    add_shops(root / "study2", *shops)
    shutil.copytree(root / "study2", root / "study3")
    edit(
        root / "study3" / "study.toml", lambda text: text.replace("2027-06-30", "2028-06-30").replace("2026-05-01", "2028-05-01")
    )
    edit(root / "study3" / "few.yaml", lambda text: text.replace("weight: 40", "weight: 30").replace("weight: 20", "weight: 30"))
    edit(root / "study3" / "residents.csv", lambda text: text.replace(",100,", ",900,").replace(",101,", ",801,"))
    for n in (1, 2, 3):
        run_into(root / f"study{n}" / "study.toml", root / str(n), tables_only=True)
    return root
