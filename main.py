"""Start XC-GIS: alone or with a study file the window, else the same commands as ``xc-gis``."""

import multiprocessing
import sys
from pathlib import Path

WINDOW = "xc-gis-app"
"""Name of the packaged program without a console."""


def opens_window(program: str, arguments: list[str]) -> bool:
    """Whether nothing is asked for but the window, perhaps with a file: what a double click on one gives."""
    if len(arguments) > 1:
        return False
    name = arguments[0] if arguments else ""
    return not name or (
        not name.startswith("-") and (Path(program).stem == WINDOW or name.endswith(".toml") or Path(name).is_file())
    )


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if opens_window(sys.argv[0], sys.argv[1:]):
        from xc_gis.ui.entry import main as open_window

        open_window()
    from xc_gis.__main__ import main

    main()
