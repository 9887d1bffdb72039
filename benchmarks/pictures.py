"""
Make the page of the window's map again and again on a busy machine, open each and look whether map and words are in it.

    python benchmarks/pictures.py RUN [--count 50] [--load 4] [--keep FOLDER]

PNG and PDF in turn, theme after theme, the district, a subdistrict, a community and a part, A4 and A3, by the process that the window asks,
while ``--load`` other processes compute. A PDF is drawn by PDFium. Ends with 1 where a page is not whole or was refused.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pypdfium2

from xc_gis.operations.export.current_map.map_page import map_page, read_run_ground
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.ui.workers.page_tasks import WriteMap
from xc_gis.ui.workers.worker import HALTED_ALL, HALTED_ONES, serve

BUSY = "import os; parent = os.getppid()\nwhile os.getppid() == parent: sum(range(100_000))"
"""Computes for as long as the process that started it lives, however that one ends."""

NEAR = 16
"""Colours this far apart (in each of red, green, blue) are the same: edges are smoothed."""

SHARE_LEAST = 0.0005
"""A class of at least a twelfth of the communities that are shown takes at least this share of the page."""

PAPER_WHITE = 250
"""From here on red, green and blue are white to the eye."""

COLOURED_LEAST, DRAWN_LEAST = 0.3, 0.1
"""Of a frame of coloured communities so much is not white; of one of white communities so much is edges, streets, water and names (0.28 was seen)."""

PATIENCE_S = 600.0


class PageProcess:
    """The window's process of pages, asked as the window asks it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._halted = context.Array("q", HALTED_ALL + HALTED_ONES)
        self._process = context.Process(target=serve, args=(theirs, self._halted), daemon=True)
        self._process.start()
        theirs.close()
        self._number = 0

    def ask(self, task: Any) -> Any:
        """Do a task; its answer, or the failure."""
        self._number += 1
        self._pipe.send((self._number, task))
        while self._pipe.poll(PATIENCE_S):
            kind, number, *rest = self._pipe.recv()
            if number == self._number and kind in {"answer", "failed"}:
                return rest[0]
        raise TimeoutError("no page came")

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()


def pixels_of(path: Path) -> np.ndarray:
    """The page as pixels of shape (height, width, 3)."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        pixels = document[0].render(scale=150 / 72, rev_byteorder=True).to_numpy()[..., :3].copy()
        document.close()
        return pixels.astype(np.int16)
    from PyQt5.QtGui import QImage  # noqa: PLC0415

    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    memory = image.constBits()
    memory.setsize(image.sizeInBytes())
    rows = np.frombuffer(memory, dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)


def lacks(path: Path, known: Any, shown: ShownMap, choice: PageChoice) -> str:
    """What a page lacks; empty where it is whole."""
    made = map_page(known, shown, choice)
    pixels = pixels_of(path)
    _, _, width, height = made.drawn.record["boxes"]["map"]
    seen = [row for row in made.drawn.record["legend"]["rows"] if row["kind"] == "fill" and row["count"][:1].isdigit()]
    counts = {row["colour"]: int(row["count"].split()[0]) for row in seen}
    missing = []
    for colour, count in counts.items():
        wanted = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)])
        share = float((np.abs(pixels - wanted) <= NEAR).all(axis=2).mean())
        if count * 12 >= sum(counts.values()) and count > 1 and share < SHARE_LEAST:
            missing.append(colour)
    # what is coloured covers its share of the frame, and where communities are white (nothing to say) their edges, streets and names do
    white = sum(
        count for colour, count in counts.items() if min(int(colour[n : n + 2], 16) for n in (1, 3, 5)) >= PAPER_WHITE
    ) / max(sum(counts.values()), 1)
    frame = width * height / np.prod(made.drawn.record["paper"])
    if float((pixels.min(axis=2) < PAPER_WHITE).mean()) < frame * (COLOURED_LEAST * (1 - white) + DRAWN_LEAST * white):
        missing.append("the map")
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        # without spaces: PDFium reads the gap between "3" and "岁" as one
        words = "".join(document[0].get_textpage().get_text_bounded().split())
        document.close()
        if "".join(made.drawn.record["title"].split()) not in words:
            missing.append("its title")
    return ", ".join(missing)


def main() -> None:
    """Make, open, judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--load", type=int, default=4)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    whole = ShownMap(given.run, "stars", (0.0, 0.0, 0.0, 0.0))
    known = read_run_ground(whole)
    west, south, east, north = known.page["bounds"]
    part = (west + 0.3 * (east - west), south + 0.3 * (north - south), west + 0.6 * (east - west), south + 0.6 * (north - south))
    codes = [c.code for c in known.run.categories]
    themes = ["stars", "joint", *(start + code for code in codes for start in ("", "minutes:", "gaps:"))]
    communities = known.run.communities
    process = PageProcess()
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(given.load)]
    faults, seconds = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        start = time.monotonic()
        process.ask(WriteMap(ShownMap(given.run, "stars", part), PageChoice(), folder / "first.png"))
        print(f"the first page, with the start of the process: {time.monotonic() - start:.1f} s", flush=True)
        try:
            for n in range(given.count):
                c = communities[n * 11 % len(communities)]
                area, name = (("district", ""), ("subdistrict", c.subdistrict), ("community", c.community_id), ("extent", ""))[
                    n % 4
                ]
                shown = ShownMap(given.run, themes[n * 7 % len(themes)], part)
                choice = PageChoice(area, name, paper=("A4", "A3")[n // 4 % 2])
                path = folder / f"{n:02}-{shown.theme.replace(':', '-')}{('.png', '.pdf')[n // 2 % 2]}"
                start = time.monotonic()
                answer = process.ask(WriteMap(shown, choice, path))
                seconds.append(time.monotonic() - start)
                fault = lacks(path, known, shown, choice) if path.is_file() else str(answer)
                print(
                    f"{n + 1:3} {shown.theme:14} {area:11} {choice.paper} {path.suffix} {seconds[-1]:5.1f} s  {fault or 'whole'}",
                    flush=True,
                )
                faults += [fault] if fault else []
        finally:
            process.end()
            for other in busy:
                other.kill()
                other.wait()
    print(
        f"{given.count - len(faults)} of {given.count} are whole; median {statistics.median(seconds):.1f} s, longest {max(seconds):.1f} s"
    )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
