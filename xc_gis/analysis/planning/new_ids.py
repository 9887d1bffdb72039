"""Ids of what a scenario adds: those that it names, else the next free ``NEW-n``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.languages.message import msg
from xc_gis.model import StudyData
from xc_gis.model.changes import AddFacility, AddResidents

NEW = "NEW-{}"


def with_ids(changes: Sequence[NumberedChange], data: StudyData) -> tuple[NumberedChange, ...]:
    """
    The same changes, each new facility and demand point with its id.

    Raises
    ------
    InputError
        An id that is taken.
    """
    facilities = _named(changes, AddFacility, data.facilities["facility_id"])
    return _named(facilities, AddResidents, data.demand["demand_id"])


def _named(
    changes: Sequence[NumberedChange], kind: type[AddFacility | AddResidents], known: Iterable[str]
) -> tuple[NumberedChange, ...]:
    taken = set(known)
    for one in changes:
        if isinstance(one.change, kind) and one.change.id:
            if one.change.id in taken:
                raise one.fault(msg("编号 “{id}” 已有", id=one.change.id), msg("请换一个编号,或不写 id"))
            taken.add(one.change.id)
    made, number = [], 1
    for one in changes:
        if isinstance(one.change, kind) and not one.change.id:
            while NEW.format(number) in taken:
                number += 1
            taken.add(NEW.format(number))
            made.append(replace(one, change=replace(one.change, id=NEW.format(number))))
        else:
            made.append(one)
    return tuple(made)
