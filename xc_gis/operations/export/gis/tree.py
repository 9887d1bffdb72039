"""The project that QGIS opens: layers of a run in their groups, with the themes of the window of which one is seen at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.gis.looks import (
    coverage_look,
    dots_look,
    facilities_look,
    gaps_look,
    joint_look,
    kinds_look,
    minutes_look,
    one_look,
    stars_look,
)
from xc_gis.operations.export.spoken import Say, capital, saying
from xc_gis.operations.export.workbook.workbook import credits_of
from xc_gis.report.gis.dictionary import meaning, words_of
from xc_gis.report.gis.expressions import one_of, text
from xc_gis.report.gis.records import Fill, Group, Layer, Look, Marker, Outline, Project, Shown, Stroke, Symbol
from xc_gis.report.themes import MARKS, PREVIEW_KINDS
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import CategoryView, RunView
from xc_gis.wording.codes import SAMPLE_MARK, use_limit

Layers = Mapping[str, Layer]

NEAR = {"legs": 5_000, "demand_points": 50_000}
"""Layers of so much that they are drawn at this scale and nearer alone."""


def looks_of(run: RunView, layers: Layers, say: Say) -> dict[str, list[Look]]:
    """By layer its styles, the default first: what any QGIS shows that opens the GeoPackage alone."""
    areas = layers["communities"].frame
    found: dict[str, list[Look]] = {"communities": [stars_look(areas, say), joint_look(areas, run.unknown_max, say)]}
    for c in run.categories:
        found["communities"] += [
            coverage_look(areas, c, run.unknown_max, say), minutes_look(areas, c, say), gaps_look(areas, c, run.unknown_max, say),
        ]  # fmt: skip
    return found | {name: [look] for name, look in _single_looks(layers, say).items()}


ALIKE: Mapping[str, Symbol] = {
    "community_points": Marker(MARKS["rim"], MARKS["border"], 2.0, 0.5, shape="square"),
    "entrances": Marker(MARKS["rim"], MARKS["border"], 1.6, 0.4, shape="square"),
    "facility_areas": Fill(MARKS["facility"], MARKS["facility"], 0.25),
    "demand_points": Marker(MARKS["left_out"], MARKS["rim"], 1.0, 0.1),
    "network": Stroke(MARKS["edge"], 0.15, 0.55),
    "subdistricts": Outline(MARKS["border"], 0.5),
    "catchments": Marker(PREVIEW_KINDS[2], MARKS["rim"], 1.2, 0.1),
    "ways": Stroke(MARKS["way"], 0.6, 0.9, is_dashed=True),
}
"""Layers whose rows look alike."""

LABELS = {"subdistricts": "name"}


def _single_looks(layers: Layers, say: Say) -> dict[str, Look]:
    """Looks of layers that have one."""
    made: dict[str, Look] = {}
    for name, layer in layers.items():
        title = capital(say(layer.title))
        if name in ALIKE:
            made[name] = one_look(title, ALIKE[name], LABELS.get(name, ""))
        elif name == "facilities":
            made[name] = facilities_look(layer.frame, say)
        elif name == "gaps":
            made[name] = dots_look(layer.frame, say)
        elif name == "legs":
            of_legs = (
                ("demand", say(msg("居住点")), Stroke(MARKS["left_out"], 0.15)),
                ("facility", say(msg("设施")), Stroke(MARKS["facility"], 0.2)),
            )
            made[name] = kinds_look(title, layer.frame, "of", of_legs)
        elif name == "ground":
            of_ground = (("green", say(msg("绿地")), _plain("green")), ("water", say(msg("水面")), _plain("water")))
            made[name] = kinds_look(title, layer.frame, "kind", of_ground)
    return made


def _plain(mark: str) -> Fill:
    return Fill(MARKS[mark], MARKS[mark])


def project_of(run: RunView, page: Mapping[str, Any], layers: Layers, lang: str) -> Project:
    """Put the project together, in a language."""
    say = saying(lang)
    single = _single_looks(layers, say)

    def shown(name: str, *, is_visible: bool = False) -> tuple[Shown, ...]:
        if name not in layers:
            return ()
        title = capital(say(layers[name].title))
        return (Shown(name, name, title, single.get(name, Look(title, ())), is_visible=is_visible, scale=NEAR.get(name, 0)),)

    members: list[Shown | Group] = [
        _facilities(run, page, single, say),
        *(_by_category(run, layers[name], single[name], say) for name in ("gaps", "ways", "catchments") if name in layers),
        *shown("entrances"),
        *shown("legs"),
        *shown("subdistricts", is_visible=True),
        *shown("community_points", is_visible=True),
        *shown("network", is_visible=True),
        *_of_ground(layers, single, "water", say(msg("水面"))),
        _themes(run, layers, say),
        *_of_ground(layers, single, "green", say(msg("绿地"))),
        Group(capital(say(msg("更多图层与表"))), (*shown("facility_areas"), *shown("demand_points"), *shown("coverage"))),
    ]  # fmt: skip
    west, south, east, north = page["bounds"]
    crs = str(run.manifest["settings"]["crs.analysis"]["value"])
    notice = _notice(run, page)
    return Project(
        run.name, crs, (west, south, east, north), tuple(members), say(joined(" · ", notice)), say(joined("；", (*_facts(run), *notice))),
        _headings(run, layers, lang),
    )  # fmt: skip


def _headings(run: RunView, layers: Layers, lang: str) -> dict[str, dict[str, str]]:
    """By layer and column what the column is called above an attribute table: the first part of its meaning."""
    names = {c.code: c.name for c in run.categories}
    stops = re.compile("[：；（;]|: | \\(")
    return {
        layer.name: {
            column: _short(meaning(layer, column, words_of(layer, column), names, lang), column in layer.words, stops)
            for column in layer.frame.columns if column != "geometry"
        }
        for layer in layers.values()
    }  # fmt: skip


def _short(said: str, is_alone: bool, stops: re.Pattern[str]) -> str:
    """Up to the first mark; of a category's column up to the second, for the first follows its name."""
    parts = stops.split(said)
    return parts[0] if is_alone or len(parts) == 1 else f"{parts[0]} {parts[1].strip()}"


def _facilities(run: RunView, page: Mapping[str, Any], single: Mapping[str, Look], say: Say) -> Group:
    """All of them, or those of one category; none is seen at first, as with the stars in the window."""
    kinds = {c["code"]: tuple(c["types"]) for c in page["categories"]}
    every = Shown("facilities", "facilities", capital(say(msg("全部设施"))), single["facilities"])
    of_categories = (
        Shown(f"facilities_{n}", "facilities", capital(say(c.name)), single["facilities"], where=one_of("type", kinds[c.code]))
        for n, c in enumerate(run.categories) if kinds.get(c.code)
    )  # fmt: skip
    return Group(capital(say(msg("设施"))), (every, *of_categories), one_of=True)


def _by_category(run: RunView, layer: Layer, look: Look, say: Say) -> Group:
    """Rows of one category at a time; none is seen at first."""
    found = set(layer.frame["category"])
    rows = tuple(
        Shown(f"{layer.name}_{n}", layer.name, capital(say(c.name)), look, where=one_of("category", [c.code]))
        for n, c in enumerate(run.categories) if c.code in found
    )  # fmt: skip
    return Group(capital(say(layer.title)), rows, one_of=True)


def _of_ground(layers: Layers, single: Mapping[str, Look], kind: str, title: str) -> tuple[Shown, ...]:
    """Water lies over the communities, for it is what walks go around; green below."""
    if "ground" not in layers or kind not in set(layers["ground"].frame["kind"]):
        return ()
    look = single["ground"]
    own = Look(look.name, tuple(rule for rule in look.rules if text(kind) in rule.where))
    return (Shown(kind, "ground", capital(title), own, where=one_of("kind", [kind]), is_visible=True),)


def _themes(run: RunView, layers: Layers, say: Say) -> Group:
    """One theme at a time: stars first; by category coverage, minutes and gaps."""
    areas, unknown_max = layers["communities"].frame, run.unknown_max

    def shown(name: str, look: Look, title: str, *, is_visible: bool = False) -> Shown:
        return Shown(name, "communities", capital(title), look, is_visible=is_visible)

    stars, joint = stars_look(areas, say), joint_look(areas, unknown_max, say)
    overall = (shown("stars", stars, stars.name, is_visible=True), shown("joint", joint, joint.name))
    kinds: tuple[tuple[str, str, Callable[[CategoryView], Look]], ...] = (
        ("coverage", say(msg("覆盖率")), lambda c: coverage_look(areas, c, unknown_max, say)),
        ("minutes", say(msg("步行时间")), lambda c: minutes_look(areas, c, say)),
        ("gap", say(msg("缺口人数")), lambda c: gaps_look(areas, c, unknown_max, say)),
    )
    groups = [
        Group(
            capital(title), tuple(shown(f"{kind}_{n}", look(c), say(c.name)) for n, c in enumerate(run.categories)), one_of=True
        )
        for kind, title, look in kinds
    ]
    first = Group(capital(say(msg("总体"))), overall, one_of=True, is_open=True)
    return Group(capital(say(msg("专题"))), (first, *groups), one_of=True, is_open=True)


def _notice(run: RunView, page: Mapping[str, Any]) -> tuple[str, ...]:
    """Mark of the sample, whose data they are, what they may be used for."""
    return *((SAMPLE_MARK,) if run.is_synthetic else ()), *credits_of(page), use_limit(in_china=run.in_china)


def _facts(run: RunView) -> tuple[str, ...]:
    """By what a map is traced to its run."""
    return (
        msg("资料日期：{day}", day=run.manifest["study"]["date"] or "—"),
        msg(
            "评价标准：{name}（{id} {version}）",
            name=run.standard["name"],
            id=run.standard["id"],
            version=run.standard["version"],
        ),
        msg("结果编号：{run}", run=run_id(run.manifest)),
    )
