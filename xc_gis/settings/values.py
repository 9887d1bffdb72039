"""The values that one study is computed with, and where each came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xc_gis.errors import StudyError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.settings.setting import Value
from xc_gis.settings.table import SETTINGS


@dataclass(frozen=True)
class Settings:
    """
    The parameters of one run: defaults, overridden by the standard, overridden by the study.

    Attributes
    ----------
    values
        Value by key, complete.
    origins
        ``default``, ``standard``, ``study`` or ``centre`` (found by the place of the study) by key.
    """

    values: Mapping[str, Value] = field(default_factory=lambda: {k: s.default for k, s in SETTINGS.items()})
    origins: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(SETTINGS, "default"))

    def override(self, changes: Mapping[str, object], *, origin: str, where: str) -> Settings:
        """Return new settings with ``changes``; raises ``StudyError`` for an unknown key or a value out of bounds."""
        values, origins = dict(self.values), dict(self.origins)
        for key, value in changes.items():
            if key not in SETTINGS:
                raise StudyError(
                    msg("{where}:没有名为 “{key}” 的设置", where=where, key=key), hint=nearest_spelling(key, SETTINGS)
                )
            values[key] = SETTINGS[key].checked(value, where)
            origins[key] = origin
        return Settings(values, origins)

    def number(self, key: str) -> float:
        """Value of a numeric setting."""
        value = self.values[key]
        assert isinstance(value, float)
        return value

    def word(self, key: str) -> str:
        """Value of a choice."""
        value = self.values[key]
        assert isinstance(value, str)
        return value

    def flag(self, key: str) -> bool:
        """Value of a switch."""
        value = self.values[key]
        assert isinstance(value, bool)
        return value

    def speed(self, profile: str) -> float:
        """Walking speed of a profile in m/s."""
        return self.number(f"walk.speed.{profile}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)
