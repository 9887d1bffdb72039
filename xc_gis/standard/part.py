"""What every part of a standard has in common: frozen, no unknown keys, text that is text."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from xc_gis.languages.message import msg

Share = Annotated[float, Field(ge=0, le=1)]


def _text(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError(msg("YAML 把不带引号的 yes、no、on、off 读成了真假值,请加引号"))  # noqa: TRY004 - pydantic reports it
    return value


Text = Annotated[str, BeforeValidator(_text)]

LONGEST_NAME = 60
"""Letters of a name: more would fit no column, legend or button."""


def _name(value: str) -> str:
    name = value.strip()
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in name):
        raise ValueError(msg("名称里有换行或控制字符，请删去"))
    if len(name) > LONGEST_NAME:
        raise ValueError(msg("名称不得长于 {longest_name} 个字符，现有 {count} 个", longest_name=LONGEST_NAME, count=len(name)))
    return name


NameText = Annotated[Text, AfterValidator(_name)]
"""A name on one line, without blanks around it; may be empty."""


Keys = tuple[str | int, ...]
"""Keys from the top of a standard; entries of a list by their number."""


@dataclass(frozen=True)
class SchemaFault:
    """What does not hang together, and at which key."""

    path: Keys
    text: str


class SchemaFaults(ValueError):  # noqa: N818 - several
    """Raised by a model whose parts do not hang together."""

    def __init__(self, faults: Sequence[SchemaFault]) -> None:
        super().__init__("\n".join(fault.text for fault in faults))
        self.faults = tuple(faults)


class Part(BaseModel):
    """Any part of a standard: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,), allow_inf_nan=False)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values; what the first one worked out from its own is worked out anew."""
        made = super().model_copy(update=update, deep=deep)
        for name in [name for name in made.__dict__ if isinstance(getattr(type(made), name, None), cached_property)]:
            del made.__dict__[name]
        return made
