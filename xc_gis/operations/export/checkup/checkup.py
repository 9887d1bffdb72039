"""The check-up of a run: pages drawn, set as one PDF, and as a Word file for each community."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.atlas import digest_of, font_digest
from xc_gis.operations.export.atlas_source import atlas_source, ground_of_run
from xc_gis.operations.export.checkup.content import checkup_texts, checkup_words, source_for
from xc_gis.operations.export.checkup.word_files import FOLDER, put_word_files, wanted_files, word_names
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.page_work import HINT, done_by_processes, part_path, read_part, write_part
from xc_gis.operations.export.run_themes import stars_theme
from xc_gis.operations.export.spoken import saying
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.drawn_page import DrawnPage
from xc_gis.report.documents.atlas.map_figure import figure_pictures
from xc_gis.report.documents.atlas.records import AtlasSource
from xc_gis.report.documents.checkup.document import checkup_pdf, draw_checkup
from xc_gis.report.documents.checkup.records import CheckupText, CheckupWords
from xc_gis.report.documents.checkup.word_page import word_page
from xc_gis.report.documents.checkup.word_template import checkup_template
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts, find_chinese_fonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.joined_pdf import joined_pdf, pages_in
from xc_gis.report.documents.typesetting import forget_pages, templates_digest
from xc_gis.report.documents.word.template import Filled, WordTemplate
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.version import __version__

NAME, TEMPLATE_NAME = f"{FOLDER}.pdf", f"{FOLDER}-template.docx"

FORMAT = 5
"""Raised when the same run makes other pages."""

DRAWING, SETTING, WRITING = msg("绘制体检表"), msg("排版体检表"), msg("写体检表 Word 文档")

PICTURES_AT_ONCE = 8
"""Maps that are set as pictures in one go."""

PAGES_AT_ONCE = 20
"""Pages that are set in one go: 85 MB."""

SET = ".pages.pdf"
"""Ends the names of pages that are set and wait to be joined."""


@dataclass(frozen=True)
class CheckupJob:
    """All that pages are made from: texts with the source of each map, what stands on every page, fonts, the template of the Word files."""

    pages: tuple[tuple[CheckupText, AtlasSource], ...]
    words: CheckupWords
    fonts: ChineseFonts
    template: bytes
    template_name: str


def prepare_checkup(work: RunExport) -> Write:
    """
    Check-up pages of the communities that are asked for; the template is filled once, so that a fault of it is told before any work.

    Raises
    ------
    InputError
        The run has no map, no community is what ``only`` names, the template is no Word file or asks for what there is not.
    OutputError
        There is no Chinese font.
    """
    run, request = work.run, work.request
    fonts = find_chinese_fonts(request.fonts)
    say, ground = saying(request.lang), ground_of_run(run, work.page)
    source = atlas_source(run, work.page, ground, stars_theme(run, say), request.settings, request.lang)
    words = checkup_words(run, source, request.settings, request.lang)
    wanted = [
        text
        for text in checkup_texts(run, request.lang)
        if not request.only or {text.community_id, text.subdistrict} & set(request.only)
    ]
    if not wanted:
        raise InputError(
            msg("没有可出的体检表：结果中没有社区，或所选社区、街道不存在"),
            hint=msg("请检查 --only：{names}", names=joined("、", request.only)),
        )  # fmt: skip
    types = {entry["code"]: frozenset(entry["types"]) for entry in work.page["categories"]}
    pages = tuple((text, source_for(run.by_id[text.community_id], source, run, types, say)) for text in wanted)
    own = checkup_template(words.labels, request.lang) if request.template is None else _read(request.template)
    name = TEMPLATE_NAME if request.template is None else request.template.name
    job = CheckupJob(pages, words, fonts, own, name)
    try_template(job)
    made_from = [asdict(request.settings), request.lang, [text.community_id for text in wanted]]

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        inputs = digest_of([folder.run, FORMAT, __version__, templates_digest(), font_digest(fonts), *made_from])
        return export_checkup(folder, job, inputs, request.jobs, progress, own_template=request.template is None)

    return write


def try_template(job: CheckupJob) -> None:
    """Fill the template with the first page without its map; raises ``InputError`` where that cannot be."""
    text, _ = job.pages[0]
    word_page(WordTemplate(job.template, job.template_name), {**asdict(text), "figure": None}, job.words, None)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise InputError(msg("读不了模板 {path}", path=path), hint=msg("请检查 --template")) from fault


def export_checkup(
    folder: ExportFolder, job: CheckupJob, inputs: str, jobs: int, progress: Progress, *, own_template: bool = True
) -> list[str]:
    """
    Write ``checkup.pdf``, a Word file for each community and, where it is the program's, their template; returns their names.

    Raises
    ------
    OutputError, ResourceError, Cancelled
        Pages that are drawn are kept, and the next export goes on from there.
    """
    ids = [text.community_id for text, _ in job.pages]
    names = word_names(ids)
    word_inputs = digest_of([inputs, digest_of(job.template.hex())])
    has_pdf = folder.is_there(NAME, inputs)
    wanted = wanted_files(folder, names, word_inputs)
    if not has_pdf:
        folder.refuse_changed([NAME])
    if not has_pdf or wanted:
        parts = folder.parts(word_inputs[:16])
        _draw_pages(job, range(len(ids)) if not has_pdf else wanted, parts, jobs, progress)
        _write_parts(job, wanted, parts, jobs, progress, with_pdf=not has_pdf)
        if not has_pdf:
            folder.put(NAME, (parts / NAME).read_bytes(), inputs=inputs, pages=len(ids))
        made = {names[n]: _filled(parts, n) for n in wanted}
        put_word_files(folder, made, dict(zip(names, ids, strict=True)), word_inputs)
        folder.remove_parts()
    written = [NAME, *(name for name in names if "kept" not in folder.record["details"].get(name, {}))]
    if wanted:
        folder.write_record()  # what stayed is said there
    if own_template:
        written += _put_template(folder, job)
    return written


def _put_template(folder: ExportFolder, job: CheckupJob) -> list[str]:
    """The program's template beside, for an office to change a copy of it; one that is there already stays."""
    inputs = digest_of(job.template.hex())
    if not folder.is_there(TEMPLATE_NAME, inputs):
        if (folder.path / TEMPLATE_NAME).exists() and not folder.is_ours(TEMPLATE_NAME):
            return []
        folder.put(TEMPLATE_NAME, job.template, inputs=inputs)
    return [TEMPLATE_NAME]


@dataclass(frozen=True)
class _Share:
    """Pages for one process, by their numbers: to be drawn, set or written as Word files."""

    job: CheckupJob
    parts: Path
    numbers: tuple[int, ...]


def _draw_pages(job: CheckupJob, numbers: Sequence[int], parts: Path, jobs: int, progress: Progress) -> None:
    """Draw pages and keep each in ``parts``; those that are kept there already are not drawn again."""
    missing = [n for n in numbers if read_part(part_path(parts, n)) is None]
    before = len(numbers) - len(missing)
    if jobs > 1 and len(missing) > jobs:
        shares = [_Share(job, parts, tuple(missing[n::jobs])) for n in range(jobs)]
        done_by_processes(_draw, shares, progress, DRAWING, lambda: len(list(parts.glob("*.page"))), len(numbers))
    else:
        for done, n in enumerate(missing):
            progress.step(DRAWING, before + done, len(numbers))
            _draw(_Share(job, parts, (n,)))
    progress.step(DRAWING, len(numbers), len(numbers))


def _draw(share: _Share) -> int:
    glyphs = glyphs_of(share.job.fonts.sans)
    for n in share.numbers:
        text, source = share.job.pages[n]
        write_part(part_path(share.parts, n), draw_checkup(text, source, n, glyphs))
    return len(share.numbers)


def _pages(share: _Share) -> list[DrawnPage]:
    found = [read_part(part_path(share.parts, n)) for n in share.numbers]
    whole = [page for page in found if page is not None]
    assert len(whole) == len(found), "a page that was drawn is not there"
    return whole


def _word_path(parts: Path, number: int) -> Path:
    return parts / f"{number:05d}.docx"


def _set_path(parts: Path, start: int, first: int) -> Path:
    return parts / f"{start:05d}-{first:05d}{SET}"


def _prints_path(parts: Path, number: int) -> Path:
    return parts / f"{number:05d}.json"


def _filled(parts: Path, number: int) -> Filled:
    return Filled(_word_path(parts, number).read_bytes(), json.loads(_prints_path(parts, number).read_bytes()))


def _write_parts(job: CheckupJob, numbers: Sequence[int], parts: Path, jobs: int, progress: Progress, *, with_pdf: bool) -> None:
    """Set the PDF and make Word files into ``parts``; those that are whole there already are not made again."""
    missing = [n for n in numbers if not _word_path(parts, n).is_file()]
    if with_pdf and not (parts / NAME).is_file():
        _set_pages(job, parts, jobs, progress)
    before = len(numbers) - len(missing)
    if jobs > 1 and len(missing) > jobs:
        shares = [_Share(job, parts, tuple(missing[n::jobs])) for n in range(jobs)]
        done_by_processes(_write, shares, progress, WRITING, lambda: len(list(parts.glob("*.docx"))), len(numbers))
    else:
        for start in range(0, len(missing), PICTURES_AT_ONCE):
            progress.step(WRITING, before + start, len(numbers))
            _write(_Share(job, parts, tuple(missing[start : start + PICTURES_AT_ONCE])))
    progress.step(WRITING, len(numbers), len(numbers))


def _set_pages(job: CheckupJob, parts: Path, jobs: int, progress: Progress) -> None:
    """Set the pages into ``parts``, some at a time: Typst keeps much of every page until its document is done."""
    count = len(job.pages)
    missing = [start for start in range(0, count, PAGES_AT_ONCE) if not _set_path(parts, start, start + 1).is_file()]

    def done() -> int:
        return min(len(list(parts.glob(f"*{SET}"))) * PAGES_AT_ONCE, count)

    if jobs > 1 and len(missing) > 1:
        shares = [_Share(job, parts, tuple(missing[n::jobs])) for n in range(min(jobs, len(missing)))]
        done_by_processes(_set, shares, progress, SETTING, done, count)
    else:
        for start in missing:
            progress.step(SETTING, done(), count)
            _set(_Share(job, parts, (start,)))
    whole = _Share(job, parts, tuple(range(count)))
    if count > PAGES_AT_ONCE:
        done_by_processes(
            _join, [whole], progress, SETTING, done, count
        )  # its memory is given back before Word files take theirs
    else:
        _join(whole)
    progress.step(SETTING, count, count)


def _set(share: _Share) -> int:
    for start in share.numbers:
        _set_some(share, start, start + 1)
    return len(share.numbers)


def _set_some(share: _Share, start: int, first: int) -> bytes:
    """Pages of some communities from the one with the number ``start``, the first of which is page ``first``; kept in ``parts``."""
    path = _set_path(share.parts, start, first)
    if not path.is_file():
        numbers = tuple(range(start, min(start + PAGES_AT_ONCE, len(share.job.pages))))
        pages = _pages(_Share(share.job, share.parts, numbers))
        write_whole(path, checkup_pdf(share.job.words, pages, share.job.fonts, first=first), hint=HINT)
        forget_pages()
    return path.read_bytes()


def _join(share: _Share) -> int:
    """All pages as one PDF. Where a community took more than its page, what follows is set again with the numbers that its pages have now."""
    made: list[bytes] = []
    first = 1
    for start in range(0, len(share.numbers), PAGES_AT_ONCE):
        made.append(_set_some(share, start, first))
        first += pages_in(made[-1])
    write_whole(share.parts / NAME, joined_pdf(made), hint=HINT)
    return 1


def _write(share: _Share) -> int:
    job = share.job
    template = WordTemplate(job.template, job.template_name)
    for start in range(0, len(share.numbers), PICTURES_AT_ONCE):
        numbers = share.numbers[start : start + PICTURES_AT_ONCE]
        pages = _pages(_Share(job, share.parts, numbers))
        with_map = [n for n, page in enumerate(pages) if page.record["figure"]]
        figures = [DrawnPage(pages[n].record["figure"], pages[n].drawings, ()) for n in with_map]
        pictures = dict(zip(with_map, figure_pictures(figures, job.fonts, job.words.lang) if figures else [], strict=True))
        for n, page in enumerate(pages):
            made = word_page(template, page.record, job.words, pictures.get(n))
            write_whole(_prints_path(share.parts, numbers[n]), json.dumps(made.prints).encode(), hint=HINT)
            write_whole(_word_path(share.parts, numbers[n]), made.content, hint=HINT)
        forget_pages()
    return len(share.numbers)
