"""
Which type of the standard a row of a mixed list is: by its own type words, AMap codes, OSM tags and names; never guessed.

Kinds of evidence, the strongest first (decision 21):

1. the study's own ``type_map``
2. the type word of the list is a code, name or part of a name of the standard
3. the type word matches a name pattern of the standard
4. code or tags fit, and the name pattern that narrows them fits, too
5. the name pattern fits, for types that have no code or tag in this system
6. code or tags alone, for types without a name pattern
7. the name ends with the name of a type, where the list has neither codes nor tags

Within one kind: more digits of the code or more tags, then the pattern nearest to the end of the name (in Chinese the head of a
name stands last), then the longer match. A tie between types that offer the same services is settled by the order of
the standard; any other tie leaves the row without a type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xc_gis.languages.message import joined, msg
from xc_gis.sources.facilities.type_words import FIRM, INCLUDING
from xc_gis.sources.rows.left_out_reasons import NO_TYPE, SEVERAL_TYPES, TYPE_NOT_WANTED
from xc_gis.standard import Standard

AMAP = re.compile(r"\d{6}(\s*[|;；,，]\s*\d{6})*")
_SPLIT = re.compile(r"\s*[|;；,，]\s*")
_LAST_BRACKETS = re.compile(r"[((]([^))]*)[))]$")
_SIGNS = re.compile(r"[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[((\[【〔].*?[))\]】〕]")

SHORTEST_WORD = 3
"""Words in brackets shorter than this (驿站, 菜店) are too broad to tell a type."""

MAPPED, WORD, WORD_PATTERN, CODE_AND_NAME, NAME, CODE, NAME_END = 7, 6, 5, 4, 3, 2, 1


@dataclass(frozen=True)
class TypeMatch:
    """
    Type of a row and why.

    ``code`` is empty where nothing fits or several fit equally well; ``reason`` then says so.
    """

    code: str
    reason: str


@dataclass(frozen=True)
class _Candidate:
    code: str
    level: int
    detail: int = 0
    end: int = 0
    length: int = 0
    reason: str = ""

    @property
    def rank(self) -> tuple[int, int, int, int]:
        return (self.level, self.detail, self.end, self.length)


class TypeBook:
    """All that a standard says about recognising its types."""

    def __init__(self, standard: Standard, type_map: Mapping[str, str] | None = None) -> None:
        types = standard.facility_types
        self._order = {code: number for number, code in enumerate(types)}
        self._offer = {code: (tuple(sorted(found.services)), found.catchment) for code, found in types.items()}
        self._patterns = {code: re.compile(found.name_re) for code, found in types.items() if found.name_re}
        self._any_pattern = re.compile("|".join(f"(?:{p.pattern})" for p in self._patterns.values()) or r"(?!)")
        self._words = _words(standard)
        self._own = {*types, *(found.zh for found in types.values())}
        self._amap: dict[str, list[str]] = {}
        for code, found in types.items():
            for number in found.amap:
                self._amap.setdefault(_significant(number), []).append(code)
        self._with_amap = {code for code, found in types.items() if found.amap}
        self._osm = [(code, _conditions(text), text) for code, found in types.items() for text in found.osm]
        self._with_osm = {code for code, _, _ in self._osm}
        self._map = dict(type_map or {})
        self._kept: dict[tuple[str, str], TypeMatch] = {}

    @property
    def first_tags(self) -> list[tuple[str, str]]:
        """One tag of each OSM filter: whatever has none of them is of no type."""
        return sorted({conditions[0] for _, conditions, _ in self._osm})

    @property
    def tag_keys(self) -> frozenset[str]:
        """Keys that the OSM filters ask for."""
        return frozenset(key for _, conditions, _ in self._osm for key, _ in conditions)

    def is_own_word(self, word: str) -> bool:
        """Whether a word is a code or the whole name of a type of the standard."""
        return word in self._own

    def of_word(self, name: str, word: str) -> TypeMatch:
        """Type by the list's own type word or code (may be empty) and the name."""
        key = (name, word)
        if key not in self._kept:
            self._kept[key] = self._settled(self._by_word(_bare(name), name, word), word or name)
        return self._kept[key]

    def of_tags(self, name: str, tags: Mapping[str, str]) -> TypeMatch:
        """Type by OSM tags and the name."""
        bare = _bare(name)
        fitting: dict[str, tuple[int, str]] = {}
        for code, conditions, text in self._osm:
            if all(tags.get(key) == value for key, value in conditions):
                fitting[code] = max(fitting.get(code, (0, "")), (len(conditions), text))
        shown = joined("、", (f"{key}={tags[key]}" for key, value in self.first_tags if tags.get(key) == value))
        return self._settled(self._by_code(bare, fitting, self._with_osm, "OSM "), shown or name)

    def _by_word(self, bare: str, name: str, word: str) -> list[_Candidate]:
        for written in (word, *_SPLIT.split(word)[-1:]):
            if written in self._map:
                code = self._map[written]
                reason = msg("type_map 指定 “{written}”", written=written) if code else TYPE_NOT_WANTED.text(written=written)
                return [_Candidate(code, MAPPED, reason=reason)]
        if AMAP.fullmatch(word):
            fitting: dict[str, tuple[int, str]] = {}
            for number in _SPLIT.split(word):
                for digits in (6, 4, 2):
                    for code in self._amap.get(number[:digits], ()):
                        fitting[code] = max(fitting.get(code, (0, "")), (digits, number))
            return self._by_code(bare, fitting, self._with_amap, msg("高德代码 "))
        last = _SPLIT.split(word)[-1]
        exact = [
            _Candidate(code, WORD, reason=msg("类型列 “{written}”", written=written))
            for written in {word, last}
            for code in self._words.get(written, ())
        ]
        if exact or not word:
            return exact or self._by_name(bare or name)
        pattern = self._matches(last, WORD_PATTERN, msg("类型列 “{last}” 含", last=last)) or self._ends(last, WORD_PATTERN)
        return pattern or self._by_name(bare)

    def _by_code(self, bare: str, fitting: Mapping[str, tuple[int, str]], systematic: set[str], system: str) -> list[_Candidate]:
        found = []
        for match in self._matches(bare, NAME, msg("名称含")):
            if match.code in fitting:
                detail, text = fitting[match.code]
                found.append(
                    _Candidate(
                        match.code, CODE_AND_NAME, detail, match.end, match.length, joined(",", [system + text, match.reason])
                    )
                )
            elif match.code not in systematic and not FIRM.search(bare):
                found.append(match)
        found += [
            _Candidate(code, CODE, detail, reason=system + text)
            for code, (detail, text) in fitting.items()
            if code not in self._patterns
        ]
        return found

    def _by_name(self, bare: str) -> list[_Candidate]:
        if FIRM.search(bare):
            return []
        return self._matches(bare, NAME, msg("名称含")) or self._ends(bare, NAME_END)

    def _matches(self, text: str, level: int, source: str) -> list[_Candidate]:
        if not self._any_pattern.search(text):
            return []
        found = []
        for code, pattern in self._patterns.items():
            last = max(pattern.finditer(text), key=lambda m: (m.end(), m.end() - m.start()), default=None)
            if last is not None:
                found.append(_Candidate(code, level, 0, last.end(), len(last[0]), source + f" “{last[0]}”"))
        return found

    def _ends(self, text: str, level: int) -> list[_Candidate]:
        for length in range(min(len(text), 12), 1, -1):
            word = text[-length:]
            if word in self._words and not word.isascii():
                reason = msg("名称以 “{word}” 结尾", word=word)
                return [_Candidate(code, level, 0, len(text), length, reason) for code in sorted(self._words[word])]
        return []

    def _settled(self, found: Sequence[_Candidate], shown: str) -> TypeMatch:
        if not found:
            return TypeMatch("", NO_TYPE.text(shown=shown))
        best = max(c.rank for c in found)
        top = sorted({c.code: c for c in found if c.rank == best}.values(), key=lambda c: self._order.get(c.code, -1))
        if len(top) == 1:
            return TypeMatch(top[0].code, top[0].reason)
        if len({self._offer[c.code] for c in top}) == 1:
            others = joined("、", (c.code for c in top[1:]))
            return TypeMatch(top[0].code, top[0].reason + msg(";与 {others} 服务相同,取标准中在前者", others=others))
        return TypeMatch("", SEVERAL_TYPES.text(top=joined("、", (c.code for c in top)), shown=shown))


def _bare(name: str) -> str:
    """Name without what stands in brackets, unless that is all."""
    shown = unicodedata.normalize("NFKC", name).strip()
    return _BRACKETS.sub("", shown).strip() or shown


def _significant(number: str) -> str:
    """Group codes of AMap end in pairs of zeros: 050000 is all that begins with 05."""
    while len(number) > 2 and number.endswith("00"):  # noqa: PLR2004 - a pair of digits
        number = number[:-2]
    return number


def _conditions(text: str) -> tuple[tuple[str, str], ...]:
    """Tags of a filter such as ``amenity=social_facility + social_facility:for=senior``."""
    pairs = (part.strip().partition("=") for part in text.split(" + "))
    return tuple((key.strip(), value.strip()) for key, _, value in pairs)


def _words(standard: Standard) -> dict[str, tuple[str, ...]]:
    """Codes, names and parts of names of types; a part that two types share tells nothing."""
    whole: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for code, found in standard.facility_types.items():
        whole.setdefault(code, set()).add(code)
        whole.setdefault(found.zh, set()).add(code)
        outside = _BRACKETS.sub("", found.zh).split("/")
        last = _LAST_BRACKETS.search(found.zh)
        inside = [part.removeprefix(INCLUDING) for part in re.split("[、/]", last[1])] if last else []
        for word in (*outside, *(part for part in inside if len(_SIGNS.findall(part)) >= SHORTEST_WORD)):
            parts.setdefault(word, set()).add(code)
    single = {word: tuple(codes) for word, codes in parts.items() if len(codes) == 1}
    return {**single, **{word: tuple(sorted(codes)) for word, codes in whole.items()}}


def generic_words(standard: Standard) -> Mapping[str, re.Pattern[str]]:
    """By type: the words in names that only say the type, as one pattern."""
    by_code: dict[str, set[str]] = {code: set() for code in standard.facility_types}
    for word, codes in _words(standard).items():
        for code in codes:
            if not word.isascii():
                by_code[code].add(re.escape(word))
    return {
        code: re.compile(
            "|".join([*([found.name_re] if found.name_re else []), *sorted(by_code[code], key=lambda w: (-len(w), w))])
        )
        for code, found in standard.facility_types.items()
    }
