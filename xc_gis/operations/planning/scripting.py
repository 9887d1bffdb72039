"""
What scripts ask of planning: each command of it as a function that reads a study and writes a folder.

``xc_gis`` gives them on as its public interface (``docs/scripting.md`` shows each call), so nothing heavy is imported before it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xc_gis.model.changes import Scenario
    from xc_gis.model.ranges import Ranges
    from xc_gis.report.capacity.result import CapacityResult
    from xc_gis.report.next_star.five_result import FiveStarsResult
    from xc_gis.report.next_star.result import NextStarResult
    from xc_gis.report.robustness.result import RobustResult
    from xc_gis.report.scenarios.result import WhatIf
    from xc_gis.report.siting.result import SitingResult
    from xc_gis.report.slices.result import SlicesResult


def site(
    study: str | Path,
    out: str | Path,
    *,
    category: str | Sequence[str],
    count: int | None = None,
    model: str = "mclp",
    candidates: str | Path | None = None,
    time_limit_s: float = 60.0,
    **rules: Any,
) -> SitingResult:
    """
    Say where to build, and write it, as ``xc-gis site`` does.

    Parameters
    ----------
    study
        Study file (``.toml``).
    out
        Folder of results; one of the same kind that is there is replaced when the new one is whole.
    category
        Code of a category, or several, each with a weight where it has one (``"MED:2"``).
    count
        Sites at most; not needed for ``lscp``.
    model
        ``mclp`` most people covered, ``lscp`` all covered with the fewest sites, ``pmedian`` least walking, ``pcentre`` least longest walk,
        ``equity`` worst communities first.
    candidates
        Layer or table of sites; else places on the streets.
    time_limit_s
        Seconds for the proof; 0: only the first answer.
    **rules
        What else may be asked: ``build, candidates_type, crs, area, no_go, every_m, lock, forbid, spacing_m, budget, near, people, stars,
        relocate`` (``docs/planning.md``).

    Returns
    -------
    SitingResult
        ``plan`` (``covered_today``, ``covered_then``, ``steps`` in the order in which to build, ``gap``, ``others``, ``reasons``),
        ``candidates``, ``stars``, ``relocation``.
    """
    from xc_gis.operations.planning.site import site_into  # noqa: PLC0415
    from xc_gis.operations.planning.site_request import SitingRequest  # noqa: PLC0415

    asked: dict[str, Any] = {
        name: Path(rule) if name in {"area", "no_go"} and rule is not None else rule for name, rule in rules.items()
    }
    asked |= {"categories": (category,) if isinstance(category, str) else tuple(category), "count": count, "model": model}
    asked |= {"candidates": None if candidates is None else Path(candidates), "time_limit_s": time_limit_s}
    return site_into(Path(study), SitingRequest(**asked), Path(out))[0]


def capacity(study: str | Path, out: str | Path) -> CapacityResult:
    """
    Hold beds, places and floor area against the people who walk there, and write it, as ``xc-gis capacity`` does.

    Returns
    -------
    CapacityResult
        ``table`` (a row for each community and category: supply for each thousand people in three ways of counting, people who reach only full
        facilities), ``facilities`` (a row for each facility and category: its users, what they need, whether it is full), ``categories``.
    """
    from xc_gis.operations.planning.capacity import capacity_into  # noqa: PLC0415

    return capacity_into(Path(study), Path(out))[0]


def next_star(
    study: str | Path,
    out: str | Path,
    *,
    communities: Sequence[str] = (),
    costs: str | Path | None = None,
    every_m: float = 200.0,
    standard: str = "",
) -> NextStarResult:
    """
    Find the cheapest changes that gain each community its next star, and write them, as ``xc-gis nextstar`` does.

    Parameters
    ----------
    study
        Study file (``.toml``).
    out
        Folder of results; one of the same kind that is there is replaced when the new one is whole.
    communities
        Ids; all of them where none are given.
    costs
        File of costs (``docs/next-star.md``); without one every change counts 1.
    every_m
        A place to build for every so many metres of street.
    standard
        Id or name of the standard of the study by whose stars it goes; empty: the first.

    Returns
    -------
    NextStarResult
        ``plans``: for each community its stars, the changes and their cost, and the stars after them as a whole run rates them.
    """
    from xc_gis.model.costs import ChangeCosts  # noqa: PLC0415
    from xc_gis.operations.planning.next_star import next_star_into  # noqa: PLC0415
    from xc_gis.operations.planning.next_star_request import NextStarRequest  # noqa: PLC0415

    request = NextStarRequest(tuple(communities), ChangeCosts() if costs is None else Path(costs), every_m, standard)
    return next_star_into(Path(study), request, Path(out))[0]


def five_stars(
    study: str | Path,
    out: str | Path,
    five: int,
    *,
    costs: str | Path | None = None,
    every_m: float = 200.0,
    time_limit_s: float = 60.0,
    standard: str = "",
) -> FiveStarsResult:
    """
    Find the cheapest plan with which a number of communities have five stars, and write it, as ``xc-gis nextstar --five`` does.

    Parameters
    ----------
    study
        Study file (``.toml``).
    out
        Folder of results; one of the same kind that is there is replaced when the new one is whole.
    five
        Communities that are to have five stars, those that have them today among them.
    costs, every_m, standard
        As ``next_star``.
    time_limit_s
        Seconds for the proof; 0: only the first plan.

    Returns
    -------
    FiveStarsResult
        ``changes`` with the communities that each serves, ``cost``, ``bound`` (no plan costs less), and the stars of all communities after it; where the
        number cannot be reached, what each community lacks.
    """
    from xc_gis.model.costs import ChangeCosts  # noqa: PLC0415
    from xc_gis.operations.planning.five_stars import FiveStarsRequest, five_stars_into  # noqa: PLC0415

    request = FiveStarsRequest(five, ChangeCosts() if costs is None else Path(costs), every_m, time_limit_s, standard)
    return five_stars_into(Path(study), request, Path(out))[0]


def robust(
    study: str | Path, out: str | Path, *, ranges: str | Path | Ranges | None = None, jobs: int = 1, standard: str = ""
) -> RobustResult:
    """
    Say how sure the stars of a study are, and write it, as ``xc-gis robust`` does.

    Parameters
    ----------
    study
        Study file (``.toml``).
    out
        Folder of results; one of the same kind that is there is replaced when the new one is whole.
    ranges
        File of ranges (``docs/robustness.md``), or ``xc_gis.model.ranges.Ranges``.
    jobs
        Processes that share the work; results do not depend on it.
    standard
        Id or name of the standard of the study by whose stars it goes; empty: the first.

    Returns
    -------
    RobustResult
        ``communities``: robust or not, lowest and highest stars, what turns them. ``checks``: what to look at on the ground.
    """
    from xc_gis.operations.planning.robust import robust_into  # noqa: PLC0415
    from xc_gis.sources.scenarios.ranges import read_ranges  # noqa: PLC0415

    chosen = read_ranges(Path(ranges)) if isinstance(ranges, str | Path) else ranges
    return robust_into(Path(study), Path(out), ranges=chosen, jobs=jobs, standard=standard)[0]


def slices(
    study: str | Path,
    out: str | Path,
    *,
    at: Sequence[str] = (),
    profiles: Sequence[str] = ("adult", "senior", "frail", "child", "wheelchair"),
) -> SlicesResult:
    """
    Say at which times and for whom services are in reach, and write it, as ``xc-gis slices`` does.

    Parameters
    ----------
    study
        Study file (``.toml``), or the folder of a run.
    out
        Folder of results; one of the same kind that is there is replaced when the new one is whole.
    at
        Moments instead of the slices of the standard: ``"WED 20:00"``, ``"PH 10:00"`` (a holiday), ``"2026-10-01T19:30"``.
    profiles
        Walking profiles, each with its own residents.

    Returns
    -------
    SlicesResult
        ``table`` (residents by state for each community, category and slice), ``profiles``, ``need_table`` (the three sentences of the
        programme), ``shares`` (of these by community), ``hours`` (how each facility's hours were read).
    """
    from xc_gis.operations.planning.slices import slices_into  # noqa: PLC0415

    return slices_into(Path(study), Path(out), at=tuple(at), profiles=tuple(profiles))[0]


def whatif(
    study: str | Path,
    scenarios: Sequence[str | Path | Scenario],
    out: str | Path,
    *,
    together: bool = False,
    tables_only: bool = False,
    standard: str = "",
) -> WhatIf:
    """
    Try scenarios on a study and write what they would change, as ``xc-gis whatif`` does; the study stays as it is.

    Parameters
    ----------
    study
        Study file (``.toml``).
    scenarios
        Scenario files (docs/planning.md), or records of ``xc_gis.model.changes``.
    out
        Folder of results; one that is there is replaced when the new one is whole.
    together
        All of them as one; else each alone, side by side.
    tables_only
        No map.
    standard
        Id or name of the standard of the study by which coverage and stars are told; empty: the first.

    Returns
    -------
    WhatIf
        ``scenarios``: for each its ``effects`` (frames ``coverage`` and ``stars`` before and after, people who gain or lose by age group),
        cost and remarks. ``table``: all of them side by side.
    """
    from xc_gis.operations.planning.whatif import whatif_into  # noqa: PLC0415

    wanted = [Path(one) if isinstance(one, str) else one for one in scenarios]
    return whatif_into(Path(study), wanted, Path(out), together=together, tables_only=tables_only, standard=standard)[0]
