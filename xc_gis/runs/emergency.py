"""What a run says of emergency plans, shelters and of who answers for an area, read for showing: standard library only, as ``view``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables

PLANS, ROLES = "emergency.csv", "responsible.csv"


@dataclass(frozen=True)
class PlanView:
    """A row of ``emergency.csv``; figures that nobody knows or that do not apply are None."""

    level: str
    area: str
    plan: str
    dated: str
    role: str
    residents: Number
    covered: Number
    gap: Number
    unknown: Number
    shelters: tuple[str, ...]
    in_reach: Number
    beyond: Number
    off_network: Number


@dataclass(frozen=True)
class RoleView:
    """A row of ``responsible.csv``."""

    level: str
    area: str
    role: str
    office: str


@dataclass(frozen=True)
class EmergencyView:
    """``plans`` and ``roles`` in the order of the run, each empty where its study does not ask for them."""

    plans: tuple[PlanView, ...]
    roles: tuple[RoleView, ...]


def read_emergency(folder: Path, manifest: Mapping[str, Any]) -> EmergencyView:
    """
    Read what a run has.

    Raises
    ------
    InputError
        A table is damaged or gone.
    """
    outputs = manifest["outputs"]
    with whole_tables(folder):
        return EmergencyView(
            tuple(map(_plan, named_rows(folder / PLANS))) if PLANS in outputs else (),
            tuple(
                RoleView(row["level"], unquoted(row["area"]), unquoted(row["role"]), unquoted(row["office"]))
                for row in named_rows(folder / ROLES)
            )
            if ROLES in outputs
            else (),
        )


def _plan(row: Mapping[str, str]) -> PlanView:
    return PlanView(
        row["level"], unquoted(row["area"]), row["plan"], row["dated"], unquoted(row["role"]), number(row["residents"]), number(row["covered"]), number(row["gap"]),
        number(row["unknown"]), tuple(word for word in row["shelters"].split(";") if word), number(row["in_reach"]), number(row["beyond"]), number(row["off_network"]),
    )  # fmt: skip
