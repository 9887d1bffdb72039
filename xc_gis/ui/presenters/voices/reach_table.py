"""The survey beside the map: where both say different things. Knows no Qt."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import LETTERS, NOTHING_SAID, ReachRow, SurveyVoice
from xc_gis.shares import percent
from xc_gis.ui.presenters.voices.cells import UNKNOWN, Cell, RowOf, VoiceTable, count_cell, fixed, share_cell, words_cell
from xc_gis.ui.presenters.voices.hotline_tables import category_name
from xc_gis.wording.voices import PROVIDED_ZH, VERDICT_NOTE, VERDICT_ZH
from xc_gis.wording.window import label_of, tr

ORDER = tuple(VERDICT_ZH)


def reach_table(run: RunView, survey: SurveyVoice, rows: tuple[ReachRow, ...]) -> VoiceTable:
    """A row for each community and item that is a service, what asks for a look first."""
    columns = (
        (msg("街道"), msg("社区所属的街道"), False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("调查项目"), "", False), (msg("类别"), msg("服务类别"), False),
        (msg("调查"), "", False), (msg("缺口比例"), msg("未覆盖居民占服务人群的比例"), True), (msg("人群人数"), msg("该类别服务人群的居民"), True), (msg("对照"), "", False),
    )  # fmt: skip
    items = {item.code: item for item in survey.items}
    names = {code: words_cell(category_name(run, code)) for code in {row.category for row in rows}}
    made = []
    for row in sorted(rows, key=lambda row: ORDER.index(row.verdict)):
        c, item = run.by_id.get(row.community_id), items.get(row.code)
        if c is None:
            continue
        verdict = fixed(VERDICT_ZH[row.verdict])
        cells = (
            words_cell(c.subdistrict), words_cell(c.name), words_cell(f"{row.code} {item.name if item else ''}".strip()), names[row.category],
            words_cell(fixed(PROVIDED_ZH[LETTERS.get(row.provided, NOTHING_SAID)])), share_cell(row.gap_share), count_cell(row.residents),
            Cell(verdict, None if row.verdict == "unknown" else ORDER.index(row.verdict), UNKNOWN if row.verdict == "unknown" else "", verdict),
        )  # fmt: skip
        made.append(RowOf(cells, c.community_id, str(item.number) if item else "", c.subdistrict))
    share = percent(float(run.manifest["settings"]["hotline.gap_share"]["value"]))
    return VoiceTable(
        label_of(msg("服务调查与步行可达对照")), tuple(label_of(head) for head, *_ in columns), tuple(tr(hint) if hint else "" for _, hint, _ in columns),
        tuple(number for *_, number in columns), tuple(made), tr(VERDICT_NOTE.filled(share=share)),
    )  # fmt: skip
