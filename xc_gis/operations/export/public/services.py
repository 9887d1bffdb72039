"""What public pieces tell: walks from the middle of each community, and the facilities that are open. No stars, no scores, nobody counted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.governance.directory import NO_CONTACT, Contact
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.analysis.walks.community_ways import ways_of_communities
from xc_gis.model import WINDOW
from xc_gis.operations.governance import contacts_of
from xc_gis.operations.study import Study
from xc_gis.settings import Settings
from xc_gis.units import SECONDS_PER_MINUTE

OPEN = "open"


@dataclass(frozen=True)
class ServiceWalk:
    """
    The walk to the nearest facility of a category.

    ``seconds`` by the pace of the category; ``line`` from the middle of the community to the facility, ``place`` its end, metres; ``reached`` how
    people reach it.
    """

    category: str
    facility: int
    name: str
    seconds: float
    line: shapely.Geometry
    place: shapely.Point
    reached: Contact = NO_CONTACT

    @property
    def minutes(self) -> int:
        """Whole minutes, a begun one in full."""
        return max(1, math.ceil(self.seconds / SECONDS_PER_MINUTE - 1e-9))


@dataclass(frozen=True)
class ListedFacility:
    """
    A facility of a directory; a text that nobody gave is empty.

    ``subdistrict`` in which it lies, empty outside all. ``booking``: whether one can book online (``yes``, ``no``, empty). ``inside``: it lies in a
    community of the study.
    """

    type: str
    name: str
    address: str
    hours: str
    subdistrict: str
    phone: str = ""
    booking: str = ""
    inside: bool = True


def service_walks(study: Study, found: Assessment) -> Mapping[str, tuple[ServiceWalk, ...]]:
    """Walks by community, in the order of the standard; a community where nobody lives has none."""
    names = found.data.facilities["name"].to_numpy(dtype=object)
    reached = reached_facilities(found, study.settings)
    walks: dict[str, list[ServiceWalk]] = {}
    for row in ways_of_communities(found, study.standard, study.settings).itertuples(index=False):
        end = shapely.Point(row.geometry.coords[-1])
        name = str(names[row.facility] or "").strip()
        walks.setdefault(row.community_id, []).append(
            ServiceWalk(row.category, int(row.facility), name, float(row.seconds), row.geometry, end, reached[row.facility])
        )
    return {name: tuple(rows) for name, rows in walks.items()}


def listed_facilities(found: Assessment, settings: Settings) -> list[ListedFacility]:
    """Facilities that are open, by subdistrict and name."""
    frame, communities = found.data.facilities, found.data.communities
    homes = home_communities(frame.set_geometry(frame.geometry.representative_point()), communities)
    quarter = dict(zip(communities["community_id"], communities["subdistrict"].fillna(""), strict=True))
    columns = {name: _texts(frame[name].to_numpy(dtype=object)) for name in ("type", "name", "address", "status")}
    reached = reached_facilities(found, settings)
    rows = [
        ListedFacility(
            columns["type"][n], columns["name"][n], columns["address"][n], reached[n].hours, str(quarter.get(homes[n], "")), reached[n].phone,
            reached[n].booking, bool(homes[n]),
        )
        for n in range(len(frame)) if columns["status"][n] == OPEN
    ]  # fmt: skip
    return sorted(rows, key=lambda one: (one.subdistrict == "", one.subdistrict, one.name, one.address))


def reached_facilities(found: Assessment, settings: Settings) -> list[Contact]:
    """Telephone, hours and booking of each facility: as its list says them, else as the directory of services does."""
    frame = found.data.facilities
    listed = contacts_of(found.data, settings)
    columns = [_texts(frame[name].to_numpy(dtype=object)) for name in ("phone", "hours", "booking")]
    said = []
    for facility_id, phone, hours, booking in zip(frame["facility_id"], *columns, strict=True):
        own = str(facility_id)
        other = listed.get(own) or listed.get(own.rpartition(WINDOW)[0], NO_CONTACT)
        said.append(Contact(phone or other.phone, hours or other.hours, booking or other.booking))
    return said


def _texts(values: np.ndarray) -> list[str]:
    return ["" if value is None or value != value else str(value).strip() for value in values.tolist()]  # noqa: PLR0124 - NaN
