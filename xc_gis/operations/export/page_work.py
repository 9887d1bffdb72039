"""Pages drawn by several processes, each kept beside as it is done: a stop loses the page under way and no more."""

from __future__ import annotations

import hashlib
import json
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
