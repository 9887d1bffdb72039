"""
Save the map again and again on a busy machine, open each picture and look whether map and streets are in it.

    xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" python benchmarks/pictures.py [--count 50] [--load 4] [--keep FOLDER]

PNG and PDF in turn, theme after theme, with and without a chosen community, the whole area and a part of it, while ``--load`` other
processes compute. A PDF is drawn by PDFium. Ends with 1 where a picture is not whole or was refused.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.driven_window import DrivenWindow  # noqa: I001 - before Qt

import numpy as np
import pypdfium2

PLACE_MM = (10.0, 22.0, 302.0, 259.0)
SHEET_MM = (420.0, 297.0)
NEAR = 14
"""Colours this far apart (in each of red, green, blue) are the same: a PDF keeps pictures as JPEG."""

BUSY = "import os; parent = os.getppid()\nwhile os.getppid() == parent: sum(range(100_000))"
"""Computes for as long as the process that started it lives, however that one ends."""

COMMUNITIES_LEAST, SHARE_LEAST = 12, 0.001
"""A class of so many communities takes at least this share of the map."""


class SavingWindow(DrivenWindow):
    """The window with the sample, and what it says when its map is saved."""

    def __init__(self) -> None:
        super().__init__()
        self.window.open_sample()
        self.until_shown()
        self.notices: list[str] = []
        self.window.display.show_failure = lambda failure: self.notices.append(f"refused: {failure.message}")

    def show(self, theme: str, community: str, *, whole: bool) -> None:
        """Show a theme of the whole area or of its middle."""
        work = self.window.display.work
        self.window.presenter.choose_theme(theme)
        if community:
            self.window.presenter.choose_community(community)
        work.map.call("xcMap.fitWhole")
        if not whole:
            work.map.page.runJavaScript("xcMap.map.setZoom(xcMap.map.getZoom() + 1.5, { animate: false });0")

    def save(self, path: Path) -> str:
        """Save the map; what the window said."""
        from xc_gis.ui.shell.map_saving import MapSaving  # noqa: PLC0415

        self.notices.clear()
        saving = MapSaving(self.window.display, self.notices.append)
        saving.save(path)
        self.until(lambda: saving.is_done)
        return self.notices[-1]


def map_of(path: Path) -> np.ndarray:
    """The map on a sheet, pixels of shape (height, width, 3)."""
    from PyQt5.QtGui import QImage  # noqa: PLC0415

    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        pixels = document[0].render(scale=150 / 72, rev_byteorder=True).to_numpy()[..., :3].copy()
        document.close()
    else:
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
        memory = image.constBits()
        memory.setsize(image.sizeInBytes())
        pixels = np.frombuffer(memory, dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
        pixels = pixels[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()
    unit = pixels.shape[1] / SHEET_MM[0]
    x, y, w, h = (round(part * unit) for part in PLACE_MM)
    inside = pixels[y + 4 : y + h - 4, x + 4 : x + w - 4]
    return inside.astype(np.int16)


def share_of(pixels: np.ndarray, colour: tuple[float, ...]) -> float:
    """Share of a map that has a colour."""
    return float((np.abs(pixels - np.array(colour)) <= NEAR).all(axis=2).mean())


def ink_of(pixels: np.ndarray) -> float:
    """Share of a map that is an edge: streets and names make most of them."""
    steps = np.abs(np.diff(pixels, axis=1)).max(axis=2)
    return float((steps > 40).mean())


def lacks(pixels: np.ndarray, rows: list[dict[str, Any]], ink: float, *, whole: bool) -> str:
    """What a picture lacks; empty where it is whole."""
    missing, seen = [], False
    for row in rows:
        count = int(row["count"].split()[0].replace(",", "")) if row["count"][:1].isdigit() else 0
        if row["dot"] or row["note"] or not count:
            continue
        is_there = share_of(pixels, _shown(row)) >= SHARE_LEAST
        seen = seen or is_there
        if whole and count >= COMMUNITIES_LEAST and not is_there:
            missing.append(row["words"])
    if not seen:
        missing.append("communities")
    if ink_of(pixels) < ink:
        missing.append("streets")
    return ", ".join(missing)


def _shown(row: dict[str, Any]) -> tuple[float, ...]:
    """Colour of a class on the map."""
    if row["hatched"]:
        return 236, 239, 242
    return tuple(float(int(row["fill"][n : n + 2], 16)) for n in (1, 3, 5))  # the legend shows what is seen over the ground


def main() -> None:
    """Save, open, judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--load", type=int, default=4)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    bench = SavingWindow()
    display = bench.window.display
    codes = [c.code for c in display.run.categories]
    themes = ["stars", "joint", *(start + code for code in codes for start in ("", "minutes:", "gaps:"))]
    communities = [c.community_id for c in display.run.communities]
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        ink = {}
        for suffix in (".png", ".pdf"):
            for whole in (True, False):
                both = []
                for streets in (True, False):
                    bench.show("stars", "", whole=whole)
                    display.work.map.set_layer("streets", streets)
                    path = folder / f"measure-{int(whole)}-{int(streets)}{suffix}"
                    print(bench.save(path), flush=True)
                    both.append(ink_of(map_of(path)))
                display.work.map.set_layer("streets", True)
                print(f"edges with streets {both[0]:.4f}, without {both[1]:.4f}", flush=True)
                ink[suffix, whole] = (both[0] + both[1]) / 2
        busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(given.load)]
        faults, seconds = [], []
        try:
            for n in range(given.count):
                theme, whole, suffix = themes[n * 7 % len(themes)], n % 3 != 1, (".png", ".pdf")[n % 2]
                bench.show(theme, communities[n * 11 % len(communities)] if n % 4 == 0 else "", whole=whole)
                path = folder / f"{n:02}-{theme.replace(':', '-')}{suffix}"
                start = time.monotonic()
                notice = bench.save(path)
                seconds.append(time.monotonic() - start)
                rows = display.work.themes.legend.rows
                fault = lacks(map_of(path), rows, ink[suffix, whole], whole=whole) if path.is_file() else notice
                print(
                    f"{n + 1:3} {theme:14} {'whole' if whole else 'part':5} {suffix} {seconds[-1]:5.1f} s  {fault or 'whole'}",
                    flush=True,
                )
                faults += [fault] if fault else []
        finally:
            for process in busy:
                process.kill()
                process.wait()
    print(
        f"{given.count - len(faults)} of {given.count} are whole; median {statistics.median(seconds):.1f} s, longest {max(seconds):.1f} s"
    )
    bench.window.close()
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
