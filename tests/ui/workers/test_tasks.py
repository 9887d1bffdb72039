"""What a working process keeps for questions, and what it does without."""

import subprocess
import sys

import numpy as np

from tests.fixtures.studies import ROOT
from xc_gis.progress import Silent
from xc_gis.ui.workers.tasks import EXPLORER, AskPlace, Explore, FindNames
from xc_gis.ui.workers.worker import TaskMemory


def owner(array: np.ndarray) -> np.ndarray:
    """The array that has the memory of a view."""
    return owner(array.base) if isinstance(array.base, np.ndarray) else array


def test_a_study_is_kept_without_what_no_question_is_about(small_study, small_run):
    memory = TaskMemory()
    assert Explore(small_study, small_run).run(memory, Silent()) is True
    kept = memory.kept[EXPLORER].found
    assert len(kept.gaps) == 0
    assert kept.gaps.columns.tolist()
    assert [owner(kept.gaps[name].to_numpy()).size for name in ("residents", "minutes")] == [0, 0]  # no view of what it was
    assert len(kept.coverage) > 0
    assert FindNames("西").run(memory, Silent())
    lon, lat = (float(part) for part in kept.data.demand.to_crs(4326).geometry.iloc[0].coords[0])
    assert AskPlace(lon, lat, ()).run(memory, Silent())["nearest"]


def test_who_answers_questions_loads_nothing_for_writing_results():
    code = (
        "import sys\n"
        "import xc_gis.operations.explore.explorer, xc_gis.operations.study, xc_gis.operations.run\n"
        "print(*sorted({'pyarrow.parquet', 'folium', 'matplotlib', 'PyQt5'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []
