"""The survey's tables on the page: community × item, the items, the communities. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.runs.survey_area import items_of
from xc_gis.runs.table_rows import Number
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import NOTHING_SAID, SurveyItem, SurveyVoice
from xc_gis.shares import misses, percent
from xc_gis.ui.presenters.voices.cells import EVERYWHERE, Cell, RowOf, VoiceTable, count_cell, share_cell, words_cell
from xc_gis.wording.voices import BASE_ZH, PROVIDED_ZH
from xc_gis.wording.window import label_of, tr

MATRIX, ITEMS, COMMUNITIES, REACH = "matrix", "items", "communities", "reach"
TABLES = ((MATRIX, msg("社区 × 项目")), (ITEMS, msg("各项目")), (COMMUNITIES, msg("各社区")))
OF_LINKS = ((REACH, msg("调查与可达")),)
"""Where items of the catalogue are linked to services."""

PROVIDED, SATISFACTION = "provided", "satisfaction"
"""What the matrix shows."""


@dataclass(frozen=True)
class SurveyMatrix:
    """
    The survey, communities × items.

    Attributes
    ----------
    communities
        Id, name and subdistrict of each row.
    items
        Of the columns.
    letters, scores
        By row: a letter an item (``y``, ``n``, ``?``), satisfaction 0-1 or None.
    """

    communities: tuple[tuple[str, str, str], ...]
    items: tuple[SurveyItem, ...]
    letters: tuple[str, ...]
    scores: tuple[tuple[Number, ...], ...]

    def words(self, row: int, column: int) -> str:
        """What a cell says, as a sentence."""
        _, name, subdistrict = self.communities[row]
        item, score = self.items[column], self.scores[row][column]
        place = f"{subdistrict} {name}".strip()
        said = tr(PROVIDED_ZH[self.letters[row][column]])
        path = " › ".join(dict.fromkeys((item.division, item.item, item.name)))
        if score is None:
            return tr(msg("{place}：{item}，{said}", place=place, item=path, said=said))
        return tr(msg("{place}：{item}，{said}，满意度 {score}", place=place, item=path, said=said, score=percent(score)))


def matrix_of(run: RunView, survey: SurveyVoice, subdistrict: str = "", words: str = "") -> SurveyMatrix:
    """The matrix, of all communities or of those of a subdistrict, or with these words in their name."""
    sought = words.strip().casefold()
    mine = [
        c
        for c in run.communities
        if (not subdistrict or c.subdistrict == subdistrict) and (not sought or sought in f"{c.subdistrict} {c.name}".casefold())
    ]
    nobody, silent = NOTHING_SAID * len(survey.items), (None,) * len(survey.items)
    return SurveyMatrix(
        tuple((c.community_id, c.name, c.subdistrict) for c in mine), survey.items, tuple(survey.provided.get(c.community_id, nobody) for c in mine),
        tuple(survey.satisfaction.get(c.community_id, silent) for c in mine),
    )  # fmt: skip


def matrix_table(matrix: SurveyMatrix, what: str) -> VoiceTable:
    """The matrix as a table to be exported: words of the answers, or satisfaction."""
    headings = (label_of(msg("街道")), label_of(msg("社区")), *(f"{item.code} {item.name}".strip() for item in matrix.items))
    words = {letter: label_of(zh) for letter, zh in PROVIDED_ZH.items()}
    rows = tuple(
        RowOf((words_cell(subdistrict), words_cell(name), *(_matrix_cell(letter, score, what, words) for letter, score in zip(letters, scores, strict=True))), one, "", subdistrict)
        for (one, name, subdistrict), letters, scores in zip(matrix.communities, matrix.letters, matrix.scores, strict=True)
    )  # fmt: skip
    numbers = (False, False, *([what == SATISFACTION] * len(matrix.items)))
    return VoiceTable(label_of(msg("社区 × 项目")), headings, ("",) * len(headings), numbers, rows)


def _matrix_cell(letter: str, score: Number, what: str, words: dict[str, str]) -> Cell:
    if what == SATISFACTION:
        return share_cell(score)
    return Cell(words[letter], letter, value=None if letter == NOTHING_SAID else words[letter])


def items_table(run: RunView, survey: SurveyVoice, subdistrict: str = "") -> VoiceTable:
    """A row for each item, in the order of the catalogue: of the district, or counted over the communities of a subdistrict."""
    mine = [c.community_id for c in run.communities if c.subdistrict == subdistrict] if subdistrict else []
    items = items_of(survey, mine, unknown_max=run.unknown_max) if subdistrict else survey.items
    base = BASE_ZH[survey.base]
    columns = (
        (msg("编号"), "", False), (msg("大类"), "", False), (msg("项"), "", False), *(((msg("小项"), "", False),) if survey.base == "subitem" else ()),
        (msg("提供"), msg("写明提供的社区"), True), (msg("不提供"), msg("写明不提供的社区"), True), (msg("不清楚"), msg("没有写明的社区；不算“不提供”"), True), (msg("提供比例"), msg("写明的社区中提供的比例；不清楚的太多时没有"), True),
        (msg("比例下限"), msg("不清楚的都算不提供"), True), (msg("比例上限"), msg("不清楚的都算提供"), True), (msg("满意度"), msg("各社区满意度的平均"), True),
    )  # fmt: skip
    rows = tuple(
        RowOf((
            words_cell(item.code), words_cell(item.division), words_cell(item.item), *((words_cell(item.subitem),) if survey.base == "subitem" else ()),
            count_cell(item.yes), count_cell(item.no), count_cell(item.unknown), share_cell(item.provided[1]), share_cell(item.provided[0]), share_cell(item.provided[2]),
            share_cell(item.satisfaction[1]),
        ), category=str(item.number), subdistrict=EVERYWHERE)
        for item in items
    )  # fmt: skip
    return VoiceTable(
        tr(msg("服务目录（{base}）{subdistrict}", base=base, subdistrict=subdistrict)).strip(), tuple(label_of(head) for head, *_ in columns), tuple(tr(hint) for _, hint, _ in columns),
        tuple(number for *_, number in columns), rows, tr(_foot(survey, subdistrict, len(mine))),
    )  # fmt: skip


def _foot(survey: SurveyVoice, subdistrict: str, communities: int) -> str:
    base, count = BASE_ZH[survey.base], len(survey.items)
    if not subdistrict:
        return msg("共 {count} 个{base}；点一行，地图显示该项目。", count=count, base=base)
    if not survey.provided:
        return msg("较早的结果没有各社区的答案，{subdistrict}的数都不清楚；重新运行后就有", subdistrict=subdistrict)
    return msg(
        "{subdistrict}的 {communities} 个社区，共 {count} 个{base}；点一行，地图显示该项目。",
        subdistrict=subdistrict,
        communities=communities,
        count=count,
        base=base,
    )


@dataclass(frozen=True)
class CommunityAnswers:
    """Of a community: items by answer, those with enough satisfaction and those of which it is known; the share provided, None where too much is unknown."""

    yes: int
    no: int
    unknown: int
    satisfied: int
    scored: int
    share: float | None


def answers_of(survey: SurveyVoice, community: str, *, satisfied: float, unknown_max: float) -> CommunityAnswers:
    """Count the answers of a community; one that was not surveyed is unknown throughout."""
    letters = survey.provided.get(community, NOTHING_SAID * len(survey.items))
    scores = [score for score in survey.satisfaction.get(community, ()) if score is not None]
    yes, no, unknown = (letters.count(letter) for letter in ("y", "n", NOTHING_SAID))
    return CommunityAnswers(
        yes,
        no,
        unknown,
        sum(not misses(score, satisfied) for score in scores),
        len(scores),
        survey.provided_share([community], unknown_max),
    )


def communities_table(run: RunView, survey: SurveyVoice, *, satisfied: float) -> VoiceTable:
    """A row for each community: its answers counted."""
    columns = (
        (msg("街道"), msg("社区所属的街道"), False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("提供"), msg("写明提供的项目"), True), (msg("不提供"), msg("写明不提供的项目"), True),
        (msg("不清楚"), msg("没有写明的项目；不算“不提供”"), True), (msg("提供比例"), msg("写明的项目中提供的比例；不清楚的太多时没有"), True),
        (msg("满意度达标"), msg("满意度达到 {least} 的项目", least=percent(satisfied)), True), (msg("有满意度"), msg("写明满意度的项目"), True),
    )  # fmt: skip
    rows = []
    for c in run.communities:
        found = answers_of(survey, c.community_id, satisfied=satisfied, unknown_max=run.unknown_max)
        counts = (count_cell(n) for n in (found.yes, found.no, found.unknown))
        cells = (words_cell(c.subdistrict), words_cell(c.name), *counts, share_cell(found.share), count_cell(found.satisfied), count_cell(found.scored))  # fmt: skip
        rows.append(RowOf(cells, c.community_id, "", c.subdistrict))
    return VoiceTable(
        label_of(msg("服务落实 各社区")), tuple(label_of(head) for head, *_ in columns), tuple(tr(hint) for _, hint, _ in columns),
        tuple(number for *_, number in columns), tuple(rows), tr(msg("没有调查到的社区全部算不清楚，不算“不提供”。")),
    )  # fmt: skip
