"""
The data check: everything that can be known of a study's data before its results are believed.

A run stops at the first fault; the check collects all of them, layer by layer, and says what will be unknown and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd

from xc_gis.analysis.assessment import Assessment, assess, build_scene
from xc_gis.analysis.checks.network_health import network_health
from xc_gis.analysis.checks.street_account import street_account
from xc_gis.analysis.checks.unknown_reasons import unknown_reasons
from xc_gis.analysis.coverage.inventory_reasons import inventory_reasons
from xc_gis.errors import InputError
from xc_gis.findings import Fault, NetworkHealth, StreetItem
from xc_gis.languages.message import msg
from xc_gis.model import Finding, StreetData, StudyData
from xc_gis.operations.check.hours import hours_findings
from xc_gis.operations.check.layers import layer_reports, queued_rows, study_findings
from xc_gis.operations.check.levels import with_levels
from xc_gis.operations.check.streets import account_findings
from xc_gis.operations.governance import governed
from xc_gis.operations.other_standards import require_same_walks
from xc_gis.operations.study import joined, settings_of, streets_near
from xc_gis.progress import Progress, Silent
from xc_gis.report.check.network_picture import network_picture
from xc_gis.report.check.records import CheckReport
from xc_gis.settings import BY_CENTRE, Settings
from xc_gis.sources.checks.plausibility import plausibility
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.load.frame import anywhere, ground_box, ground_layers, measured, places_of_study
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.rows.osm_names import streets_in_china
from xc_gis.sources.study.area import Box
from xc_gis.sources.study.edit import guessed_keys, set_tables
from xc_gis.sources.study.file import StudyFile, missing_files, read_study_file
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard
from xc_gis.standard.together import load_standards
from xc_gis.units import EXCHANGE_CRS

STEPS = 4


@dataclass(frozen=True)
class _Checked:
    """A study as far as it could be read."""

    file: StudyFile
    standard: Standard
    settings: Settings
    reading: Reading
    streets: StreetData | None
    data: StudyData


def check_study(path: Path, progress: Progress | None = None) -> CheckReport:
    """
    Check a study.

    Faults of single layers are part of the report; nothing is raised for them.

    Raises
    ------
    Cancelled
        When the listener asks to stop.
    """
    progress = progress or Silent()
    try:
        file = read_study_file(path, files_needed=False)
        standard, *others = load_standards(file.study.standards, base_dir=file.folder)
        settings = settings_of(file, standard)
        for other in others:
            require_same_walks(standard, settings, other, settings_of(file, other))
    except InputError as fault:
        return CheckReport(path.stem, path.name, fault=Fault.of(fault))
    try:
        checked = _read(file, standard, settings, progress, others)
    finally:
        file.opened.forget()
    progress.step(msg("检查"), 0, STEPS)
    found = _assessed(checked, progress)
    data = found.data if found else checked.data
    if found:
        data = with_levels(data, file, found, standard, checked.settings, checked.reading)
    progress.step(msg("检查"), 1, STEPS)
    counted = file.residents.each is None
    judged = tuple(plausibility(data, standard, district=file.study.district, people_counted=counted)) if _framed(checked) else ()
    progress.step(msg("检查"), 2, STEPS)
    health, picture, account = _network(checked, found)
    data = replace(data, findings=(*data.findings, *account_findings(account, shown_path(file.network.osm))))
    progress.step(msg("检查"), 3, STEPS)
    unknown = unknown_reasons(found, standard, settings, file.study.date) if found and _anybody_counts(data) else None
    progress.step(msg("检查"), STEPS, STEPS)
    return CheckReport(
        study=file.study.name,
        file=file.file_name,
        date=file.study.date,
        synthetic=file.study.synthetic,
        standard=standard.title + f"({standard.id} {standard.version})",
        layers=layer_reports(file, standard, data, checked.reading),
        findings=(*study_findings(file, data.findings), *judged, *_inventory(checked), *hours_findings(_hours(data))),
        method=_methods(data.findings),
        totals=_totals(data, set(checked.reading.faults), counted=counted),
        network=health,
        streets=account,
        unknown=unknown,
        queue=queued_rows(data),
        network_svg=picture,
        in_china=checked.streets is None or streets_in_china(checked.streets),
    )


def _anybody_counts(data: StudyData) -> bool:
    """Whether anybody lives in a community: where nobody lives, "every service is known" means nothing."""
    return float(data.demand["residents"][data.demand["community_id"].notna()].sum()) > 0


def _read(file: StudyFile, standard: Standard, settings: Settings, progress: Progress, others: Sequence[Standard]) -> _Checked:
    reading = Reading(EXCHANGE_CRS, None, collects=True, faults=dict(missing_files(file)))
    places = None if {"communities", "subdistricts"} & set(reading.faults) else places_of_study(ground_layers(file))
    if places is not None:
        settings = _measured(file, settings, places, None, reading)
    streets = _streets(file, ground_box(places, settings), reading, progress)
    if places is None:
        settings = _measured(file, settings, None, streets, reading)
    reading.streets, reading.target_crs = streets, settings.word(KEY)
    data = load_study_data(file, standard, settings, progress, streets, reading, others)
    if streets is None:
        return _Checked(file, standard, settings, reading, None, data)
    corrections = reading.attempt("corrections", corrections_file(file).read, ())
    data, streets = joined(file, data, streets, corrections)
    data, _ = governed(data, standard, settings, file.study.date)
    return _Checked(file, standard, settings, reading, streets, data)


def _measured(
    file: StudyFile, settings: Settings, places: gpd.GeoSeries | None, streets: StreetData | None, reading: Reading
) -> Settings:
    """The metric system; where the one that the study names does not fit, that is noted and the ground's own zone taken."""
    found = reading.attempt("settings", lambda: measured(ground_layers(file), settings, places, streets), None)
    if found is None and settings.word(KEY) != BY_CENTRE:
        own = settings.override({KEY: BY_CENTRE}, origin="default", where="")
        found = replace(reading, faults={}).attempt("settings", lambda: measured(ground_layers(file), own, places, streets), None)
    return found or anywhere(settings)


def _streets(file: StudyFile, box: Box | None, reading: Reading, progress: Progress) -> StreetData | None:
    path, shown = file.resolve(file.network.osm), shown_path(file.network.osm)
    streets, elsewhere = reading.attempt("network", lambda: streets_near(path, shown, box, progress), (None, None))
    if elsewhere:
        reading.faults["network"] = elsewhere
    return streets


def _framed(checked: _Checked) -> bool:
    return not {"communities", "residents"} & set(checked.reading.faults)


def _assessed(checked: _Checked, progress: Progress) -> Assessment | None:
    """The method applied to what could be read, if that is enough for it."""
    streets, day = checked.streets, checked.file.study.date
    if streets is None or not _framed(checked) or len(checked.data.demand) == 0:
        return None
    return checked.reading.attempt(
        "network",
        lambda: assess(checked.data, streets, checked.standard, checked.settings, progress, study_date=day),
        None,
    )


def _inventory(checked: _Checked) -> tuple[Finding, ...]:
    """Which declarations are missing, in sentences."""
    data, day = checked.data, checked.file.study.date
    if not _framed(checked):
        return ()
    missing = inventory_reasons(data.inventory, data.communities, checked.standard, checked.settings, day)
    return tuple(
        Finding(
            "",
            "",
            "inventory",
            "info",
            one.sentence,
            {"category": one.category, "reason": one.reason, "communities": one.communities},
        )
        for one in missing
    )


def _methods(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Where people come from, and whom they are."""
    return tuple(finding.text for finding in findings if {"method", "population_base"} & finding.evidence.keys())


def _network(checked: _Checked, found: Assessment | None) -> tuple[NetworkHealth | None, str, tuple[StreetItem, ...]]:
    """Health of the network, its picture and the account of the streets; without residents where those could not be read."""
    streets, settings = checked.streets, checked.settings
    if streets is None:
        return None, "", ()
    data = found.data if found else checked.data
    scene = found.scene if found else checked.reading.attempt(
        "network", lambda: build_scene(data, streets, settings, Silent()), None
    )  # fmt: skip
    if scene is None:
        return None, "", ()
    account = street_account(scene.network, data, streets, settings)
    picture = network_picture(scene, data, account.items, account.not_walked)
    return network_health(scene, data, streets, settings), picture, account.items


def _totals(data: StudyData, faults: set[str], *, counted: bool) -> dict[str, float]:
    """Counts of the whole study as far as it could be read; residents are those inside communities, as everywhere in the results."""
    totals: dict[str, float] = {}
    if "communities" not in faults:
        streets = data.communities["subdistrict"] if data.subdistricts is None else data.subdistricts["name"]
        totals |= {"subdistricts": int(streets[streets != ""].nunique()), "communities": len(data.communities)}
    if not {"communities", "residents"} & faults:
        inside = data.demand["community_id"].notna()
        totals |= {"demand_points": len(data.demand)}
        totals |= {"residents": float(data.demand["residents"][inside].sum())} if counted else {}
    if not any(table.startswith("facilities") for table in faults):
        totals |= {"facilities": int(data.facilities.geometry.notna().sum())}
    return totals


def write_guesses(path: Path, report: CheckReport) -> int:
    """
    Write every guess of a check into the study file as an explicit key.

    Returns
    -------
    int
        Keys written.

    Raises
    ------
    StudyError, OutputError
        The study file cannot be changed; it stays as it was.
    """
    findings = [*report.findings, *(finding for layer in report.layers for finding in layer.findings)]
    keys = guessed_keys(findings)
    if keys:
        set_tables(path, keys)
    return sum(len(table) for table in keys.values())


def _hours(data: StudyData) -> list[object]:
    return data.facilities["hours"].tolist() if "hours" in data.facilities.columns else []
