"""
Which services a facility gives besides those of its type, and which item of the catalogue is which service: a table that the office keeps.

One station gives several services: each one that is linked to it is a *window*, a facility of another type at the same place, and coverage counts it as such.
"""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import FACILITY_COLUMNS, SERVICE_LINK_COLUMNS, WINDOW, InputRecord
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.row_points import communities_around
from xc_gis.sources.governance.table_rows import read_rows
from xc_gis.sources.governance.ticket_services import plain
from xc_gis.sources.governance.words import SERVICE_LINK_HEADINGS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import Keys, id_text, key_of
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import ServiceLinksTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import Standard


def read_service_links(
    files: StudyFiles, table: ServiceLinksTable, facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, standard: Standard,
    catalogue: pd.DataFrame | None, notes: Notes,
) -> tuple[pd.DataFrame, InputRecord]:  # fmt: skip
    """
    Read the links (``SERVICE_LINK_COLUMNS``, in the order of the table).

    Parameters
    ----------
    facilities
        ``FACILITY_COLUMNS`` of the study.
    communities
        ``COMMUNITY_COLUMNS``, for rows that name a facility by name and community.
    catalogue
        ``CATALOGUE_COLUMNS``, or None where the study has no survey.

    Raises
    ------
    InputError
        A row that links nothing; a facility, type, service or item that there is not, or that could be several: with its row.
    """
    frame = read_rows(files, table.table, SERVICE_LINK_HEADINGS, notes)
    said = {
        role: texts(frame[role]) if role in frame.columns else pd.Series("", index=frame.index) for role in SERVICE_LINK_HEADINGS
    }
    named = said["name"] != ""
    where = pd.Series("", index=frame.index, dtype=object)
    role = next((role for role in ("community_id", "community") if role in frame.columns), None)
    if role is not None and (rows := named & (said[role] != "")).any():
        where[rows] = communities_of(frame[rows], KnownCommunities(communities), notes)
    known = _Facilities(facilities, communities)
    items = Keys(catalogue["code"], msg("小项编号")) if catalogue is not None else None
    found = []
    for at, row in zip(frame.index, frame[ROW], strict=True):
        words = {role: str(column[at]) for role, column in said.items()}
        facility = known.find(words["facility_id"], words["name"], str(where[at]), int(row), notes.layer)
        kind, category = _service(words["type"], words["service"], standard, int(row), notes.layer, needs_type=bool(facility))
        code = _item(words["code"], items, int(row), notes.layer)
        if not (facility and kind) and not (code and category):
            raise InputError(
                msg(
                    "{shown} 第 {row} 行没有对应任何服务：需要设施和它的服务，或小项和它的服务类别",
                    shown=notes.layer,
                    row=int(row),
                ),
                hint=msg("请补全或删去这一行"),
            )
        found.append((int(row), code, category, facility, kind if facility else ""))
    links = pd.DataFrame(found, columns=list(SERVICE_LINK_COLUMNS)).drop_duplicates(
        list(SERVICE_LINK_COLUMNS[1:]), ignore_index=True
    )
    record = InputRecord("services", notes.layer, files.sha256(table.table.path), len(frame), len(links), "")
    return links, record


def with_windows(facilities: gpd.GeoDataFrame, links: pd.DataFrame, standard: Standard, notes: Notes) -> gpd.GeoDataFrame:
    """
    Facilities with a row for each linked window, sorted by id (``FACILITY_COLUMNS``).

    A window has the id of its facility, ``WINDOW`` and its type; place, name, hours and status are those of the facility, room (capacity, floor area) is not given out
    twice. A service that the facility's own type gives needs no window: none is made, and that is said.
    """
    by_id = {name: at for at, name in enumerate(facilities["facility_id"])}
    asked = links[links["facility_id"] != ""].drop_duplicates(["facility_id", "type"])
    new, needless = [], 0
    for row, facility, kind in asked[["row", "facility_id", "type"]].itertuples(index=False):
        own = facilities.iloc[by_id[facility]]
        if set(standard.facility_types[kind].services) <= set(standard.facility_types[own["type"]].services):
            needless += 1
            continue
        sources = json.dumps([*json.loads(own["sources"]), {"file": notes.layer, "row": int(row)}], ensure_ascii=False)
        new.append(
            {
                **own,
                "facility_id": f"{facility}{WINDOW}{kind}",
                "type": kind,
                "sources": sources,
                "capacity": np.nan,
                "floor_area": np.nan,
            }
        )
    text = msg(
        "{facilities} 处设施另外提供 {windows} 项服务，各算一处", facilities=asked["facility_id"].nunique(), windows=len(new)
    )
    notes.add("rows", "info", text, {"windows": len(new)})
    if needless:
        notes.add("rows", "info", msg("{count} 行所写的服务，设施的类型本来就提供", count=needless), {"rows": needless})
    if not new:
        return facilities
    rows = gpd.GeoDataFrame(pd.DataFrame(new)[list(FACILITY_COLUMNS)], geometry="geometry", crs=facilities.crs)
    rows["building"] = rows["building"].astype(bool)
    both = pd.concat([facilities, rows], ignore_index=True).sort_values("facility_id", kind="stable", ignore_index=True)
    return gpd.GeoDataFrame(both, geometry="geometry", crs=facilities.crs)


class _Facilities:
    """Facilities by id, else by name and the community in which they lie."""

    def __init__(self, facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> None:
        self.ids = Keys(facilities["facility_id"], msg("设施编号"))
        points = shapely.point_on_surface(facilities.geometry.to_numpy())
        places = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
        home = communities_around(places, communities[communities["location"] == "area"].reset_index(drop=True))
        self._named: dict[str, list[tuple[str, str]]] = {}
        for facility_id, name, own in zip(facilities["facility_id"], facilities["name"], home, strict=True):
            self._named.setdefault(key_of(str(name)), []).append((str(facility_id), own or ""))
        self.names = sorted({str(name) for name in facilities["name"]})

    def find(self, word: str, name: str, community: str, row: int, shown: str) -> str:
        """Id of the facility that a row names; empty where it names none. Raises ``InputError``."""
        if word:
            found = self.ids.find(id_text(word))
            if found is None:
                raise InputError(
                    msg("{shown} 第 {row} 行:没有设施 “{word}”", shown=shown, row=row, word=cited(word)),
                    hint=msg("请核对设施编号"),
                )
            return found
        if not name:
            return ""
        same = [one for one, home in self._named.get(key_of(name), ()) if not community or home == community]
        if len(same) == 1:
            return same[0]
        if not same:
            raise InputError(
                msg("{shown} 第 {row} 行:没有设施 “{word}”", shown=shown, row=row, word=cited(name)),
                hint=nearest_spelling(name, self.names) or msg("请核对设施名称和社区"),
            )
        raise InputError(
            msg("{shown} 第 {row} 行:有 {count} 处设施叫 “{word}”", shown=shown, row=row, count=len(same), word=cited(name)),
            hint=msg("请加上社区列，或改用设施编号"),
        )


def _service(kind: str, service: str, standard: Standard, row: int, shown: str, *, needs_type: bool) -> tuple[str, str]:
    """Facility type and category that a row names, each empty where it names none; for a facility a category becomes the type that gives it alone."""
    by_name = {plain(found.zh): code for code, found in standard.facility_types.items()} | {
        plain(code): code for code in standard.facility_types
    }
    categories = {plain(word): one.code for one in standard.categories for word in (one.code, one.zh, one.en) if word}
    code, category = by_name.get(plain(kind), "") if kind else "", categories.get(plain(service), "") if service else ""
    if kind and not code:
        raise InputError(
            msg("{shown} 第 {row} 行:标准中没有设施类型 “{word}”", shown=shown, row=row, word=cited(kind)),
            hint=nearest_spelling(kind, [*standard.facility_types, *(one.zh for one in standard.facility_types.values())]) or msg("代码见评价标准 facility_types；可以不填"),
        )  # fmt: skip
    if service and not category:
        raise InputError(
            msg("{shown} 第 {row} 行:标准中没有服务类别 “{service}”", shown=shown, row=row, service=cited(service)),
            hint=nearest_spelling(service, [one.zh for one in standard.categories]) or msg("可用:{asked}", asked=joined("、", (one.code for one in standard.categories))),
        )  # fmt: skip
    if needs_type and category and not code:
        alone = [one for one in standard.types_of(category) if tuple(standard.facility_types[one].services) == (category,)]
        if not alone:
            names = joined("、", (f"{one} {standard.facility_types[one].zh}" for one in standard.types_of(category)))
            raise InputError(
                msg("{shown} 第 {row} 行:没有只提供 “{service}” 的设施类型", shown=shown, row=row, service=service),
                hint=msg("请在设施类型列写明是哪一种（{names}），或在标准中增加一种", names=names),
            )
        code = alone[0]
    return code, category


def _item(word: str, items: Keys | None, row: int, shown: str) -> str:
    if not word:
        return ""
    found = items.find(id_text(word)) if items is not None else None
    if found is None:
        raise InputError(
            msg("{shown} 第 {row} 行:服务目录中没有小项 “{word}”", shown=shown, row=row, word=cited(word)),
            hint=msg("请核对小项编号；没有 [survey] 时请删去这一列") if items is None else msg("请核对小项编号"),
        )
    return found
