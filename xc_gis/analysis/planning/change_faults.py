"""How a change that cannot be carried out is told: of which scenario, the how-manyth, of what kind."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model.changes import AnyChange


@dataclass(frozen=True)
class NumberedChange:
    """
    A change with its place.

    Attributes
    ----------
    change
        What is changed.
    number
        In its scenario, counted from 1.
    shown
        File or name of the scenario.
    """

    change: AnyChange
    number: int
    shown: str

    def fault(self, what: str, hint: str = "") -> InputError:
        """The error that says why this change cannot be carried out."""
        return InputError(
            msg("{shown} 第 {number} 项({kind}):{what}", shown=self.shown, number=self.number, kind=self.change.ZH, what=what),
            hint=hint,
        )

    def remark(self, what: str) -> str:
        """A sentence for people on what was made of this change."""
        return msg("第 {number} 项({kind}):{what}", number=self.number, kind=self.change.ZH, what=what)
