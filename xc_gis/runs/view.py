"""
A run folder read for showing: what the window's panels say, from the tables of the run alone.

Standard library only, so that a window shows a run before pandas is loaded. Nothing is computed anew: every figure stands in
a file of the run.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from xc_gis.areas.china import in_china
from xc_gis.errors import InputError
from xc_gis.findings import VALUE, Reason, reason_from
from xc_gis.languages.message import Name, msg
from xc_gis.report.view_format import FORMAT, records_of
from xc_gis.runs.manifest import check_origin, require_manifest
from xc_gis.shares import within
from xc_gis.wording.codes import STATE_ZH, STATUS_ZH

VIEW = "view.json"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class CategoryView:
    """
    A category of the standard that the run was made by.

    ``types``: names of the facility types that serve it. ``population``: group it is for (``all``, ``age60plus`` …).
    ``en``: its name in English, empty where the standard has none. ``counts_homes``: every home counts one in this run, for nobody stated how many people live there.
    """

    code: str
    zh: str
    domain: str
    minutes: float
    profile: str
    population: str
    mandatory: bool
    senior_priority: bool
    weight: float
    types: tuple[Name, ...]
    en: str = ""
    counts_homes: bool = False

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


@dataclass(frozen=True)
class NearestView:
    """The facility nearest to the middle of a community: a walk from the demand point ``demand_id``."""

    facility_id: str
    name: str
    kind: Name
    minutes: float
    demand_id: str
    lon: float
    lat: float


@dataclass(frozen=True)
class CoverageView:
    """
    One community and category.

    Attributes
    ----------
    residents, covered, gap, unknown
        Of the category's group; None where the community has no coverage.
    low, share, high
        Coverage 0-1; ``share`` is None where too much is unknown.
    senior_low, senior_high
        For seniors at their own pace, where the standard asks for it.
    median_minutes
        To the nearest facility; None where half of the residents reach none.
    notes
        Words of ``coverage.csv``.
    gap_points
        Demand points in gap.
    over_median, over_most
        Minutes over the limit of the residents in gap; None without gap, or where the nearest is beyond the search.
    nearest
        From the middle of the community, None where nothing is reached.
    is_sum
        Of several communities or of an area: there is no nearest facility to speak of.
    """

    community_id: str
    category: CategoryView
    residents: float | None
    covered: float | None
    gap: float | None
    unknown: float | None
    low: float | None
    share: float | None
    high: float | None
    senior_low: float | None
    senior_high: float | None
    median_minutes: float | None
    notes: tuple[str, ...]
    gap_points: int
    over_median: float | None
    over_most: float | None
    nearest: NearestView | None
    is_sum: bool = False

    @property
    def applies(self) -> bool:
        """Whether the community has anyone whom the category is for."""
        return NOT_APPLICABLE not in self.notes

    @property
    def state(self) -> str:
        """``covered`` (everyone known), ``gap`` (someone in gap), ``unknown`` (too much is), ``none`` (nothing to say)."""
        if not self.applies or self.low is None:
            return "none"
        if self.share is None:
            return "unknown"
        return "gap" if self.gap else "covered"

    @property
    def state_zh(self) -> str:
        """The state in a planner's words."""
        if self.state == "covered" and self.unknown:
            return msg("已知居民均已覆盖")
        return msg("不适用") if not self.applies else STATE_ZH.get(self.state, msg("无数据"))


@dataclass(frozen=True)
class CommunityView:
    """
    One community.

    Attributes
    ----------
    location
        ``area``, ``derived``, ``point`` or ``none``.
    residents
        By column of the demand points (``residents``, ``residents_60plus`` …); None where not known.
    status
        ``rated``, ``range`` or ``insufficient``.
    stars, score, joint and their bounds
        None where there is nothing to say.
    next_star
        The star that ``reasons`` speak of; None at five stars.
    reasons
        What the next star lacks.
    surveys
        Sets of categories whose survey would settle a range; may be empty.
    coverage
        In the order of the standard.
    stated
        Figures that somebody stated and that levels ask for, by key; absent where nobody did.
    value_names
        Names of those figures by ``value:<KEY>``, as ``surveys`` call them.
    """

    community_id: str
    name: str
    subdistrict: str
    location: str
    residents: Mapping[str, float | None]
    status: str
    provisional: bool
    stars: int | None
    stars_low: int | None
    stars_high: int | None
    score: float | None
    score_low: float | None
    score_high: float | None
    completeness: float | None
    joint_low: float | None
    joint_high: float | None
    next_star: int | None
    reasons: tuple[Reason, ...]
    surveys: tuple[tuple[str, ...], ...]
    coverage: tuple[CoverageView, ...]
    stated: Mapping[str, float] = field(default_factory=dict)
    value_names: Mapping[str, Name] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, Name]:
        """Names of categories and stated figures by their codes: what reasons and surveys speak of."""
        return {**{row.category.code: row.category.name for row in self.coverage}, **self.value_names}

    @property
    def status_zh(self) -> str:
        """The status in a planner's words."""
        return STATUS_ZH[self.status]

    @property
    def stars_zh(self) -> str:
        """``4 星``, ``3–5 星`` for a range, else why there is none."""
        if self.status == "range" and self.stars_low is not None and self.stars_high is not None:
            return msg("{stars_low}–{stars_high} 星", stars_low=self.stars_low, stars_high=self.stars_high)
        return self.status_zh if self.stars is None else msg("{n} 星", n=self.stars)

    def of(self, category: str) -> CoverageView:
        """Coverage by category; ``KeyError`` without it."""
        return next(row for row in self.coverage if row.category.code == category)


@dataclass(frozen=True)
class RunView:
    """
    A run as it is shown.

    ``manifest`` as written; ``standard``: ``id, version, name, note``; ``levels``: what a number of stars asks for.
    """

    folder: Path
    manifest: Mapping[str, Any]
    standard: Mapping[str, str]
    categories: tuple[CategoryView, ...]
    levels: Mapping[int, Mapping[str, Any]]
    unknown_max: float
    communities: tuple[CommunityView, ...]

    @property
    def name(self) -> str:
        """Title of the study."""
        return str(self.manifest["study"]["name"])

    @property
    def is_synthetic(self) -> bool:
        """Whether the study calls itself made up."""
        return bool(self.manifest["study"]["synthetic"])

    @property
    def base(self) -> str:
        """Which people are counted: ``resident``, ``registered``, ``actual``, or ``given`` where nobody said (or the run is older)."""
        return str(self.manifest.get("population", {}).get("base", "given"))

    @cached_property
    def in_china(self) -> bool:
        """Whether the study lies in China, by its nearest facilities; true where there are none."""
        near = [row.nearest for community in self.communities for row in community.coverage if row.nearest is not None]
        return not near or any(in_china(place.lon, place.lat) for place in near)

    @cached_property
    def whole(self) -> Mapping[str, float]:
        """By category: coverage of all communities together; absent where too much is unknown, as in a community."""
        sums = self.manifest["counts"]["categories"].items()
        known = {
            code: s for code, s in sums if s["covered"] + s["gap"] > 0 and within(s["unknown"] / s["residents"], self.unknown_max)
        }
        return {code: s["covered"] / (s["covered"] + s["gap"]) for code, s in known.items()}

    @cached_property
    def by_id(self) -> Mapping[str, CommunityView]:
        """Communities by id."""
        return {c.community_id: c for c in self.communities}

    @cached_property
    def by_code(self) -> Mapping[str, CategoryView]:
        """Categories by code."""
        return {c.code: c for c in self.categories}


def read_run_view(folder: Path) -> RunView:
    """
    Read a run for showing.

    Raises
    ------
    InputError
        If it is no run, was written without map and view (``--tables-only``, or by an earlier version), or is damaged.
    """
    manifest = require_manifest(folder, hint=msg("请先运行项目"))
    outputs = manifest.get("outputs")
    if not isinstance(outputs, dict) or VIEW not in outputs:
        raise InputError(
            msg("结果 {folder} 只有表格，或由较早版本写出；这里还需要地图和名称", folder=folder.name),
            hint=msg("请重新运行该项目（不要用 --tables-only）"),
        )
    check_origin(folder, manifest, hint=msg("请重新运行该项目"))
    try:
        return read_view(folder, manifest)
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, StopIteration, RecursionError) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(msg("结果 {name} 已损坏", name=folder.name), hint=msg("请重新运行该项目")) from fault


def read_view(folder: Path, manifest: Mapping[str, Any], of: str = "") -> RunView:
    """Read what a standard made of a run (``of``: how the names of its files end, ``_<id>``; the first has nothing); damaged files raise whatever they raise."""
    content = json.loads((folder / f"view{of}.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise InputError(
            msg("结果 {folder} 由另一版本写出(格式 {format})", folder=folder.name, format=content["format"]),
            hint=msg("请重新运行该项目"),
        )
    homes = _counts_homes(manifest)
    types = {code: Name(**names) for code, names in content["types"].items()}
    standard = content["standard"]
    standard["name"] = Name(standard.pop("zh"), standard.pop("en"))
    categories = tuple(
        CategoryView(**{**c, "types": tuple(types[code] for code in c["types"])}, counts_homes=homes)
        for c in content["categories"]
    )
    nearest = {
        (row.pop("community"), row.pop("category")): NearestView(**row | {"kind": types[row["kind"]]})
        for row in records_of(content["nearest"])
    }
    gaps = {(row["community"], row["category"]): row for row in records_of(content["gaps"])}
    coverage: dict[str, list[CoverageView]] = {}
    by_code = {c.code: c for c in categories}
    for row in _rows(folder / f"coverage{of}.csv"):
        key = row["community_id"], row["category"]
        coverage.setdefault(key[0], []).append(_coverage(row, by_code[key[1]], nearest.get(key), gaps.get(key)))
    ratings = {row["community_id"]: row for row in _rows(folder / f"rating{of}.csv")}
    levels = {int(stars): level for stars, level in content["levels"].items()}
    asked = {f"{VALUE}{one['key']}": Name(one["zh"], one["en"]) for level in levels.values() for one in level.get("values", ())}
    communities = tuple(_community(c, ratings[c["id"]], tuple(coverage.get(c["id"], ())), asked) for c in content["communities"])
    return RunView(folder, manifest, standard, categories, levels, content["unknown_max"], communities)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _counts_homes(manifest: Mapping[str, Any]) -> bool:
    """Whether each row of the residents stood for one home (``each = 1``), not for people."""
    evidences = [finding["evidence"] for finding in manifest.get("findings", ()) if finding["table"] == "residents"]
    return any(evidence.get("method") == "each" and evidence.get("each") == 1 for evidence in evidences)


def _whole(text: str) -> int | None:
    return int(float(text)) if text else None


def _coverage(
    row: Mapping[str, str], category: CategoryView, nearest: NearestView | None, gap: Mapping[str, Any] | None
) -> CoverageView:
    gap = gap or {"points": 0, "over_median": None, "over_most": None}
    return CoverageView(
        community_id=row["community_id"],
        category=category,
        residents=_number(row["residents"]),
        covered=_number(row["covered"]),
        gap=_number(row["gap"]),
        unknown=_number(row["unknown"]),
        low=_number(row["coverage_low"]),
        share=_number(row["coverage"]),
        high=_number(row["coverage_high"]),
        senior_low=_number(row["senior_low"]),
        senior_high=_number(row["senior_high"]),
        median_minutes=_number(row["median_minutes"]),
        notes=tuple(word for word in row["note"].split(";") if word),
        gap_points=gap["points"],
        over_median=gap["over_median"],
        over_most=gap["over_most"],
        nearest=nearest,
    )


def _community(
    known: Mapping[str, Any], row: Mapping[str, str], coverage: tuple[CoverageView, ...], value_names: Mapping[str, Name]
) -> CommunityView:
    return CommunityView(
        community_id=known["id"],
        name=known["name"] or known["id"],  # a page about it must not be called after its subdistrict
        subdistrict=known["subdistrict"],
        location=known["location"],
        residents=known["residents"],
        status=row["status"],
        provisional=row["provisional"] == "true",
        stars=_whole(row["stars"]),
        stars_low=_whole(row["stars_low"]),
        stars_high=_whole(row["stars_high"]),
        score=_number(row["score"]),
        score_low=_number(row["score_low"]),
        score_high=_number(row["score_high"]),
        completeness=_number(row["completeness"]),
        joint_low=_number(row["joint_low"]),
        joint_high=_number(row["joint_high"]),
        next_star=_whole(row["next_star"]),
        reasons=tuple(reason_from(reason) for reason in known["reasons"]),
        surveys=tuple(tuple(codes) for codes in known["surveys"]),
        coverage=coverage,
        stated=known.get("stated", {}),
        value_names=value_names,
    )
