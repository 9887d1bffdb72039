"""Pages drawn by several processes, each kept beside as it is done: a stop loses the page under way and no more."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.drawn_page import DrawnPage
from xc_gis.workers import shared_work

Share = TypeVar("Share")
Done = TypeVar("Done")

LOOK_S = 0.2
"""How often the parts that are done are counted."""

SETTING_S = 0.03
"""Seconds that Typst takes for a page, where nothing better is known."""

FEW_PAGES = 30
"""Documents of fewer pages are set without another process."""

HINT = msg("请换一个可写的文件夹")


def done_by_processes(
    work: Callable[[Share], Done], shares: Sequence[Share], progress: Progress, stage: str, done: Callable[[], int], total: int
) -> list[Done]:
    """
    Let a process do each share, and report ``done()`` of ``total`` until all are.

    Raises
    ------
    ResourceError, Cancelled
        As ``shared_work`` and the listener; the processes are gone by then.
    """
    with ThreadPoolExecutor(1) as beside, shared_work(work, shares) as results:
        waiting = beside.submit(list, results)
        while True:
            progress.step(stage, min(done(), total), total)
            try:
                return waiting.result(timeout=LOOK_S)
            except TimeoutError:
                if waiting.done():
                    raise


def set_beside(
    work: Callable[[Share], Done], share: Share, progress: Progress, stage: str, pages: int, seconds_a_page: float = SETTING_S
) -> Done:
    """
    Let a process set a document, and report how many of its pages are likely done: Typst does not say, so this goes by the clock.

    A short document is set at once in this process.

    Raises
    ------
    ResourceError, Cancelled
        As ``done_by_processes``: a stop is heard while a long document is set.
    """
    progress.step(stage, 0, pages)
    if pages < FEW_PAGES:
        made = work(share)
    else:
        made = done_by_processes(work, [share], progress, stage, likely_done(pages, seconds_a_page, time.monotonic), pages)[0]
    progress.step(stage, pages, pages)
    return made


def likely_done(pages: int, seconds_a_page: float, clock: Callable[[], float]) -> Callable[[], int]:
    """How many pages are likely done since now, never the last one: fast at first, and slower the longer it lasts beyond what was expected."""
    start, expected = clock(), max(pages * seconds_a_page, 0.1)

    def done() -> int:
        share = (clock() - start) / expected
        return min(int(pages * (share * 0.8 if share <= 1 else 1 - 0.2 / share)), pages - 1)

    return done


def part_path(folder: Path, number: int) -> Path:
    """File of a drawn page."""
    return folder / f"{number:05d}.page"


def picture_path(folder: Path, number: int) -> Path:
    """File of a page that is set as a picture."""
    return folder / f"{number:05d}.png"


def write_part(path: Path, page: DrawnPage) -> None:
    """Keep a drawn page; its first line is the checksum of the rest, so that half a file is known for what it is."""
    content = json.dumps(
        {"record": page.record, "drawings": {name: drawing.decode() for name, drawing in page.drawings.items()}, "left_out": page.left_out},
        ensure_ascii=False,
    ).encode(errors="surrogatepass")  # fmt: skip
    write_whole(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content, hint=HINT)


def read_part(path: Path) -> DrawnPage | None:
    """A page that was kept; None where there is none, or it is damaged."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest().encode() != digest:
        return None
    kept: dict[str, Any] = json.loads(content.decode(errors="surrogatepass"))
    return DrawnPage(kept["record"], {name: text.encode() for name, text in kept["drawings"].items()}, tuple(kept["left_out"]))
