"""The pages of targets that are behind, as a kind of export."""

from __future__ import annotations

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas import digest_of, font_digest
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.targets_content import behind_pages
from xc_gis.progress import Progress
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.report.documents.targets.document import targets_pdf
from xc_gis.report.documents.typesetting import templates_digest
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.targets import STATUS, follows_targets, read_targets
from xc_gis.runs.view import RunView
from xc_gis.version import __version__

NAME = "targets.pdf"

FORMAT = 1
"""Raised when the same run makes other pages."""

WRITING = msg("写未完成的指标")


def has_targets(run: RunView) -> bool:
    """Whether a run has what these pages are made from."""
    return follows_targets(run.manifest)


def refuse_without_targets(run: RunView) -> None:
    """Raise ``InputError`` where a run follows no list of indicators, or an earlier version wrote it."""
    if has_targets(run):
        return
    is_old = STATUS in run.manifest["outputs"]
    raise InputError(
        msg("结果 {name} 没有指标清单", name=run.folder.name),
        hint=msg("这次结果由较早的版本写出，请重新运行该项目")
        if is_old
        else msg("请在项目文件中加上 [[indicators]] 后重新运行，见 docs/targets.md"),
    )


def prepare_targets(work: RunExport) -> Write:
    """
    The pages; their content is put together before anything is written.

    Raises
    ------
    InputError
        The run follows no list of indicators, or an earlier version wrote it, or it is damaged.
    OutputError
        There is no Chinese font.
    """
    run, request = work.run, work.request
    refuse_without_targets(run)
    fonts = find_chinese_fonts(request.fonts)
    pages = behind_pages(run, read_targets(run.folder, run.manifest), request.lang)

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        inputs = digest_of([folder.run, FORMAT, __version__, templates_digest(), font_digest(fonts), request.lang])
        if folder.is_there(NAME, inputs):
            return [NAME]
        folder.refuse_changed([NAME])
        progress.step(WRITING, 0, 1)
        folder.put(NAME, targets_pdf(pages, fonts), inputs=inputs, targets=sum(len(one.items) for one in pages.lists))
        progress.step(WRITING, 1, 1)
        return [NAME]

    return write
