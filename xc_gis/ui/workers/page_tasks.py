"""Pages of the window's map, made in a process of their own that keeps the run's shapes and the page that was drawn last. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.progress import Progress
from xc_gis.runs.manifest import MANIFEST
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.map_page import MapPage, RunGround
    from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap

PAGES = "pages"
"""The lane of pages and of what is handed in."""

_RUN, _PAGE = "run of pages", "page"


@dataclass(frozen=True)
class PagePicture:
    """
    A page as a picture.

    Attributes
    ----------
    content
        PNG.
    scale, fits, lies
        ``N`` of 1 : N; whether all that was asked for is in the frame; whether the paper lies.
    shows, web_stem
        Theme and day, which follow the area in the name of its file; and what a web page of the map is called, without its ending.
    title
        Of the page.
    left_out
        How many names found no place.
    """

    content: bytes
    scale: float
    fits: bool
    lies: bool
    shows: str
    web_stem: str
    title: str
    left_out: int


@dataclass(frozen=True)
class ListKinds:
    """Kinds of output that a run has something for; the answer is a list of names and titles."""

    run_folder: Path
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> list[tuple[str, str]]:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.kinds import KINDS  # noqa: PLC0415
        from xc_gis.runs.view import read_run_view  # noqa: PLC0415

        run = read_run_view(self.run_folder)
        return [(kind.name, kind.title) for kind in KINDS if kind.is_of is None or kind.is_of(run)]


@dataclass(frozen=True)
class DrawMap:
    """The page as a picture (``PagePicture``) of so many dots an inch: for the preview, the clipboard, a printer."""

    shown: ShownMap
    choice: PageChoice
    dots_per_inch: int
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> PagePicture:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.current_map.map_page import page_picture  # noqa: PLC0415
        from xc_gis.operations.export.current_map.page_files import theme_stem, web_stem  # noqa: PLC0415
        from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts  # noqa: PLC0415

        made = _page(memory, self.shown, self.choice)
        content = page_picture(made, find_chinese_fonts(self.choice.fonts), self.dots_per_inch)
        title = str(made.drawn.record["title"])
        return PagePicture(
            content, made.scale, made.fits, made.lies, theme_stem(made), web_stem(made), title, len(made.drawn.left_out)
        )


@dataclass(frozen=True)
class WriteMap:
    """The page as a file, ``.pdf`` or ``.png``; the answer is its path."""

    shown: ShownMap
    choice: PageChoice
    path: Path
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.current_map.page_files import write_made  # noqa: PLC0415

        write_made(_page(memory, self.shown, self.choice), self.choice, self.path)
        return self.path


@dataclass(frozen=True)
class WriteEachSubdistrict:
    """A page for each subdistrict, into one PDF or as pictures into a folder; the answer is ``target``."""

    shown: ShownMap
    choice: PageChoice
    target: Path
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> Path:
        """Do it."""
        from xc_gis.operations.export.current_map.page_files import write_each_subdistrict  # noqa: PLC0415

        write_each_subdistrict(_ground(memory, self.shown), self.shown, self.choice, self.target, progress)
        return self.target


@dataclass(frozen=True)
class WriteWebPage:
    """The map as a web page that opens as it is shown, with its marks; the answer is its path."""

    shown: ShownMap
    choice: PageChoice
    path: Path
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.current_map.page_files import write_web_page  # noqa: PLC0415

        write_web_page(_ground(memory, self.shown), self.shown, self.choice, self.path)
        return self.path


@dataclass(frozen=True)
class WriteArchive:
    """Kinds of outputs of a run, and the map as it is shown, in one zip; the answer is its path."""

    shown: ShownMap
    choice: PageChoice
    kinds: Sequence[str]
    path: Path
    lane: ClassVar[str] = PAGES

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.archive import write_archive  # noqa: PLC0415

        write_archive(self.shown, self.choice, self.kinds, self.path, progress)
        return self.path


def _ground(memory: TaskMemory, shown: ShownMap) -> RunGround:
    from xc_gis.operations.export.current_map.map_page import read_run_ground  # noqa: PLC0415

    state = _state_of(shown.run_folder)
    known = memory.kept.get(_RUN)
    if known is None or known[0] != state:
        memory.kept.pop(_PAGE, None)
        memory.kept[_RUN] = known = (state, read_run_ground(shown))
    ground: RunGround = known[1]
    return ground


def _page(memory: TaskMemory, shown: ShownMap, choice: PageChoice) -> MapPage:
    from xc_gis.operations.export.current_map.map_page import map_page  # noqa: PLC0415

    ground, asked = _ground(memory, shown), (shown, choice)
    known = memory.kept.get(_PAGE)
    if known is None or known[0] != asked:
        memory.kept[_PAGE] = known = (asked, map_page(ground, shown, choice))
    page: MapPage = known[1]
    return page


def _state_of(run_folder: Path) -> Any:
    try:
        state = (run_folder / MANIFEST).stat()
    except OSError:
        return run_folder
    return run_folder, state.st_mtime_ns, state.st_size, state.st_ino
