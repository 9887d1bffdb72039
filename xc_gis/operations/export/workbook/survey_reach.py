"""Sheet 调查与可达: where the survey and the map say different things; only where the run has it."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.operations.export.workbook.voices import AREA, category_name, known_value
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import LETTERS, NOTHING_SAID, Voices
from xc_gis.shares import percent
from xc_gis.wording.voices import PROVIDED_ZH, VERDICT_NOTE, VERDICT_ZH


def reach_sheets(run: RunView, voices: Voices) -> tuple[Sheet, ...]:
    """A row for each community and item that is a service, what asks for a look first; none where no item is."""
    if not voices.reach:
        return ()
    columns = (
        *AREA, Column(msg("编号"), Kind.TEXT, 9), Column(msg("调查项目"), Kind.TEXT, 26, wrap=True), Column(msg("类别"), Kind.TEXT, 20), Column(msg("调查"), Kind.TEXT, 10),
        Column(msg("人群人数"), Kind.COUNT, 10), Column(msg("缺口比例"), Kind.SHARE, 10), Column(msg("对照"), Kind.TEXT, 20),
    )  # fmt: skip
    names = {item.code: item.name for item in voices.survey.items} if voices.survey is not None else {}
    order = list(VERDICT_ZH)
    rows = []
    for row in sorted(voices.reach, key=lambda row: order.index(row.verdict)):
        c = run.by_id[row.community_id]
        verdict: Value = Unknown(VERDICT_ZH[row.verdict]) if row.verdict == "unknown" else VERDICT_ZH[row.verdict]
        said = PROVIDED_ZH[LETTERS.get(row.provided, NOTHING_SAID)]
        rows.append(
            Row((
                c.subdistrict, c.name, c.community_id, row.code, names.get(row.code, ""), category_name(run, row.category), said, known_value(row.residents), known_value(row.gap_share),
                verdict,
            ))
        )  # fmt: skip
    share = percent(float(run.manifest["settings"]["hotline.gap_share"]["value"]))
    notes = (VERDICT_NOTE.filled(share=share), msg("调查没有说，或未登记的设施可能改变结论的，不能判断。"))
    return (Sheet(msg("调查与可达"), msg("服务调查与步行可达对照"), notes, columns, rows, frozen=3),)
