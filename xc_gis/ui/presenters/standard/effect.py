"""Which communities change under an edited standard, in a planner's words. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.standard.caps import MANDATORY, Cap
from xc_gis.standard.draft import Draft
from xc_gis.standard.fields import CHOICES_ZH, FIELDS, Field, fields_of
from xc_gis.standard.part import Part
from xc_gis.standard.schema import Category, Component, Coverage, Level, Measurement, Meta, Scoring, Standard, WalkingProfile
from xc_gis.standard.text_edit import Path
from xc_gis.wording.standard_names import standard_name
from xc_gis.wording.window import joined_words, label_of, language, name_of, tr

UP, DOWN, CERTAIN, UNCERTAIN = "up", "down", "certain", "uncertain"

DIRECTION_ZH = {UP: msg("升星"), DOWN: msg("降星"), CERTAIN: msg("变为确定"), UNCERTAIN: msg("变为不确定")}

IN_HEADINGS = (msg("分"), msg("类"))

PARTS: tuple[tuple[tuple[str, ...], type[Part]], ...] = (
    (("categories", "*"), Category), (("stars", "levels", "*"), Level), (("stars", "caps", "*"), Cap),
    (("scoring", "components", "*"), Component), (("walking_profiles", "*"), WalkingProfile), (("scoring",), Scoring),
    (("coverage",), Coverage), (("measurement",), Measurement), (("meta",), Meta),
)  # fmt: skip
"""Where the models stand in a standard; ``*`` is any entry."""


@dataclass(frozen=True)
class Changed:
    """A community whose stars change; stars as a planner reads them."""

    community_id: str
    community: str
    subdistrict: str
    before: str
    after: str
    direction: str
    score_before: float | None
    score_after: float | None


def changed_communities(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> tuple[Changed, ...]:
    """Communities whose stars or their bounds change: losses first, then gains, then ranges; each by name of subdistrict."""
    earlier = {row["community_id"]: row for row in before}
    found = []
    for row in after:
        old = earlier.get(row["community_id"])
        if old is None or _stars(old) == _stars(row):
            continue
        found.append(
            Changed(
                community_id=str(row["community_id"]),
                community=str(row["community"]),
                subdistrict=str(row["subdistrict"] or ""),
                before=stars_zh(old),
                after=stars_zh(row),
                direction=_direction(old, row),
                score_before=old["score"],
                score_after=row["score"],
            )
        )
    order = (DOWN, UP, UNCERTAIN, CERTAIN)
    return tuple(sorted(found, key=lambda c: (order.index(c.direction), c.subdistrict, c.community, c.community_id)))


def _stars(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["stars_low"], row["stars"], row["stars_high"])


def _direction(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if before["stars"] is None or after["stars"] is None:
        return CERTAIN if before["stars"] is None else UNCERTAIN
    if before["stars"] != after["stars"]:
        return UP if after["stars"] > before["stars"] else DOWN
    narrower = after["stars_high"] - after["stars_low"] <= before["stars_high"] - before["stars_low"]
    return CERTAIN if narrower else UNCERTAIN


def stars_zh(row: Mapping[str, Any]) -> str:
    """
    Stars with their range.

    >>> stars_zh({"stars_low": 2, "stars": 3, "stars_high": 3})
    '3 星(2–3)'
    """
    if row["stars"] is None:
        return tr(msg("数据不足"))
    if row["stars_low"] == row["stars_high"]:
        return tr(msg("{n} 星", n=row["stars"]))
    return tr(
        msg(
            "{stars} 星（{stars_low}–{stars_high}）", stars=row["stars"], stars_low=row["stars_low"], stars_high=row["stars_high"]
        )
    )


def summary_zh(changed: Sequence[Changed], total: int) -> str:
    """One sentence: how many communities gain or lose a star."""
    counts = {name: sum(c.direction == name for c in changed) for name in DIRECTION_ZH}
    changes = [
        tr(msg("{count} 个社区{words}", count=counts[name], words=zh)) for name, zh in DIRECTION_ZH.items() if counts[name]
    ]
    rest = total - len(changed)
    return (
        joined_words([*changes, tr(msg("{rest} 个不变", rest=rest))])
        if changes
        else tr(msg("{total} 个社区的星级都不变", total=total))
    )


def stars_counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Communities by stars, 5 down to 0, then those without enough data."""
    counts = {tr(msg("{n} 星", n=n)): sum(row["stars"] == n for row in rows) for n in (5, 4, 3, 2, 1, 0)}
    return {**counts, tr(msg("数据不足")): sum(row["stars"] is None for row in rows)}


def field_at(path: Path) -> Field | None:
    """The form's field at a path, None where the form has none."""
    for prefix, model in PARTS:
        fits = len(path) == len(prefix) + 1 and all(p in ("*", k) for p, k in zip(prefix, path, strict=False))
        if fits and path[-1] in FIELDS[model]:
            return next(field for field in fields_of(model) if field.name == path[-1])
    return None


def place_zh(path: Path, draft: Draft) -> str:
    """Where a field stands, as a planner reads it: ``医疗卫生 · 分钟``."""
    names = {
        "categories": lambda key: name_of(draft.base.category(str(key))),
        "walking_profiles": lambda key: tr(msg("{choices_zh}步行", choices_zh=CHOICES_ZH[str(key)])),
    }
    whole: dict[Path, str] = {("categories",): msg("服务类别"), ("scoring", "components"): msg("得分三部分")}
    if path in whole:
        return tr(whole[path])
    field = field_at(path)
    zh = label_of(field.zh) if field else str(path[-1])
    if path[:2] == ("stars", "levels") and len(path) > 2:  # noqa: PLR2004 - a level is named
        return f"{tr(msg('{n} 星', n=path[2]))} · {zh}"
    if path[:2] == ("stars", "caps") and len(path) > 2:  # noqa: PLR2004 - a cap is named
        cap = next(c for c in draft.base.stars.caps if c.id == path[2])
        return f"{label_of(standard_name(cap.zh or cap.id))} · {zh}"
    if path[:2] == ("scoring", "components") and len(path) > 2:  # noqa: PLR2004 - a component is named
        return f"{label_of(standard_name(getattr(draft.base.scoring.components, str(path[2])).zh))} · {zh}"
    return f"{names[str(path[0])](path[1])} · {zh}" if path[0] in names and len(path) > 1 else zh


def condition_words(cap: Cap, standard: Standard) -> str:
    """When a cap holds, as planners read it, and of which categories it speaks; the figures stand beside it."""
    of_all = cap.categories == (MANDATORY,)
    names = msg("必备服务") if of_all else joined("、", (standard.category(code).name for code in cap.codes(standard.categories)))
    match cap.kind:
        case "none_covered":
            words = msg("{names}：覆盖率确认为 0 的达到若干类", names=names)
        case "coverage_below":
            words = msg("{names}：覆盖率确认低于限值的达到若干类", names=names)
        case "senior_coverage_below":
            words = msg("{names}：老年居民的覆盖率确认低于限值的达到若干类", names=names)
        case _:
            words = msg("有文号的一票否决")
    return tr(words)


def unit_words(field: Field) -> str:
    """Unit of a field; English headings say minutes, points and categories themselves (the Chinese 分 is both of the first)."""
    return "" if field.unit in IN_HEADINGS and language() == "en" else tr(field.unit)


def value_zh(path: Path, value: Any) -> str:
    """A value as a planner reads it, with its unit."""
    field = field_at(path)
    if isinstance(value, bool):
        return tr(msg("是") if value else msg("否"))
    if value is None or value == []:
        return tr(msg("不要求"))
    if isinstance(value, list):
        return joined_words([tr(CHOICES_ZH[word]) for word in value], "、")
    if field and field.kind == "choice":
        return tr(CHOICES_ZH[str(value)])
    if field and field.kind == "share":
        return f"{value * 100:g}%"
    return f"{value:g} {unit_words(field) if field else ''}".strip() if isinstance(value, int | float) else str(value)


def differences(draft: Draft) -> tuple[tuple[str, str, str], ...]:
    """What the draft changes: place, before, after; in the order in which it was changed."""
    return tuple(
        (place_zh(path, draft), value_zh(path, draft.base_value(path)), value_zh(path, value))
        for path, value in draft.changes.items()
    )
