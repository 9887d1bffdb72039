"""Two changes that cannot both be meant: of one facility, one way, one community."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model.changes import (
    AddFacility,
    AddResidents,
    AnyChange,
    ChangeFacility,
    ChangeResidents,
    CloseFacility,
    ClosePath,
    MoveFacility,
    OpenGate,
    Scenario,
)
from xc_gis.sources.scenarios.faults import faults_of


def refuse_impossible(scenario: Scenario) -> None:
    """
    Stop where a scenario that was made in the program could not be read from a file: a change that cannot be right, or two that contradict each other.

    Raises
    ------
    InputError
        With the first of them, by its number.
    """
    for number, change in enumerate(scenario.changes, 1):
        wrong = next(faults_of(change), "")
        if wrong:
            raise InputError(msg("第 {number} 项改动（{kind}）：{what}", number=number, kind=change.ZH, what=wrong))
    refuse_contradictions([scenario])


def refuse_contradictions(scenarios: Iterable[Scenario]) -> None:
    """
    Stop where two changes, of one scenario or of several that are tried together, contradict each other.

    Raises
    ------
    InputError
        With both, by their numbers.
    """
    met: dict[Hashable, tuple[str, int, AnyChange]] = {}
    for scenario in scenarios:
        for number, change in enumerate(scenario.changes, 1):
            for claim, what in _claims(change):
                if claim in met:
                    raise _both(what, met[claim], (scenario.shown, number, change))
                met[claim] = (scenario.shown, number, change)


def _claims(change: AnyChange) -> Iterator[tuple[Hashable, str]]:
    """What a change decides and no other change may, and how people name it."""
    if isinstance(change, AddFacility | AddResidents) and change.id:
        yield (type(change), change.id), msg("编号 {id}", id=change.id)
    if isinstance(change, MoveFacility | CloseFacility | ChangeFacility):
        named = msg("设施 {id}", id=change.facility)
        if not isinstance(change, ChangeFacility):
            yield ("place", change.facility), named
        if not isinstance(change, MoveFacility):
            yield ("status", change.facility), named
    if isinstance(change, OpenGate | ClosePath) and change.osm:
        yield change.osm, msg("道路 {id}", id=change.osm)
    if isinstance(change, ChangeResidents) and not change.area:
        what = msg("社区 {id}", id=change.community) if change.community else msg("街道 {name}", name=change.subdistrict)
        yield (
            ("residents", change.community, change.subdistrict),
            what if change.community or change.subdistrict else msg("全部居民"),
        )


def _both(what: str, first: tuple[str, int, AnyChange], second: tuple[str, int, AnyChange]) -> InputError:
    return InputError(
        msg(
            "{shown} 第 {number} 项({kind})与 {shown2} 第 {number2} 项({kind2})都改动{what},互相矛盾",
            shown=first[0], number=first[1], kind=first[2].ZH, shown2=second[0], number2=second[1], kind2=second[2].ZH, what=what,
        ),
        hint=msg("请只保留一项"),
    )  # fmt: skip
