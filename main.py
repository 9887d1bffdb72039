"""Start XC-GIS: the same commands as ``xc-gis``."""

from xc_gis.cli import main

if __name__ == "__main__":
    main()
