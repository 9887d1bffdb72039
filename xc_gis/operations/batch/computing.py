"""How a worker computes one study, from its files to its folder of results, on what the study before has left in memory."""

from __future__ import annotations

import threading

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.shared_ground import SharedGround
from xc_gis.operations.batch.unchanged import is_unchanged
from xc_gis.operations.batch.variant_file import write_variant
from xc_gis.operations.batch.work import DONE, SKIPPED, Order
from xc_gis.operations.run import run_into
from xc_gis.version import __version__

_GROUND, _ONE_AT_A_TIME = SharedGround(), threading.Lock()
"""Of this process. A worker should have one thread; studies of one that has several wait for each other."""


def computed(order: Order) -> str:
    """
    Compute a study, or leave a run alone that still holds; says which.

    Raises
    ------
    XcGisError
        Whatever is wrong with the study, the machine, or the versions of the program on both sides.
    """
    if order.version != __version__:
        raise InputError(
            msg("计算进程上的 xc-gis 是 {there} 版，这里是 {here} 版", there=__version__, here=order.version),
            hint=msg("请在各台机器上安装同一版本"),
        )
    with _ONE_AT_A_TIME:
        if order.asked.variant:
            write_variant(order.asked.path, order.asked.variant, order.study)
        if order.resume and is_unchanged(order.folder, order.study, order.made):
            return SKIPPED
        run_into(
            order.study, order.folder, outlines=order.made.outlines, tables_only=order.made.tables_only, lang=order.made.lang,
            assessed=_GROUND.assessed,
        )  # fmt: skip
    return DONE


def forget() -> None:
    """Keep nothing of the last study."""
    _GROUND.forget()
