"""
Open five studies in a row, each on the map and on the page of its data, and measure what is left of them; and how soon a click shows life.

    xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" python benchmarks/five_studies.py

Memory is the proportional share (PSS) of all processes of the window, the fifth study in memory for questions. The click is made on the
sample's button; life is the first change of the window's pixels.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.driven_window import DrivenWindow

STUDIES = 5
MOST_MB = 1000.0
LIFE_S = 0.2


def main() -> None:
    """Measure and print; ends with 1 where a promise is broken."""
    from PyQt5.QtCore import Qt  # noqa: PLC0415
    from PyQt5.QtTest import QTest  # noqa: PLC0415

    from xc_gis.ui.shell.pages import MAP, STUDY  # noqa: PLC0415
    from xc_gis.ui.workers.sample import sample_study  # noqa: PLC0415
    from xc_gis.ui.workers.tasks import EXPLORE  # noqa: PLC0415

    bench = DrivenWindow()
    window = bench.window
    bench.rest(6)
    button = window.welcome.sample
    before = button.grab().toImage()
    start = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    while button.grab().toImage() == before:
        bench.turn()
    life = time.perf_counter() - start
    print(f"first life after the click on the sample: {life:.2f} s (at most {LIFE_S} s)", flush=True)
    bench.until_shown()
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(STUDIES):
            place = Path(folder) / f"study-{number}"
            shutil.copytree(sample_study().parent, place)
            study = place / sample_study().name
            window.open_study(study)
            bench.until(
                lambda study=study: (
                    window.display.run is not None and window.display.study == study and window.display.work.map.is_ready
                )
            )
            window.show_page(STUDY)
            bench.rest(2)
            bench.until(lambda: not any(window.engine.is_busy(lane) for lane in list(window.engine.lanes)))
            window.show_page(MAP)
            bench.until(lambda: window.engine.is_alive(EXPLORE) and not window.engine.is_busy(EXPLORE))
            bench.rest(2)
            most = max(most, bench.memory_mb())
            print(f"study {number + 1}: {bench.memory_mb():.0f} MB in {len(window.engine.lanes)} working processes", flush=True)
        window.close()
    print(f"most: {most:.0f} MB (at most {MOST_MB:.0f} MB)")
    sys.exit(1 if most > MOST_MB or life > LIFE_S else 0)


if __name__ == "__main__":
    main()
