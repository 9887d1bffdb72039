"""Memory is told from the files: more of them never takes less, and what cannot be read takes a process."""

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.batch.memory import OTHERS, PROCESS_BYTES, memory_of


def test_larger_files_take_more(tmp_path):
    study = write_small_study(tmp_path)
    before = memory_of(study)
    assert before > PROCESS_BYTES
    with (tmp_path / "residents.csv").open("a") as handle:
        handle.write("\n" * 1_000_000)
    assert memory_of(study) == before + OTHERS * 1_000_000


def test_a_study_that_cannot_be_read_takes_a_process(tmp_path):
    assert memory_of(tmp_path / "none.toml") == PROCESS_BYTES
