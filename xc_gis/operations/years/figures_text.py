"""
Shares as text: in sixths they are exact, as decimals they are rounded so that the printed ones still add up, in sentences they are fractions.

A plain ``1/6`` in a table would be the first of June to a spreadsheet, so that no table holds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xc_gis.analysis.causes.shapley import SIXTHS, Shares

PLACES = 6
"""Decimals of figures in tables."""


def number(value: Fraction) -> str:
    """
    A figure of a table, which has six decimals at most.

    >>> number(Fraction(5, 2)), number(Fraction(-3)), number(Fraction(0))
    ('2.5', '-3', '0')
    """
    return _decimal(round(value * 10**PLACES))


def decimals(shares: Shares) -> tuple[str, ...]:
    """
    Shares to six decimals; what rounding leaves goes where it was cut off most, so that the printed ones add up to the printed change.

    >>> decimals(Shares(Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)))
    ('0.333333', '0.166667', '0.5')
    """
    whole = [share * 10**PLACES for share in shares]
    units = [value.numerator // value.denominator for value in whole]
    left = round(sum(whole, Fraction(0))) - sum(units)
    for n in sorted(range(len(units)), key=lambda n: (units[n] - whole[n], n))[:left]:
        units[n] += 1
    return tuple(_decimal(unit) for unit in units)


def sixths(shares: Shares) -> tuple[str, ...]:
    """
    Shares in sixths, without rounding.

    >>> sixths(Shares(Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)))
    ('2', '1', '3')
    """
    return tuple(number(share * SIXTHS) for share in shares)


def mixed(value: Fraction) -> str:
    """
    A figure as people write it, with its sign.

    >>> mixed(Fraction(7, 3)), mixed(Fraction(-1, 2)), mixed(Fraction(4)), mixed(Fraction(0))
    ('+2 1/3', '-1/2', '+4', '0')
    """
    whole, part = divmod(abs(value), 1)
    sign = "+" if value > 0 else "-" if value < 0 else ""
    words = [str(whole)] if whole or not part else []
    return sign + " ".join([*words, *_part(part)])


def people(value: Fraction) -> str:
    """
    People with their sign, to a tenth.

    >>> people(Fraction(12345, 6)), people(Fraction(-1000)), people(Fraction(0))
    ('+2,057.5', '-1,000', '0')
    """
    text = f"{float(value):+,.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text


def _part(part: Fraction) -> Iterator[str]:
    if part:
        yield f"{part.numerator}/{part.denominator}"


def _decimal(units: int) -> str:
    whole, part = divmod(abs(units), 10**PLACES)
    text = f"{whole}.{part:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"-{text}" if units < 0 else text
