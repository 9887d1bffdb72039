"""What a worker keeps of a study is not kept after a fault."""

from pathlib import Path

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.batch.asked import AskedStudy
from xc_gis.operations.batch.computing import _GROUND, computed, forget
from xc_gis.operations.batch.work import DONE, SKIPPED, Order
from xc_gis.runs.how_made import HowMade
from xc_gis.version import build_digest


def test_a_run_that_holds_is_left_alone_and_other_versions_compute_nothing(tmp_path):
    asked = AskedStudy("a", Path(write_small_study(tmp_path / "study")))
    made = HowMade(tables_only=True, outlines=False, lang="zh")
    order = Order(asked, tmp_path / "out", made, resume=True)
    assert [computed(order), computed(order)] == [DONE, SKIPPED]
    assert _GROUND._ground is not None
    forget()
    assert _GROUND._ground is None
    with pytest.raises(InputError, match=r"0\.0"):
        computed(Order(asked, tmp_path / "out", made, resume=True, version="0.0"))
    with pytest.raises(InputError, match="程序文件不同"):
        computed(Order(asked, tmp_path / "out", made, resume=True, build="other"))


def test_a_run_of_another_build_of_this_version_is_made_again(tmp_path):
    made = HowMade(tables_only=True, outlines=False, lang="zh")
    order = Order(AskedStudy("a", Path(write_small_study(tmp_path / "study"))), tmp_path / "out", made, resume=True)
    assert computed(order) == DONE
    record = order.record.read_text(encoding="utf-8")
    order.record.write_text(record.replace(build_digest(), "0" * 64), encoding="utf-8")
    assert [computed(order), computed(order)] == [DONE, SKIPPED]
    assert order.record.read_text(encoding="utf-8").count(build_digest()) == 1
    order.record.unlink()  # as an earlier program left it
    assert computed(order) == DONE
