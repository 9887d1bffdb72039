"""
``xc-gis whatif``: scenarios tried on a study and written into a folder, whole or not at all.

This is what the command line and scripts call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model.changes import Scenario
from xc_gis.operations.by_standard import in_words_of, require_standard, study_by
from xc_gis.operations.planning.answer_folder import AnswerFolder, answer_folder
from xc_gis.operations.planning.scenario_slices import slices_before_after
from xc_gis.operations.planning.scenarios import ScenarioTrials, Tried
from xc_gis.operations.study import Study, complete, read_study, study_sha256
from xc_gis.progress import Progress
from xc_gis.report.scenarios.layers import NAME as LAYERS
from xc_gis.report.scenarios.layers import write_scenario_layers
from xc_gis.report.scenarios.result import ScenarioResult, WhatIf
from xc_gis.report.scenarios.summary import summary
from xc_gis.report.scenarios.tables import write_scenario_tables
from xc_gis.report.slices.tables import written
from xc_gis.report.tables.tables import write_csv
from xc_gis.sources.scenarios.read import read_scenario
from xc_gis.sources.scenarios.write import write_scenario

CONTENT = "whatif.json"
"""What was computed, with the checksums of all files; the folder's manifest."""

SCENARIO = "scenario.toml"
SLICES = "slices_before_after.csv"
MAP = "map.html"

_NO_NAME = re.compile(r"[^\w.-]+")
LONGEST_NAME = 40


def whatif_into(
    study_path: Path,
    scenarios: Sequence[Path | Scenario],
    out: Path,
    progress: Progress | None = None,
    *,
    together: bool = False,
    tables_only: bool = False,
    gis: bool = False,
    lang: str = "zh",
    standard: str = "",
) -> tuple[WhatIf, dict[str, Any]]:
    """
    Try scenarios on a study and write what they do.

    Parameters
    ----------
    scenarios
        Files, or scenarios made elsewhere.
    together
        All of them at once, as one; else each alone, side by side.
    tables_only
        No map; where nothing but facilities changes, without a whole assessment of it.
    gis
        Layers for GIS too (``whatif.gpkg``).
    lang
        Of the map.
    standard
        Id or name of the standard by which coverage and stars are told; empty: the first of the study.

    Returns
    -------
    result, content
        ``content`` as in ``whatif.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    read = [read_scenario(one) if isinstance(one, Path) else one for one in scenarios]
    if not read:
        raise InputError(msg("没有方案可计算"), hint=msg("请用 --scenario 指明方案文件,或用 --add、--remove、--move"))
    with answer_folder(out, CONTENT, progress) as folder:
        require_standard(study_path, standard, folder.progress)
        study = study_by(read_study(study_path, folder.progress), standard)
        told = [in_words_of(one, study) for one in read]
        groups = [tuple(told)] if together else [(one,) for one in told]
        trials = ScenarioTrials(study, study_sha256(study), folder.progress)
        return _written(trials, groups, folder, lang, together=together, tables_only=tables_only, gis=gis)


def whatif_of(
    trials: ScenarioTrials, scenarios: Sequence[Scenario], out: Path, progress: Progress, *, lang: str = "zh"
) -> tuple[WhatIf, dict[str, Any]]:
    """Write what scenarios do to a study that is read already, each alone, side by side; else as ``whatif_into``."""
    with answer_folder(out, CONTENT, progress) as folder:
        return _written(trials, [(one,) for one in scenarios], folder, lang, together=False, tables_only=False)


def _written(
    trials: ScenarioTrials,
    groups: Sequence[tuple[Scenario, ...]],
    folder: AnswerFolder,
    lang: str,
    *,
    together: bool,
    tables_only: bool,
    gis: bool = False,
) -> tuple[WhatIf, dict[str, Any]]:
    """Scenario files, maps and tables; their checksums stand in ``outputs``."""
    study = trials.study
    for group in groups:  # what is wrong with the last is said before the first is computed
        trials.carried_out(group)
    results, names = [], []
    for number, group in enumerate(groups, 1):
        name = "" if len(groups) == 1 else _folder(number, group[0])
        tried = trials.try_out(group, quick=tables_only)
        results.append(_result(tried, name))
        own = folder.path / name
        own.mkdir(exist_ok=True)
        write_scenario(as_run(tried, trials), own / SCENARIO)
        files = [SCENARIO]
        slices = slices_before_after(trials, tried)
        if slices is not None:
            write_csv(written(slices), own / SLICES)
            files.append(SLICES)
        if gis:
            facilities = study.data.facilities, tried.changed.data.facilities
            codes = [c.code for c in study.standard.categories]
            write_scenario_layers(own / LAYERS, study.data.communities, facilities, tried.effects, codes)
            files.append(LAYERS)
        if not tables_only:
            _write_map(study, tried, own / MAP, folder.progress, lang)
            files.append(MAP)
        names += [f"{name}/{file}" if name else file for file in files]
    whatif = WhatIf(study.file.study.name, {c.code: c.name for c in study.standard.categories}, tuple(results))
    names += write_scenario_tables(whatif, folder.path)
    answer = {"together": together, "scenarios": summary(whatif)}
    return whatif, folder.close(study, trials.base.study, answer, names)


def as_run(tried: Tried, trials: ScenarioTrials) -> Scenario:
    """One scenario with all changes as they were tried, written for the study as it is: run again, it gives the same."""
    notes = [scenario.note for scenario in tried.scenarios if scenario.note]
    moments = [scenario.moment for scenario in tried.scenarios if scenario.moment]
    return Scenario(
        tried.name, tuple(one.change for one in tried.changed.changes), joined(" / ", notes), moments[0] if moments else "", trials.base
    )  # fmt: skip


def _folder(number: int, scenario: Scenario) -> str:
    """Name of a scenario's folder: its number, and its file or name as far as any system takes it."""
    stem = Path(scenario.file_name).stem if scenario.file_name else scenario.name
    return f"{number:02d}-{_NO_NAME.sub('_', stem)[:LONGEST_NAME]}".rstrip(".")


def _result(tried: Tried, folder: str) -> ScenarioResult:
    notes = joined(" / ", [scenario.note for scenario in tried.scenarios if scenario.note])
    return ScenarioResult(
        tried.name, notes, tried.settings.word("moment"), folder, tuple(one.change for one in tried.changed.changes), tried.cost,
        tried.without_cost, tried.effects, tried.remarks,
    )  # fmt: skip


def _write_map(study: Study, tried: Tried, path: Path, progress: Progress, lang: str) -> None:
    """The map of the changed study; it can show the study as it is, and what changes."""
    from xc_gis.report.map.scenario_data import scenario_data  # noqa: PLC0415
    from xc_gis.report.map.web_map import write_map  # noqa: PLC0415 - folium takes a second to load

    assert tried.after is not None  # only tables are made without
    then = replace(study, settings=tried.settings)
    after = complete(replace(then, streets=tried.changed.streets), tried.after, progress, isochrone_minutes=())
    named = replace(after, name=joined(" · ", [after.name, tried.name]))
    write_map(named, path, lang=lang, scenario=scenario_data(tried.before, tried.effects, study.standard))
