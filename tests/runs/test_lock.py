"""The lock of a folder: one holder at a time, named by the folder's name, and gone with its holder however it ends."""

import subprocess
import sys

import pytest

from xc_gis.errors import OutputError
from xc_gis.runs.lock import folder_lock

HOLD = "import sys, time, pathlib; from xc_gis.runs.lock import folder_lock\nwith folder_lock(pathlib.Path('out'), pathlib.Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"


def test_a_second_holder_is_refused_with_the_folder_and_the_first_leaves_no_file(tmp_path):
    path = tmp_path / ".lock"
    with (
        folder_lock(tmp_path / "out", path),
        pytest.raises(OutputError, match="out 正被另一次运行使用"),
        folder_lock(tmp_path / "out", path),
    ):
        pass
    assert not path.exists()
    with folder_lock(tmp_path / "out", path):
        assert path.exists()


def test_a_process_that_is_killed_holds_nothing(tmp_path):
    path = tmp_path / ".lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(OutputError), folder_lock(tmp_path / "out", path):
        pass
    holder.kill()
    holder.communicate()
    with folder_lock(tmp_path / "out", path):
        assert path.exists()
