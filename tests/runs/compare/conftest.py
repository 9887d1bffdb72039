"""Runs of the small study, read once; the tests change figures of the tables as a planner's correction would."""

import csv
import json
import shutil

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.run import run_into


@pytest.fixture(scope="session")
def compared_run(tmp_path_factory):
    """Folder of the small study's run; shared: do not write into it."""
    study = write_small_study(tmp_path_factory.mktemp("compared") / "study")
    out = study.with_name("study.result")
    run_into(study, out, outlines=False)
    return out


@pytest.fixture
def altered(compared_run, tmp_path):
    """Make a copy of the run whose tables say something else: ``altered(name, coverage=…, rating=…, manifest=…, view=…)``."""

    def make(name, *, coverage=None, rating=None, manifest=None, view=None):
        folder = tmp_path / name
        shutil.copytree(compared_run, folder)
        for file, changes in (("coverage.csv", coverage), ("rating.csv", rating)):
            with (folder / file).open(encoding="utf-8-sig", newline="") as handle:
                rows = list(csv.DictReader(handle))
            for row in rows:
                row.update(
                    (changes or {}).get((row["community_id"], row["category"]) if "category" in row else row["community_id"], {})
                )
            with (folder / file).open("w", encoding="utf-8-sig", newline="") as handle:
                writer = csv.DictWriter(handle, rows[0])
                writer.writeheader()
                writer.writerows(rows)
        for file, change in (("manifest.json", manifest), ("view.json", view)):
            if change is not None:
                content = json.loads((folder / file).read_text(encoding="utf-8"))
                change(content)
                (folder / file).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return folder

    return make
