"""Several standards on one study: each reads all kinds of facilities that any of them knows, and counts its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xc_gis.errors import StandardError
from xc_gis.languages.message import msg
from xc_gis.standard.load import load_standard
from xc_gis.standard.schema import FacilityType, Standard
from xc_gis.standard.typed_values import TypedValue


def load_standards(names: Sequence[str], *, base_dir: Path | None = None) -> tuple[Standard, ...]:
    """
    Load the standards that a study names, the one that decides first.

    Each is given the facility types of the others, without services: rows of such types are read, and count for nothing in it.

    Raises
    ------
    StandardError
        A standard that is wrong or not there, two of one id, or a code that is another kind of facility in each.
    """
    loaded = [load_standard(name, base_dir=base_dir) for name in names]
    if len(loaded) == 1:
        return tuple(loaded)
    known: dict[str, tuple[FacilityType, Standard]] = {}
    ids: set[str] = set()
    for standard in loaded:
        if standard.id in ids:
            same = sum((one.id, one.sha256) == (standard.id, standard.sha256) for one in loaded) > 1
            raise StandardError(
                msg("两个评价标准的编号都是 {id}", id=standard.id),
                hint=msg("同一个标准写了两次；请删去一个") if same else msg("请给其中一个另存一个编号"),
            )
        ids.add(standard.id)
        for code, kind in standard.facility_types.items():
            if code in known and known[code][0].zh != kind.zh:
                raise StandardError(
                    msg("设施类型 {code} 在标准 {one} 中是“{kind}”，在 {other} 中是“{other_kind}”", code=code, one=known[code][1].id, kind=known[code][0].zh,
                        other=standard.id, other_kind=kind.zh),
                    hint=msg("同一代码在各标准中应是同一类设施；请改用别的代码"),
                )  # fmt: skip
            known.setdefault(code, (kind, standard))
    _refuse_other_values(loaded)
    return tuple(_with_types(standard, {code: kind for code, (kind, _) in known.items()}) for standard in loaded)


def _refuse_other_values(standards: Sequence[Standard]) -> None:
    """Stop where a figure that somebody states is another one, or in another unit, in each standard."""
    known: dict[str, tuple[TypedValue, Standard]] = {}
    for standard in standards:
        for key, value in standard.values.items():
            one, first = known.setdefault(key, (value, standard))
            if (one.zh, one.unit) != (value.zh, value.unit):
                raise StandardError(
                    msg("填报数值 {key} 在标准 {one} 中是“{value}”（{unit}），在 {other} 中是“{other_value}”（{other_unit}）", key=key, one=first.id,
                        value=one.zh, unit=one.unit, other=standard.id, other_value=value.zh, other_unit=value.unit),
                    hint=msg("同一代码在各标准中应是同一个数；请改用别的代码"),
                )  # fmt: skip


def _with_types(standard: Standard, known: dict[str, FacilityType]) -> Standard:
    more = {code: kind.model_copy(update={"services": ()}) for code, kind in known.items() if code not in standard.facility_types}
    return standard.model_copy(update={"facility_types": {**standard.facility_types, **more}}) if more else standard
