"""Which service a ticket speaks of: by the office's table of categories, else by the words of the program."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import OTHER, InputRecord
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import CATEGORY_HEADINGS, SERVICE_OF_WORD
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.standard import Standard


class ServiceWords:
    """
    Services by words in the categories of the hotline.

    ``services``: code of a category of the standard, or ``OTHER``, by word.
    """

    def __init__(self, services: Mapping[str, str]) -> None:
        self._services = {plain(word): code for word, code in services.items()}
        self._longest_first = sorted(self._services, key=lambda word: (-len(word), word))

    @property
    def codes(self) -> frozenset[str]:
        """The services that a ticket may speak of."""
        return frozenset(self._services.values()) - {OTHER}

    def is_known(self, category: str) -> bool:
        """Whether a category stands in the table word for word."""
        return plain(category) in self._services

    def service(self, *categories: str) -> str:
        """The service of a ticket by its categories, the narrowest first: the same word, else the longest word in one; ``OTHER`` where none is."""
        words = [plain(category) for category in categories]
        for word in words:
            if word in self._services:
                return self._services[word]
        return next((self._services[known] for word in words for known in self._longest_first if known in word), OTHER)


def read_services(
    files: StudyFiles, table: AreaTable | None, standard: Standard, notes: Notes
) -> tuple[ServiceWords, InputRecord | None]:
    """
    The table of categories, or the program's own words.

    Raises
    ------
    InputError
        A service that the standard has not, a word twice: with its row.
    """
    codes = {category.code for category in standard.categories}
    if table is None:
        notes.add("columns", "info", msg("没有写 categories，工单按程序自带的词对应服务"))
        return ServiceWords({word: code for word, code in SERVICE_OF_WORD.items() if code in codes}), None
    frame = read_rows(files, table, CATEGORY_HEADINGS, notes)
    require(frame, tuple(CATEGORY_HEADINGS), CATEGORY_HEADINGS, notes)
    known = {
        plain(name): category.code
        for category in standard.categories
        for name in (category.code, category.zh, category.en)
        if name
    }
    known |= {"": OTHER, plain(OTHER): OTHER}
    found: dict[str, str] = {}
    for row, word, service in zip(frame[ROW], texts(frame["word"]), texts(frame["service"]), strict=True):
        code = known.get(plain(service))
        if code is None:
            raise InputError(
                msg("{shown} 第 {row} 行:标准中没有服务类别 “{service}”", shown=notes.layer, row=int(row), service=service),
                hint=nearest_spelling(service, sorted(codes)) or msg("可用:{asked}", asked=joined("、", sorted(codes))),
            )
        if not word or plain(word) in {plain(one) for one in found}:
            raise InputError(
                msg("{shown} 第 {row} 行的热线类别是空的，或与前面重复", shown=notes.layer, row=int(row)),
                hint=msg("请更正后重试"),
            )
        found[word] = code
    return ServiceWords(found), InputRecord(
        "hotline_categories", notes.layer, files.sha256(table.path), len(frame), len(found), ""
    )


def plain(word: str) -> str:
    """A word without what typing adds."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())
