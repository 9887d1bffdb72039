"""By which of its standards a run is compared: the one that decides, or a further programme whose tables lie beside (decision 267)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.file_names import file_words
from xc_gis.languages.message import joined, msg
from xc_gis.operations.years.opened import YearRun

RATING, COVERAGE = "rating", "coverage"


@dataclass(frozen=True)
class StandardOfRun:
    """
    A standard of a run.

    Attributes
    ----------
    number
        Among the standards of its study: 0 is the one that decides.
    stated
        What its manifest says of it: ``id, version, sha256``.
    mark
        Between the name of its tables and their ending; empty for the one that decides.
    """

    number: int
    stated: Mapping[str, Any]
    mark: str = ""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.stated["id"])

    @property
    def rating(self) -> str:
        """File with its stars."""
        return f"{RATING}{self.mark}.csv"

    @property
    def coverage(self) -> str:
        """File with its people."""
        return f"{COVERAGE}{self.mark}.csv"

    @property
    def tables(self) -> tuple[str, str]:
        """Tables of the run by which it is compared."""
        return self.rating, self.coverage


def standard_of(run: YearRun, word: str = "") -> StandardOfRun:
    """
    The standard of a run that a word means: its id, or the name of a further one in either language; the one that decides where nothing is asked for.

    Raises
    ------
    InputError
        The run has none that is called so; the message lists those it has.
    """
    further = run.manifest.get("more_standards", ())
    words = file_words([one["id"] for one in further])
    every = [
        StandardOfRun(0, run.manifest["standard"]),
        *(StandardOfRun(number, one, f"_{words[one['id']]}") for number, one in enumerate(further, 1)),
    ]
    asked = word.strip().casefold()
    for one in every:
        if not asked or asked in {str(one.stated.get(key, "")).casefold() for key in ("id", "name", "name_en")}:
            return one
    raise InputError(
        msg(
            "结果 {run} 没有按评价标准 “{name}” 评级；它的标准是：{listed}",
            run=run.shown,
            name=word,
            listed=joined("、", (one.id for one in every)),
        ),
        hint=nearest_spelling(word, [one.id for one in every]) or msg("用 --standard 写其中一个的编号；不写时按第一个"),
    )
