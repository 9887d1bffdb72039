"""Files of arrays are whole, and hold numbers and words only."""

import numpy as np
import pytest

from xc_gis.analysis.patches.array_files import looked_up, read_arrays, write_arrays


def test_arrays_come_back_in_their_order(tmp_path):
    arrays = [np.arange(5, dtype=np.int32), np.array([0.1, np.nan]), np.array(["甲", ""]), np.zeros((0, 2)), np.array([True])]
    write_arrays(tmp_path / "a.npy", arrays)
    for one, other in zip(arrays, read_arrays(tmp_path / "a.npy", 5), strict=True):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other, equal_nan=one.dtype == float)
    assert looked_up(tmp_path / "a.npy").tolist() == [0, 1, 2, 3, 4]
    assert [path.name for path in tmp_path.iterdir()] == ["a.npy"]


def test_objects_are_neither_written_nor_read_and_leave_nothing(tmp_path):
    with pytest.raises(ValueError, match="allow_pickle"):
        write_arrays(tmp_path / "a.npy", [np.array([{}], dtype=object)])
    assert list(tmp_path.iterdir()) == []
    np.save(tmp_path / "b.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        read_arrays(tmp_path / "b.npy", 1)
    with pytest.raises(ValueError, match=r"allow_pickle|Python objects"):
        looked_up(tmp_path / "b.npy")
