"""Start XC-GIS: without an argument the window, else the same commands as ``xc-gis``."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) > 1:
        from xc_gis.__main__ import main

        main()
    else:
        from xc_gis.ui.app import start

        sys.exit(start())
