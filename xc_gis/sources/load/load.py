"""Everything that a study names except its streets, read into one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd

from xc_gis.errors import StudyError, nearest_spelling
from xc_gis.frames import check_study_frames
from xc_gis.languages.message import msg
from xc_gis.model import (
    COMMUNITY_COLUMNS,
    DEMAND_COLUMNS,
    InputRecord,
    InventoryStatement,
    RedFlag,
    StreetData,
    StudyData,
)
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.facilities.inventory import inventory_table, read_inventory
from xc_gis.sources.facilities.read import read_facilities
from xc_gis.sources.load.frame import ground_layers
from xc_gis.sources.load.governance import read_governance, read_links
from xc_gis.sources.load.layers_apart import refuse_apart
from xc_gis.sources.people.area_overlaps import area_findings
from xc_gis.sources.people.base import settled_base
from xc_gis.sources.people.communities import read_communities, read_subdistricts
from xc_gis.sources.people.indicators import read_values
from xc_gis.sources.people.residents import Residents, read_residents
from xc_gis.sources.placing.facilities import waiting_in_complete
from xc_gis.sources.rows.keys import Keys
from xc_gis.sources.rows.left_out_rows import ProblemList, problem_frame
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea, study_area
from xc_gis.sources.study.file import StudyFile
from xc_gis.standard import Standard

STEPS = 5


def load_study_data(
    study: StudyFile,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    streets: StreetData | None = None,
    reading: Reading | None = None,
    others: Sequence[Standard] = (),
) -> StudyData:
    """
    Read all layers of a study.

    Parameters
    ----------
    streets
        Street data, as evidence for the coordinate systems of the layers.
    reading
        What the data check collects faults with; a run stops at the first.
    others
        Further standards of the study: figures that they ask for are read, too.

    Raises
    ------
    InputError
        With file, row or key, and what to do.
    """
    crs, buffer_m = settings.word("crs.analysis"), settings.number("study_area_buffer_m")
    study.opened.last_look()
    reading = reading or Reading(crs, streets, buffer_m)
    named_lists = ("subdistricts", "communities", "residents", "facilities", "hotline", "census", "directory")
    problems = {table: ProblemList(table) for table in named_lists}
    layers, named = ground_layers(study), study.source("communities", study.communities)
    progress.step(msg("读取图层"), 0, STEPS)
    districts, district_record = reading.attempt(
        "subdistricts", lambda: read_subdistricts(layers.subdistricts, crs, problems["subdistricts"], reading), (None, None)
    )
    communities, community_record, unplaced = reading.attempt(
        "communities",
        lambda: read_communities(named, layers.by_hand, crs, problems["communities"], reading),
        (_no_communities(crs), None, ()),
    )
    reading.attempt("frame", lambda: refuse_apart(study, communities, districts, reading.streets), None)
    ground = StudyArea(crs, communities, districts, study_area(communities, districts), buffer_m, named.shown)
    framed = "communities" not in reading.faults  # what speaks of communities can be judged
    progress.step(msg("读取图层"), 1, STEPS)
    residents, people = _nobody(crs), study.source("residents", study.residents)
    if framed:
        residents = reading.attempt(
            "residents", lambda: read_residents(people, ground, problems["residents"], reading), residents
        )
        reading.add(area_findings(communities, residents.demand, named.shown))
    progress.step(msg("读取图层"), 2, STEPS)
    read = read_facilities(study, standard, settings, ground, problems["facilities"], reading)
    progress.step(msg("读取图层"), 3, STEPS)
    supply, supply_record = _values(study, "supply", study.supply.values, communities, reading)
    feedback, feedback_record = _values(study, "feedback", study.feedback.values, communities, reading)
    heard = read_governance(study, communities, (standard, *others), problems, reading)
    links, facilities, link_record = read_links(study, read.facilities, communities, standard, heard, reading)
    progress.step(msg("读取图层"), STEPS, STEPS)
    records = [
        community_record,
        *residents.records,
        *read.records,
        district_record,
        supply_record,
        feedback_record,
        *heard.records,
        link_record,
    ]
    table = reading.attempt("inventory_table", lambda: inventory_table(study), None)
    records.append(table.record if table else None)
    inventory: tuple[InventoryStatement, ...] = ()
    if framed:
        inventory = reading.attempt(
            "inventory", lambda: read_inventory(study, standard, communities, read.types, table, others), ()
        )
    base, of_base = settled_base(study, reading.findings)
    reading.add(of_base)
    reading.add(waiting_in_complete(read.waiting, inventory, standard))
    left_out = int(read.facilities.geometry.isna().sum())
    lost = [msg("{left_out} 处设施没有可用位置或状态不明,未参与分析(见 problems.csv)", left_out=left_out)] if left_out else []
    data = StudyData(
        communities=communities,
        demand=residents.demand,
        facilities=facilities,
        subdistricts=districts,
        inventory=inventory,
        supply=supply,
        feedback=feedback,
        red_flags=reading.attempt("red_flag", lambda: _red_flags(study, communities), ()) if framed else (),
        problems=problem_frame(*problems.values()),
        inputs=tuple(record for record in records if record is not None),
        warnings=(*read.warnings, *lost, *reading.warnings()),
        findings=tuple(reading.findings),
        waiting=(*unplaced, *read.waiting),
        late_totals=residents.late,
        survey=heard.survey,
        hotline=heard.hotline,
        satisfaction=heard.satisfaction,
        indicators=heard.indicators,
        base=base,
        census=heard.census,
        directory=heard.directory,
        services=links,
        typed=heard.typed,
        days=read.days,
        counted=study.residents.surveyed,
    )
    check_study_frames(data, crs)
    return data


def _no_communities(crs: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns=list(COMMUNITY_COLUMNS), geometry="geometry", crs=crs)


def _nobody(crs: str) -> Residents:
    return Residents(gpd.GeoDataFrame(columns=list(DEMAND_COLUMNS), geometry="geometry", crs=crs), (), None)


def _values(
    study: StudyFile, role: str, path: str | None, communities: gpd.GeoDataFrame, reading: Reading
) -> tuple[Mapping[str, float] | None, InputRecord | None]:
    if "communities" in reading.faults:
        return None, None
    notes = Notes(path or "", role)
    found = reading.attempt(role, lambda: read_values(study.files, role, path, communities["community_id"], notes), (None, None))
    reading.add(notes.findings)
    return found


def _red_flags(study: StudyFile, communities: gpd.GeoDataFrame) -> tuple[RedFlag, ...]:
    known = set(communities["community_id"])
    keys = Keys(known, msg("社区编号"))
    for flag in study.red_flag:
        if keys.find(flag.community) is None:
            raise StudyError(
                msg("{file_name} [[red_flag]]:没有社区 “{community}”", file_name=study.file_name, community=flag.community),
                hint=nearest_spelling(flag.community, known),
            )
        if not flag.document.strip():
            raise StudyError(
                msg("{file_name} [[red_flag]]:社区 {community} 缺少文号", file_name=study.file_name, community=flag.community),
                hint=msg("请填写 document"),
            )
    return tuple(
        RedFlag(keys.find(flag.community) or flag.community, flag.document.strip(), flag.reason) for flag in study.red_flag
    )
