"""What is told of the Word files of a check-up: how many there are, which hold somebody's own words, which stayed as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.languages.message import Message, joined, msg
from xc_gis.operations.export.checkup.word_files import EARLIER, FOLDER, STRANGER
from xc_gis.report.documents.word.merge import CANNOT_CARRY, CHANGED, UNREADABLE

MOST_NAMES = 5

REASONS = {
    CHANGED: msg("导出写的内容被改动过"), UNREADABLE: msg("打不开"), CANNOT_CARRY: msg("自己增写的内容中有脚注、批注、对象等，不能带到新文件"),
    STRANGER: msg("不是导出写的"),
}  # fmt: skip


def word_file_notes(record: Mapping[str, Any], files: Sequence[str]) -> list[Message]:
    """Sentences about the Word files among those that were written, and about those that stayed; none where there are none."""
    details = record["details"]
    written = [name for name in files if name.startswith(f"{FOLDER}/")]
    notes = [msg("{folder}/：{count} 份 Word 文档", folder=FOLDER, count=len(written))] if written else []
    own = sum(bool(details[name].get("own")) and not details[name].get("stays") for name in written)
    stays = sum(bool(details[name].get("own")) and bool(details[name].get("stays")) for name in written)
    if stays:
        notes.append(msg("{count} 份中有自己填写、增写的内容，与本次结果相符，原样保留", count=stays))
    if own:
        notes.append(msg("{count} 份中有自己填写、增写的内容，已带入新文件；改写前的文件在 {folder}/", count=own, folder=EARLIER))
    for code, reason in REASONS.items():
        kept = sorted(name for name, one in details.items() if one.get("kept") == code and name.startswith(f"{FOLDER}/"))
        if kept:
            names = joined("、", kept[:MOST_NAMES])
            notes.append(
                msg(
                    "{count} 份保持原样，没有更新（{reason}）：{names}；要得到新的，请移走或改名后再导出",
                    count=len(kept), reason=reason, names=names,
                )
            )  # fmt: skip
    return notes
