"""What the working processes do for the standard page: which standard a study names, and what an edited one makes of it."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.progress import Silent
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard
from xc_gis.standard.save import standard_text
from xc_gis.ui.workers.standard_tasks import DEFAULT, SHOWN, ReadStandard, Rerate, rows_of
from xc_gis.ui.workers.tasks import Explore
from xc_gis.ui.workers.worker import TaskMemory

TEXT = standard_text(DEFAULT)


def read(study=None):
    return ReadStandard(study).run(TaskMemory(), Silent())


@pytest.mark.parametrize(
    "text", ["", "[study]\nname = 'x'\n", "study = 3\n", f"[study]\nstandard = '{DEFAULT}'\nnothing = 1\n[[x]]\n"]
)
def test_a_study_that_names_none_is_judged_by_the_shipped_one(tmp_path, text):
    study = tmp_path / "s.toml"
    study.write_text(text, encoding="utf-8")
    assert read(study).base.id == DEFAULT
    assert read().base.id == DEFAULT


def test_a_standard_is_taken_from_beside_the_study(tmp_path):
    (tmp_path / "own.yaml").write_text(TEXT.replace("id: xicheng-ykz-default", "id: own"), encoding="utf-8")
    study = tmp_path / "s.toml"
    study.write_text("[study]\nstandard = 'own.yaml'\n", encoding="utf-8")
    assert read(study).base.id == "own"


def test_a_study_that_cannot_be_read_is_told(tmp_path):
    for path, text in ((tmp_path / "s.toml", "[study"), (tmp_path / "none.toml", None)):
        if text is not None:
            path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="无法读取"):
            read(path)


def test_an_edited_standard_is_judged_by_the_study_that_is_kept(small_study, small_run):
    memory = TaskMemory()
    with pytest.raises(InputError, match="还没有运行"):
        Rerate(load_standard(DEFAULT)).run(memory, Silent())
    Explore(small_study, small_run).run(memory, Silent())
    same = Rerate(load_standard(DEFAULT)).run(memory, Silent())
    assert same.before == same.after
    assert {row["community_id"] for row in same.before} == {"C1", "C2"}
    kept = memory.kept["reassessor"]
    other = parse_standard(TEXT.replace("min_completeness: 0.80", "min_completeness: 0.05").encode(), "x")
    assert Rerate(other).run(memory, Silent()).needs == ()
    assert memory.kept["reassessor"] is kept
    faster = parse_standard(TEXT.replace("speed: 1.20", "speed: 1.30").encode(), "x")
    effect = Rerate(faster).run(memory, Silent())
    assert (effect.after, len(effect.needs)) == ((), 1)


def test_rows_are_plain_values_and_none_where_nothing_stands():
    frame = pd.DataFrame({name: [None, "x"] for name in SHOWN}).assign(
        stars=pd.array([None, 3], dtype="Int64"), score=[float("nan"), 71.5], more=[1, 2]
    )
    first, second = rows_of(frame)
    assert (first["stars"], first["score"], second["stars"], second["score"]) == (None, None, 3, 71.5)
    assert set(first) == set(SHOWN)
