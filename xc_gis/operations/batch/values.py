"""Values as tables and command lines write them: settings, days, standards."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from xc_gis.errors import InputError, XcGisError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.words import DAYS, NO, YES
from xc_gis.settings import SETTINGS, Value
from xc_gis.standard.load import load_standard, shipped_standards


def setting_of(key: str, value: object, where: str) -> Value:
    """A setting as its record wants it. Raises ``InputError`` naming ``where``, with what is allowed."""
    wanted = SETTINGS[key]
    read = value
    if isinstance(value, str):
        word = value.strip()
        read = word
        if isinstance(wanted.default, bool):
            read = True if word.casefold() in YES else False if word.casefold() in NO else word
        elif isinstance(wanted.default, float):
            try:
                read = float(word)
            except ValueError:
                read = word
    return wanted.checked(read, where)


def day_of(value: object, where: str) -> date:
    """A day. Raises ``InputError`` naming ``where``."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value).strip().replace("/", "-")
    for form in DAYS:
        try:
            return datetime.strptime(text.split(" ")[0], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise InputError(msg("{where}：日期 “{text}” 无法识别", where=where, text=str(value)), hint=msg("请写成 2026-06-30"))


def standard_of(name: str | Path, folder: Path, where: str) -> str:
    """
    A standard that is there, by its id or its absolute path; a path is relative to ``folder``. A shipped id wins over a file of that name.

    Raises ``InputError`` naming ``where`` where there is none, or it is wrong.
    """
    try:
        load_standard(str(name), base_dir=folder)
    except XcGisError as fault:
        raise InputError(msg("{where}：{fault}", where=where, fault=fault.message), hint=fault.hint) from fault
    return str(name) if str(name) in shipped_standards() else str((folder / name).absolute())
