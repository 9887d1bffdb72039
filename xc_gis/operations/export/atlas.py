"""The atlas of a run: pages drawn, set as one PDF, and as pictures on demand."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.files.file_names import file_word
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.page_work import HINT, done_by_processes, part_path, picture_path, read_part, set_beside, write_part
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.document import atlas_pdf, atlas_pictures
from xc_gis.report.documents.atlas.drawn_page import DrawnPage, draw_page
from xc_gis.report.documents.atlas.pages import pages_of
from xc_gis.report.documents.atlas.records import COMMUNITY, AtlasPage, AtlasSource
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.typesetting import templates_digest
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.version import __version__

NAME = "atlas"

FORMAT = 2
"""Raised when the same source makes other pages: what was kept is drawn anew."""

DRAWING, SETTING, PICTURES = msg("绘制图幅"), msg("排版图集"), msg("输出图片")

SETTING_TO_DRAWING = 0.4
"""Typst takes this share of what drawing takes (measured with the sample)."""

LONGEST_NAME = 80
"""Letters of the name of a picture."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True)
class AtlasOptions:
    """Which pages (ids of communities, names of subdistricts; all where empty), also as pictures or not, and by how many processes."""

    only: tuple[str, ...] = ()
    pictures: bool = False
    jobs: int = 1


def export_atlas(
    folder: ExportFolder, source: AtlasSource, fonts: ChineseFonts, inputs: str, options: AtlasOptions, progress: Progress
) -> list[str]:
    """
    Write the atlas of one theme; returns the name of its file, and those of its pictures where they are wanted.

    ``inputs``: checksum of all that the source was made from. A file that is there and was made from the same is left as it is.

    Raises
    ------
    InputError
        There is no page: no community has a place, or none is what ``only`` names.
    OutputError, ResourceError, Cancelled
        Pages that are drawn are kept, and the next export goes on from there.
    """
    pages, unplaced = pages_of(source, options.only)
    if not pages:
        raise InputError(
            msg("没有可出的图幅：社区都没有位置，或所选社区、街道不存在"),
            hint=msg("请检查 --only：{names}", names=joined("、", options.only)),
        )
    name = file_name(source)
    inputs = digest_of([inputs, FORMAT, __version__, templates_digest(), [page.key for page in pages], font_digest(fonts)])
    pictures = picture_names(source, pages) if options.pictures else []
    wanted = [one for one in (name, *pictures) if not folder.is_there(one, inputs)]
    if not wanted:
        return [name, *pictures]
    folder.refuse_changed(wanted)
    parts = folder.parts(inputs[:16])
    began, before = time.monotonic(), len(list(parts.glob("*.page")))
    drawn = draw_pages(source, pages, fonts, parts, options.jobs, progress)
    drawn_here, drawing_s = len(pages) - before, (time.monotonic() - began) * options.jobs

    if name in wanted:
        share = _Share(source, fonts, parts, tuple(enumerate(pages)))
        expected = (drawing_s / drawn_here * SETTING_TO_DRAWING,) if drawn_here > 0 else ()
        content = set_beside(_pdf, share, progress, SETTING, len(pages), *expected)
        left_out = {page.key: list(one.left_out) for page, one in zip(pages, drawn, strict=True) if one.left_out}
        folder.put(
            name, content, inputs=inputs, theme=source.theme.code, pages=len(pages), unplaced=unplaced, names_left_out=left_out
        )
    missing = [n for n, picture in enumerate(pictures) if picture in wanted]
    if missing:
        _set_pictures(source, pages, fonts, parts, missing, options.jobs, progress)
        for n in missing:
            folder.put(pictures[n], picture_path(parts, n).read_bytes(), inputs=inputs, page=pages[n].key)
    folder.remove_parts()
    return [name, *pictures]


def file_name(source: AtlasSource) -> str:
    """``atlas.pdf``; of another theme than the stars ``atlas-coverage-MED.pdf``."""
    theme = file_word(source.theme.code.replace(":", "-"))
    return f"{NAME}.pdf" if theme == "stars" else f"{NAME}-{theme}.pdf"


def picture_names(source: AtlasSource, pages: Sequence[AtlasPage]) -> list[str]:
    """``atlas/001-district.png`` …: the number of the page, its kind, and the id of a community as far as files may be called so."""
    stem = file_name(source).removesuffix(".pdf")
    names = [
        f"{n:03d}-{page.kind}" + (f"-{_UNSAFE.sub('', page.area)}" if page.kind == COMMUNITY else "")
        for n, page in enumerate(pages, 1)
    ]
    return [f"{stem}/{name[:LONGEST_NAME]}.png" for name in names]


def font_digest(fonts: ChineseFonts) -> list[list[Any]]:
    """What tells fonts apart: name, place in the file, size of the file."""
    return [
        [role, font.family, font.index, font.file.name, font.file.stat().st_size] for role, font in sorted(fonts.by_role.items())
    ]


def digest_of(values: Any) -> str:
    """Checksum of plain values."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True)
class _Share:
    """Pages for one process."""

    source: AtlasSource
    fonts: ChineseFonts
    parts: Path
    pages: tuple[tuple[int, AtlasPage], ...]


def draw_pages(
    source: AtlasSource, pages: Sequence[AtlasPage], fonts: ChineseFonts, parts: Path, jobs: int, progress: Progress
) -> list[DrawnPage]:
    """
    Draw pages and keep each in ``parts``; those that are kept there already are not drawn again.

    Returns
    -------
    list of DrawnPage
        In the order of the pages.
    """
    missing = [(n, page) for n, page in enumerate(pages) if read_part(part_path(parts, n)) is None]
    before = len(pages) - len(missing)
    if jobs > 1 and len(missing) > jobs:
        shares = [_Share(source, fonts, parts, tuple(missing[n::jobs])) for n in range(jobs)]
        done_by_processes(_draw, shares, progress, DRAWING, lambda: len(list(parts.glob("*.page"))), len(pages))
    else:
        for done, one in enumerate(missing):
            progress.step(DRAWING, before + done, len(pages))
            _draw(_Share(source, fonts, parts, (one,)))
    progress.step(DRAWING, len(pages), len(pages))
    return _read(parts, len(pages))


def _read(parts: Path, count: int) -> list[DrawnPage]:
    found = [read_part(part_path(parts, n)) for n in range(count)]
    whole = [page for page in found if page is not None]
    assert len(whole) == count, "a page that was drawn is not there"
    return whole


def _draw(share: _Share) -> int:
    glyphs = glyphs_of(share.fonts.sans)
    for number, page in share.pages:
        write_part(part_path(share.parts, number), draw_page(share.source, page, number, glyphs))
    return len(share.pages)


def _pdf(share: _Share) -> bytes:
    return atlas_pdf(share.source, _read(share.parts, len(share.pages)), share.fonts)


def _set_pictures(
    source: AtlasSource,
    pages: Sequence[AtlasPage],
    fonts: ChineseFonts,
    parts: Path,
    numbers: Sequence[int],
    jobs: int,
    progress: Progress,
) -> None:
    """Set pages as pictures into ``parts``; those that are whole there already are not set again."""
    missing = [(n, pages[n]) for n in numbers if not picture_path(parts, n).is_file()]
    before = len(numbers) - len(missing)
    if jobs > 1 and len(missing) > jobs:
        shares = [_PictureShare(source, fonts, parts, tuple(missing[n::jobs]), len(pages)) for n in range(jobs)]
        done_by_processes(_pictures, shares, progress, PICTURES, lambda: len(list(parts.glob("*.png"))), len(numbers))
    else:
        for done, one in enumerate(missing):
            progress.step(PICTURES, before + done, len(numbers))
            _pictures(_PictureShare(source, fonts, parts, (one,), len(pages)))
    progress.step(PICTURES, len(numbers), len(numbers))


@dataclass(frozen=True)
class _PictureShare(_Share):
    """Pages for one process to set as pictures, of ``total``."""

    total: int


def _pictures(share: _PictureShare) -> int:
    for number, _ in share.pages:
        page = read_part(part_path(share.parts, number))
        assert page is not None, "a page that was drawn is not there"
        (picture,) = atlas_pictures(share.source, [page], share.fonts, total=share.total, before=number)
        write_whole(picture_path(share.parts, number), picture, hint=HINT)
    return len(share.pages)
