"""How a worker computes one study, from its files to its folder of results, on what the study before has left in memory."""

from __future__ import annotations

import threading
from dataclasses import replace

from xc_gis.languages.message import Message
from xc_gis.operations.batch.copies import Copies, CopiesOfProcess
from xc_gis.operations.batch.made import is_made_so, said_of_stored, write_made
from xc_gis.operations.batch.same_program import Program
from xc_gis.operations.batch.shared_ground import SharedGround
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.operations.batch.stored_study import look_at
from xc_gis.operations.batch.unchanged import is_unchanged, is_whole
from xc_gis.operations.batch.variant_file import write_variant
from xc_gis.operations.batch.work import DONE, SKIPPED, Order
from xc_gis.operations.run import run_into
from xc_gis.sources.study.named_files import folders_copied

_GROUND, _COPIES, _ONE_AT_A_TIME = SharedGround(), CopiesOfProcess(), threading.Lock()
"""Of this process. A worker should have one thread; studies of one that has several wait for each other."""


def computed(order: Order) -> str:
    """
    Compute a study, or leave a run alone that still holds; says which.

    Raises
    ------
    XcGisError
        Whatever is wrong with the study, the store, the machine, or the versions of the program on both sides.
    """
    Program(order.version, order.build).refuse_other()
    with _ONE_AT_A_TIME:
        return _computed(order) if order.asked.url is None else _computed_from_store(order, order.asked.url, _COPIES.get())


def forget() -> None:
    """Keep nothing of the last study but copies of files."""
    _GROUND.forget()


def said_by_urls(message: str) -> str:
    """A message about a study in a store, with its files called as they are there and not by their copies."""
    copies = _COPIES.get()
    return message.with_texts(copies.as_urls) if isinstance(message, Message) else copies.as_urls(message)


def _computed(order: Order) -> str:
    if order.asked.variant:
        write_variant(order.asked.path, order.asked.variant, order.study)
    if order.resume and is_made_so(order.record, order.folder) and is_unchanged(order.folder, order.study, order.made):
        return SKIPPED
    _run(order)
    write_made(order.record, order.folder)
    return DONE


def _computed_from_store(order: Order, url: StoreUrl, copies: Copies) -> str:
    """Look at the study in its store; what has changed there is copied, and the copy computed."""
    study, variant = look_at(url, copies.store, copies.content), order.asked.variant
    stamps = {one: seen.stamp for one, seen in study.files.items()}
    if not (is_told := all(stamps.values())):  # the store does not tell what changed: by their bytes
        stamps = copies.bring(study.files, study.folders)
    same = order.resume and is_made_so(order.record, order.folder, said_of_stored(url, stamps, variant))
    if same and is_whole(order.folder, order.made, order.study if variant else None):
        return SKIPPED
    if is_told:
        stamps = copies.bring(study.files, study.folders)
    copied = replace(order, asked=replace(order.asked, path=copies.place(url)))
    with folders_copied({str(study.base): copies.place(study.base)}):
        if variant:
            write_variant(copied.asked.path, variant, copied.study, study.base)
        _run(copied, pointer="" if variant else str(url))
    write_made(order.record, order.folder, said_of_stored(url, stamps, variant))
    return DONE


def _run(order: Order, pointer: str = "") -> None:
    run_into(
        order.study, order.folder, outlines=order.made.outlines, tables_only=order.made.tables_only, lang=order.made.lang,
        assessed=_GROUND.assessed, pointer=pointer,
    )  # fmt: skip
