"""One setting: its key, default, unit, bounds and source, and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from xc_gis.errors import StudyError
from xc_gis.languages.message import joined, msg

Value = float | str | bool

PROFILES = ("adult", "senior", "frail", "child", "wheelchair", "planning")
"""Walking profiles (method §2), in the order in which they are shown."""


BY_CENTRE = "auto"
"""Metric system that follows the centre of the study; a study that is read has it replaced by a system (``sources.crs.metric_system``)."""


MERGE_DUPLICATES = ("merge", "report", "off")
"""What can be done with rows that are one facility."""


@dataclass(frozen=True)
class Setting:
    """
    One parameter.

    Attributes
    ----------
    key
        Dotted name as it stands in a study file.
    default
        Value without any declaration; its type is the type of the setting.
    unit
        Unit of the value, or ``""`` for a choice.
    minimum, maximum
        Inclusive bounds of a number.
    choices
        Allowed words of a choice.
    form, example
        Regular expression that a text must match, and texts that do, for messages.
    means
        Reads a text of this form; ``ValueError`` where it means nothing all the same (the 31st of February).
    description, description_zh
        What it means, in English and as planners read it.
    source
        Where the default comes from, or ``assumption``.
    """

    key: str
    default: Value
    unit: str
    description: str
    description_zh: str
    source: str
    minimum: float = 0.0
    maximum: float = float("inf")
    choices: tuple[str, ...] = ()
    form: str = ""
    example: str = ""
    means: Callable[[str], object] = str

    def checked(self, value: object, where: str) -> Value:
        """Return ``value`` in the setting's own type, or raise ``StudyError`` naming ``where`` and the bounds."""
        if isinstance(self.default, bool):
            if isinstance(value, bool):
                return value
            raise StudyError(msg("{where}:{key} = {value!r} 不是 true 或 false", where=where, key=self.key, value=value))
        if isinstance(self.default, str):
            if isinstance(value, str) and (not self.choices or value in self.choices) and self._has_form(value):
                return value
            allowed = joined("、", self.choices) or self.example or msg("文字")
            raise StudyError(
                msg("{where}:{key} = {value!r} 不可用", where=where, key=self.key, value=value),
                hint=msg("可用:{asked}", asked=allowed),
            )
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise StudyError(
                msg("{where}:{key} = {value!r} 不是数字", where=where, key=self.key, value=value),
                hint=msg("单位:{unit}", unit=self.unit),
            )
        if not self.minimum <= value <= self.maximum:
            raise StudyError(
                msg("{where}:{key} = {value} 超出范围", where=where, key=self.key, value=value),
                hint=msg("允许 {minimum:g} 至 {maximum:g} {unit}", minimum=self.minimum, maximum=self.maximum, unit=self.unit),
            )
        return float(value)

    def _has_form(self, value: str) -> bool:
        if self.form and re.fullmatch(self.form, value.strip()) is None:
            return False
        try:
            self.means(value.strip())
        except ValueError:
            return False
        return True
