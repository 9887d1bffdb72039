"""A grid of variants: every combination of settings, days and standards."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.file_names import file_word
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import LONGEST_NAME, AskedStudy, Variant
from xc_gis.operations.batch.values import day_of, setting_of, standard_of
from xc_gis.operations.batch.words import BETWEEN_VALUES, DATE
from xc_gis.settings import SETTINGS
from xc_gis.standard.load import load_standard

_WHERE_KEYS = msg("可用的键：docs/study-file.md 中的设置，或 date；标准用 --standard")

BETWEEN = "~"
"""Stands between the parts of a variant's name."""


@dataclass(frozen=True)
class Axis:
    """One axis of a grid: variants, each with the part that it gives to the name."""

    values: tuple[tuple[str, Variant], ...]


def axes_of(vary: Sequence[str] = (), standards: Sequence[str] = ()) -> tuple[Axis, ...]:
    """
    Axes as a command line gives them.

    Parameters
    ----------
    vary
        ``walk.speed.adult=1.0,1.2``: key of a setting, or ``date``, and its values.
    standards
        Ids or paths of standards, each rating alone; several may stand in one text, between commas.

    Raises
    ------
    InputError
        Unknown key, value out of bounds, the same key or value twice.
    """
    named = dict(_axis_text(text) for text in vary)
    if len(named) < len(vary):
        raise InputError(msg("--vary 中同一个键写了两次"), hint=msg("请把它的值写在一起，如 walk.speed.adult=1.0,1.2"))
    if any(not _split(text) for text in standards):
        raise InputError(
            msg("--standard 是空的"), hint=msg("请写标准的编号或文件，几个之间用逗号；不写这个选项就按各项目自己的标准")
        )
    return axes_from(named, [name for text in standards for name in _split(text)])


def axes_from(vary: Mapping[str, Sequence[object]], standards: Sequence[str | Path] = ()) -> tuple[Axis, ...]:
    """As ``axes_of``, for values that are given as such."""
    for key, given in vary.items() if isinstance(vary, Mapping) else [("vary", None)]:
        if isinstance(given, str) or not isinstance(given, Iterable) or not list(given):
            raise InputError(
                msg("vary 中 {key} 要有一列值", key=key),
                hint=msg("例如 vary={example}", example='{"walk.speed.adult": [1.0, 1.2]}'),
            )
    axes = [_axis(key, list(values), [*vary]) for key, values in vary.items()]
    if standards:
        read = [standard_of(name, Path(), "--standard") for name in standards]
        axes.append(Axis(tuple((word, Variant(standards=(name,))) for word, name in zip(_told_apart(read), read, strict=True))))
    for axis in axes:
        words = [word for word, _ in axis.values]
        if len(set(words)) < len(words):
            raise InputError(msg("变体中 {value} 写了两次", value=next(word for word in words if words.count(word) > 1)))
    return tuple(axes)


def variants_of(study: AskedStudy, axes: Sequence[Axis]) -> Iterator[AskedStudy]:
    """Every combination of a grid for one study; names say what varies, or count where that were too long."""
    for number, values in enumerate(itertools.product(*(axis.values for axis in axes)), 1):
        variant = study.variant
        for _, more in values:
            variant = variant.joined(more)
        name = BETWEEN.join([study.name, *(word for word, _ in values)])
        if len(name) > LONGEST_NAME or file_word(name) != name:
            name = f"{study.name[: LONGEST_NAME - 6]}{BETWEEN}{number:04d}"
        yield replace(study, name=name, variant=variant)


def _axis_text(text: str) -> tuple[str, list[object]]:
    key, equals, values = text.partition("=")
    found: list[object] = [*_split(values)]
    if not equals or not found:
        raise InputError(
            msg("--vary {text}：应写成 键=值,值", text=text),
            hint=msg("例如 --vary walk.speed.adult=1.0,1.2，或 --vary date=2025-06-30,2026-06-30"),
        )
    return key.strip(), found


def _split(text: str) -> list[str]:
    return [word.strip() for word in BETWEEN_VALUES.split(text) if word.strip()]


def _axis(key: str, values: Sequence[object], every: Sequence[str]) -> Axis:
    if key == DATE:
        days = [day_of(value, "--vary") for value in values]
        return Axis(tuple((day.isoformat(), Variant(day=day)) for day in days))
    if key not in SETTINGS:
        raise InputError(
            msg("--vary：没有名为 “{key}” 的设置", key=key), hint=nearest_spelling(key, [*SETTINGS, DATE]) or _WHERE_KEYS
        )
    short = key.rsplit(".", 1)[-1]
    shown = short if sum(other.rsplit(".", 1)[-1] == short for other in every) == 1 else key
    read = [setting_of(key, value, "--vary") for value in values]
    return Axis(tuple((file_word(f"{shown}={_figure(value)}"), Variant(settings=((key, value),))) for value in read))


def _figure(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def _told_apart(standards: Sequence[str]) -> list[str]:
    """
    What standards are called in names of variants: ids, or files' names; where two files have one name by their ids, else by number.

    The same standard twice has the same word.
    """
    number = {name: n for n, name in enumerate(dict.fromkeys(standards), 1)}
    words = {name: file_word(Path(name).stem if Path(name).is_absolute() else name) for name in number}
    words |= {name: file_word(load_standard(name).id) for name in _alike(words)}
    words |= {name: f"{words[name]}-{number[name]}" for name in _alike(words)}
    return [words[name] for name in standards]


def _alike(words: Mapping[str, str]) -> list[str]:
    """Those whose word another has, too, as some system would see it."""
    counts = Counter(word.casefold() for word in words.values())
    return [name for name, word in words.items() if counts[word.casefold()] > 1]
