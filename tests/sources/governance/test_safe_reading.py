"""No word of a foreign fault goes on, nor the fault itself; our own do."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.safe_reading import without_cells_in_faults


def foreign():
    cell = "13800138467"
    raise ValueError(cell)


def own():
    raise InputError("own")


def test_a_foreign_fault_leaves_nothing_behind():
    with pytest.raises(InputError) as caught:
        without_cells_in_faults("t.csv", foreign)
    fault = caught.value
    assert "13800138467" not in str(fault)
    assert (fault.__cause__, fault.__context__) == (None, None)
    assert "ValueError" in fault.message


def test_our_own_sentences_pass_and_so_do_results():
    assert without_cells_in_faults("t.csv", lambda: 3) == 3
    with pytest.raises(InputError, match="own"):
        without_cells_in_faults("t.csv", own)
