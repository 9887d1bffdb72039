"""A drawn town as a whole study, run by the tool and asked by the second method."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
import yaml

import xc_gis
from tests.fixtures.small_study import degrees
from tests.independent.comparison import Compared
from tests.independent.drawn_town import CRS
from tests.independent.entrances import Entrances
from tests.independent.legs import attach
from tests.independent.network import Network, to_metres
from tests.independent.osm_file import read_osm
from tests.independent.random_town import RandomTown
from tests.independent.run_points import Category, read_moment
from tests.independent.search import Walks
from tests.independent.times import Answers, Offer
from xc_gis.operations.study import analyse, read_study

ASKED = {
    "MED": ("CHS", "adult"),
    "VEG": ("VEG", "wheelchair"),
    "CVS": ("CVS", "planning"),
    "ELD": ("EDS", "senior"),
    "KIN": ("KIN", "child"),
    "ENV": ("PRK", "adult"),
}
"""Category, the type that serves it and the profile that it is asked for here."""
MINUTES = 12

STUDY = """
[study]
name = "town"
date = 2026-06-30
standard = "standard.yaml"
[network]
osm = "streets.osm"
[communities]
path = "communities.geojson"
[residents]
path = "residents.csv"
crs = "EPSG:4326"
[[facilities]]
path = "facilities.csv"
type_column = "type"
crs = "EPSG:4326"
[[facilities]]
path = "parks.geojson"
type = "PRK"
[settings]
duplicates = "off"
gates = "{gates}"
moment = "{moment}"
"""


@dataclass
class TownStudy:
    """The folder of a study and what was written into it, in degrees as written."""

    study: Path
    homes: np.ndarray
    facilities: np.ndarray
    kinds: list[str]
    parks: list[list[list[float]]]
    gates: str
    moment: str


def write_town_study(drawn: RandomTown, folder: Path, *, gates: str = "rule", moment: str = "WED 10:00") -> TownStudy:
    """Write everything that a run needs."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn.town.write(folder / "streets.osm", decimals=7)
    homes, facilities = (np.round(degrees(places), 9) for places in (drawn.homes, drawn.facilities))
    parks = [np.round(degrees(ring), 9).tolist() for ring in drawn.parks]
    kinds = [["CHS", "VEG", "CVS", "EDS", "KIN"][n % 5] for n in range(len(facilities))]
    ground = degrees([(-2000, -2000), (3000, -2000), (3000, 3000), (-2000, 3000), (-2000, -2000)]).tolist()
    _geojson(folder / "communities.geojson", [({"community_id": "C1", "name": "A", "subdistrict": "B"}, ground)])
    _geojson(folder / "parks.geojson", [({"facility_id": f"P{n}", "name": f"park {n}"}, ring) for n, ring in enumerate(parks)])
    rows = [f"H{n:03d},{lon:.9f},{lat:.9f},1" for n, (lon, lat) in enumerate(homes)]
    (folder / "residents.csv").write_text("\n".join(["demand_id,lon,lat,residents", *rows, ""]), encoding="utf-8")
    rows = [
        f"F{n:03d},shop {n},{kind},{lon:.9f},{lat:.9f}"
        for n, (kind, (lon, lat)) in enumerate(zip(kinds, facilities, strict=True))
    ]
    (folder / "facilities.csv").write_text("\n".join(["facility_id,name,type,lon,lat", *rows, ""]), encoding="utf-8")
    _write_standard(folder / "standard.yaml")
    study = folder / "study.toml"
    study.write_text(STUDY.format(gates=gates, moment=moment), encoding="utf-8")
    return TownStudy(study, homes, facilities, kinds, parks, gates, moment)


def _geojson(path: Path, areas: list[tuple[dict[str, str], list[list[float]]]]) -> None:
    features = [
        {"type": "Feature", "properties": words, "geometry": {"type": "Polygon", "coordinates": [ring]}} for words, ring in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def _write_standard(path: Path) -> None:
    """The shipped standard with other profiles."""
    shipped = Path(xc_gis.__file__).parent / "standard" / "shipped" / "xicheng-ykz-default.yaml"
    standard = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    for category in standard["categories"]:
        if category["code"] in ASKED:
            category |= {"profile": ASKED[category["code"]][1], "minutes": MINUTES}
    path.write_text(yaml.safe_dump(standard, allow_unicode=True, sort_keys=False), encoding="utf-8")


class TownAnswers:
    """Both methods on a town."""

    def __init__(self, town: TownStudy) -> None:
        self.town = town
        osm = read_osm(town.study.parent / "streets.osm")
        self.network = Network(osm, crs=CRS, moment=read_moment(town.moment), gates=town.gates)
        self.homes = attach(self.network, _metres(town.homes))
        entrances = Entrances(self.network)
        doors = [entrances.of(shapely.Polygon(_metres(np.array(ring)))) for ring in town.parks]
        self.places = np.concatenate([_metres(town.facilities), *doors])
        self.kinds = np.array(town.kinds + ["PRK"] * sum(len(d) for d in doors))

    def run(self) -> list[Compared]:
        """Run the tool in this process and compare every category asked for."""
        found = analyse(read_study(self.town.study))
        order = [int(name[1:]) for name in found.data.demand["demand_id"]]
        compared = []
        for code, (kind, profile) in ASKED.items():
            run_s = np.full(len(self.town.homes), np.nan)
            run_s[order] = found.times[code]
            run_s[np.isinf(run_s)] = np.nan
            category = Category(code, MINUTES, profile, [kind])
            compared.append(Compared(category, run_s, self.seconds(profile, kind, category.minutes * 120.0)))
        self.run_off = np.full(len(self.town.homes), False)
        self.run_off[order] = found.scene.demand.off_network
        return compared

    def answers(self, profile: str) -> Answers:
        return Answers(Walks(self.network, profile), self.homes, attach(self.network, self.places))

    def seconds(self, profile: str, kind: str, cutoff_s: float) -> np.ndarray:
        """The second method's answer."""
        return self.answers(profile).times([Offer(np.flatnonzero(self.kinds == kind))], cutoff_s=cutoff_s)


def _metres(lonlat: np.ndarray) -> np.ndarray:
    return np.column_stack(to_metres(lonlat[:, 0], lonlat[:, 1], CRS))
