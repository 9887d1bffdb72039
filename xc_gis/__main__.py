"""``python -m xc_gis``."""

from xc_gis.cli import main

if __name__ == "__main__":
    main()
