"""Chinese numerals as numbers: 九十五, 一百, 九十五点五, 百分之九十, 九成五."""

from __future__ import annotations

from xc_gis.sources.governance.words import DIGITS, PERCENT_WORD, POINT, TENS, TENTHS


def chinese_number(text: str) -> float | None:
    """
    The number that Chinese numerals say; None where they say none.

    >>> [chinese_number(text) for text in ("九十五", "一百", "一百零五", "九十五点五", "十", "好")]
    [95.0, 100.0, 105.0, 95.5, 10.0, None]
    """
    whole, point, parts = text.partition(POINT)
    number = _whole(whole)
    if number is None or not point:
        return number
    digits = [DIGITS.get(c) for c in parts]
    if not digits or None in digits:
        return None
    return number + float("0." + "".join(map(str, digits)))


def chinese_percent(text: str) -> float | None:
    """
    The percent that Chinese words say with a sign of their own (百分之九十, 九成五); None for other texts.

    >>> [chinese_percent(text) for text in ("百分之九十", "九成", "九成五", "十成", "九十")]
    [90.0, 90.0, 95.0, 100.0, None]
    """
    if text.startswith(PERCENT_WORD):
        return chinese_number(text.removeprefix(PERCENT_WORD))
    head, tenths, tail = text.partition(TENTHS)
    if not tenths:
        return None
    tens, ones = _whole(head), DIGITS.get(tail) if tail else 0
    return None if tens is None or ones is None else tens * 10 + ones


def _whole(text: str) -> float | None:
    """Units add up, each with the digit before it; digits alone are read one by one (二〇)."""
    if not text or not all(c in DIGITS or c in TENS for c in text):
        return None
    if not any(c in TENS for c in text):
        return float("".join(str(DIGITS[c]) for c in text))
    total, digit, last = 0, None, 10_000
    for c in text:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        else:
            if TENS[c] >= last:
                return None
            last = TENS[c]
            total += (1 if digit is None else digit) * last
            digit = None
    return float(total + (digit or 0))
