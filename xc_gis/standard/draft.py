"""
A copy of a standard under edit: values by path, undo and redo, faults at their field, and the file that it becomes.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import StandardError
from xc_gis.languages.message import joined, msg
from xc_gis.standard.faults import faults_of
from xc_gis.standard.load import parse_standard
from xc_gis.standard.schema import WEIGHT_SUM, Level, Standard
from xc_gis.standard.text_edit import Path, edited_text
from xc_gis.standard.yaml_text import content_of

TENTH = 0.1


@dataclass(frozen=True)
class FieldFault:
    """What is wrong at a field; ``path`` may name a whole part (``("categories",)``) where no single field is to blame."""

    path: Path
    text: str


class Draft:
    """
    A standard under edit. The base never changes.

    Attributes
    ----------
    base
        The standard that is copied.
    changes
        Values that differ from the base, by path, in the order in which they were made.
    """

    def __init__(self, text: str, shown: str) -> None:
        """
        Start from the text of a standard.

        Raises
        ------
        StandardError
            As ``parse_standard``; ``shown`` names the file.
        """
        self.text = text.replace("\r\n", "\n").removeprefix("\ufeff")
        self.shown = shown
        self.base = parse_standard(self.text.encode(), shown)
        self._content, _ = content_of(self.text.encode(), shown)
        self._plain = _by_name(self.base.model_dump())
        self.changes: dict[Path, Any] = {}
        self._done: list[dict[Path, Any]] = []
        self._undone: list[dict[Path, Any]] = []

    def value(self, path: Path) -> Any:
        """Value at a path, as edited; None where nothing stands."""
        return self.changes[path] if path in self.changes else self.base_value(path)

    def base_value(self, path: Path) -> Any:
        """Value at a path in the base; None where nothing stands."""
        found: Any = self._plain
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return list(found) if isinstance(found, tuple) else found

    def set(self, path: Path, value: Any) -> None:
        """Set a value; setting the base's own value takes the change back."""
        self.set_all({path: value})

    def set_all(self, values: Mapping[Path, Any]) -> None:
        """Set several values in one step of undo."""
        if all(self.value(path) == value for path, value in values.items()):
            return
        self._done.append(dict(self.changes))
        self._undone.clear()
        for path, value in values.items():
            if path in self.changes and self.changes[path] == value:
                continue
            self.changes.pop(path, None)
            if self.base_value(path) != value:
                self.changes[path] = value

    def balance(self, kept: str) -> None:
        """Scale all weights but that of one category so that they sum to 100, in tenths; one step of undo."""
        weights = {c.code: float(self.value(("categories", c.code, "weight"))) for c in self.base.categories}
        left = WEIGHT_SUM - weights.pop(kept)
        if left <= TENTH * len(weights):
            raise StandardError(msg("其余类别分不到权重"), hint=msg("请先减小这一类的权重"))
        scale = left / sum(weights.values())
        tenths = {code: max(1, int(weight * scale * 10 + 0.5)) for code, weight in weights.items()}
        for code in sorted(tenths, key=lambda name: -tenths[name]):  # what rounding leaves goes to the heaviest
            missing = round(left * 10) - sum(tenths.values())
            tenths[code] = max(1, tenths[code] + missing)
        self.set_all({("categories", code, "weight"): value / 10 for code, value in tenths.items()})

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            self._undone.append(self.changes)
            self.changes = self._done.pop()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self._undone:
            self._done.append(self.changes)
            self.changes = self._undone.pop()

    def reset(self) -> None:
        """Go back to the base; can be undone."""
        if self.changes:
            self._done.append(self.changes)
            self._undone.clear()
            self.changes = {}

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    def weight_sum(self) -> float:
        """Sum of the categories' weights, as edited."""
        return sum(float(self.value(("categories", c.code, "weight"))) for c in self.base.categories)

    def component_sum(self) -> float:
        """Sum of the components' weights, as edited."""
        return sum(float(self.value(("scoring", "components", name, "weight"))) for name in ("access", "supply", "feedback"))

    def standard(self) -> Standard:
        """
        The standard as edited.

        Raises
        ------
        StandardError
            Where it does not hold together; ``faults`` says it field by field.
        """
        faults = self.faults()
        if faults:
            raise StandardError(msg("评价标准有误:\n{faults}", faults=joined("\n", ["  " + fault.text for fault in faults])))
        return Standard.model_validate({**self._edited(), "sha256": self.base.sha256 if not self.changes else ""})

    def faults(self) -> tuple[FieldFault, ...]:
        """What is wrong, by field; empty where the standard holds together."""
        content = self._edited()
        faults = []
        for stars, level in content["stars"]["levels"].items():
            if stars:
                faults += _faults(Level, level, ("stars", "levels", stars), content)
        return tuple(faults or _faults(Standard, content, (), content))

    def edited(self) -> str:
        """The text with the changes in it, comments and layout kept."""
        return edited_text(self.text, self.changes)

    def _edited(self) -> dict[str, Any]:
        content = copy.deepcopy(self._content)
        for path, value in self.changes.items():
            place: Any = content
            for key in path[:-1]:
                place = place[key] if isinstance(place, dict) else next(x for x in place if key in (x.get("code"), x.get("id")))
            place[path[-1]] = value
        return content


def _by_name(content: dict[str, Any]) -> dict[str, Any]:
    content["categories"] = {entry["code"]: entry for entry in content["categories"]}
    content["stars"]["caps"] = {entry["id"]: entry for entry in content["stars"]["caps"]}
    return content


def _faults(model: type[Any], content: Any, prefix: Path, whole: Mapping[str, Any]) -> list[FieldFault]:
    try:
        model.model_validate(content)
    except ValidationError as fault:
        return [FieldFault(_named(one.path, whole), one.text) for one in faults_of(fault, prefix)]
    return []


def _named(path: Path, whole: Mapping[str, Any]) -> Path:
    """A path with names instead of numbers of list entries."""
    if len(path) > 1 and path[0] == "categories" and isinstance(path[1], int):
        return ("categories", str(whole["categories"][path[1]]["code"]), *path[2:])
    if len(path) > 2 and path[:2] == ("stars", "caps") and isinstance(path[2], int):  # noqa: PLR2004 - depth of the list
        return ("stars", "caps", str(whole["stars"]["caps"][path[2]]["id"]), *path[3:])
    return path
