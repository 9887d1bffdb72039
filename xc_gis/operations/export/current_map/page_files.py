"""Pages of the window's map as files: named by area, theme and day; one of them, or one for each subdistrict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.files.file_names import file_word
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.operations.export.current_map.map_page import MapPage, RunGround, map_page, page_pdf, page_picture
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.operations.export.current_map.web_page import web_page
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.document import DOTS_PER_INCH, atlas_pdf
from xc_gis.report.documents.atlas.records import SUBDISTRICT
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts

PDF, PNG = ".pdf", ".png"

LONGEST_NAME = 80
"""Letters of the name of a file."""

PAGES = msg("绘制图幅")

_HINT = msg("请关闭正在使用它的程序,或换一个可写的位置")


def file_stem(parts: Sequence[str]) -> str:
    """
    Name of a file from what it shows, without signs that a file system refuses; empty parts are left out.

    >>> file_stem(["什刹海 街道", "医疗/卫生覆盖率图", "", "2026-06-30"])
    '什刹海_街道-医疗_卫生覆盖率图-2026-06-30'
    """
    cleaned = [file_word(part).strip("._ ") for part in parts]
    return "-".join(part for part in cleaned if part)[:LONGEST_NAME] or "map"


def page_stem(made: MapPage) -> str:
    """Area, theme and day of a page."""
    return file_stem([made.area, theme_stem(made)])


def theme_stem(made: MapPage) -> str:
    """Theme and day of a page."""
    return file_stem([made.source.theme.name, made.source.day.isoformat() if made.source.day else ""])


def web_stem(made: MapPage) -> str:
    """Study, theme and day: a web page holds all of the run."""
    return file_stem([made.source.study, theme_stem(made)])


def write_page(known: RunGround, shown: ShownMap, choice: PageChoice, path: Path) -> None:
    """
    Write one page as ``.pdf`` or ``.png`` (300 dots an inch).

    Raises
    ------
    InputError
        As ``map_page``, or the name of the file ends otherwise.
    OutputError, ResourceError
        It cannot be written; what was there is untouched.
    """
    suffix = path.suffix.lower()
    if suffix not in {PDF, PNG}:
        raise InputError(msg("不能写成 “{suffix}” 文件", suffix=suffix), hint=msg("可用：.pdf、.png"))
    made = map_page(known, shown, choice)
    write_made(made, choice, path)


def write_made(made: MapPage, choice: PageChoice, path: Path) -> None:
    """Write a page that is drawn; raises ``OutputError``."""
    fonts = find_chinese_fonts(choice.fonts)
    content = page_pdf(made, fonts) if path.suffix.lower() == PDF else page_picture(made, fonts, DOTS_PER_INCH)
    write_whole(path, content, hint=_HINT, folder=True)


def write_web_page(known: RunGround, shown: ShownMap, choice: PageChoice, path: Path) -> None:
    """Write the map as a web page; raises ``OutputError``."""
    write_whole(path, web_page(known, shown, choice.settings, choice.lang), hint=_HINT)


def subdistricts_of(known: RunGround) -> list[str]:
    """Names of the subdistricts that have a place, in the order of the run."""
    placed = [
        c.subdistrict for c in known.run.communities if c.subdistrict and known.ground.communities.get(c.community_id) is not None
    ]
    return list(dict.fromkeys(placed))


def write_each_subdistrict(known: RunGround, shown: ShownMap, choice: PageChoice, target: Path, progress: Progress) -> list[Path]:
    """
    Write a page for each subdistrict: into one PDF (``target`` ends in ``.pdf``), or as PNG into a folder, each named by area, theme and day.

    A title of one's own stands on none of them, for it would name them all alike; a scale is that of all of them.

    Raises
    ------
    InputError
        There are no subdistricts.
    OutputError, ResourceError, Cancelled
        A PDF is written whole at the end; pictures that are there are whole.
    """
    names = subdistricts_of(known)
    if not names:
        raise InputError(msg("结果中没有街道"), hint=msg("请在项目文件中给社区写明所属街道"))
    each = [replace(choice, area=SUBDISTRICT, name=name, title="") for name in names]
    if target.suffix.lower() == PDF:
        _write_one_pdf(known, shown, each, target, progress)
        return [target]
    return _write_pictures(known, shown, each, target, progress)


def _write_one_pdf(known: RunGround, shown: ShownMap, each: Sequence[PageChoice], target: Path, progress: Progress) -> None:
    drawn: list[MapPage] = []
    for n, choice in enumerate(each):
        progress.step(PAGES, n, len(each) + 1)
        drawn.append(map_page(known, shown, choice, number=n))
    progress.step(PAGES, len(each), len(each) + 1)
    write_whole(target, atlas_pdf(drawn[0].source, [page.drawn for page in drawn], find_chinese_fonts(each[0].fonts)), hint=_HINT)
    progress.step(PAGES, len(each) + 1, len(each) + 1)


def _write_pictures(
    known: RunGround, shown: ShownMap, each: Sequence[PageChoice], folder: Path, progress: Progress
) -> list[Path]:
    written = []
    for n, choice in enumerate(each):
        progress.step(PAGES, n, len(each))
        made = map_page(known, shown, choice)
        path = folder / f"{n + 1:02d}-{page_stem(made)}{PNG}"
        write_made(made, choice, path)
        written.append(path)
    progress.step(PAGES, len(each), len(each))
    return written
