"""
The study file: which layers, which standard, which settings. TOML, written by hand or by the app.

Paths are relative to the study file, or to its ``[study] folder`` (a variant that lies elsewhere, decision 250); ``${NAME}`` and ``${NAME:-default}`` in a path stand for environment variables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field, PrivateAttr, ValidationError

from xc_gis.errors import StudyError, nearest_spelling, shortened
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.settings import Settings
from xc_gis.sources.study.governance_tables import (
    CensusTable,
    DirectoryTable,
    EmergencyTable,
    HierarchyTable,
    HotlineTable,
    IndicatorsTable,
    LedgerTable,
    SatisfactionTable,
    ServiceLinksTable,
    SurveyTable,
    ValuesOfAreasTable,
)
from xc_gis.sources.study.named_files import LayerSource, StudyFiles, copied_folder, expand, meant_variables
from xc_gis.sources.study.opened import OpenedFiles
from xc_gis.sources.study.tables import (
    COMMUNITIES,
    CapacityTable,
    CorrectionsTable,
    FacilitiesTable,
    InventoryFileTable,
    InventoryTable,
    LayerTable,
    NetworkTable,
    RedFlagTable,
    ResidentsTable,
    StudyTable,
    Table,
    ValuesTable,
)
from xc_gis.sources.study.toml_text import parsed_toml

T = TypeVar("T", bound=LayerTable)

_URL = re.compile("[A-Za-z][A-Za-z0-9+.-]+:/")
"""How a name in a store begins, also where a path has made one stroke of two; a drive of Windows is one letter."""

MOST_LISTED = 12
"""Faults of one file that are reported one by one."""


class StudyFile(Table):
    """A study file as read."""

    study: StudyTable
    network: NetworkTable
    communities: LayerTable
    residents: ResidentsTable
    facilities: tuple[FacilitiesTable, ...] = Field(default=(), strict=False)
    subdistricts: LayerTable | None = None
    entrances: tuple[LayerTable, ...] = Field(default=(), strict=False)
    inventory: tuple[InventoryTable, ...] = Field(default=(), strict=False)
    supply: ValuesTable = ValuesTable()
    feedback: ValuesTable = ValuesTable()
    survey: SurveyTable | None = None
    hotline: HotlineTable | None = None
    satisfaction: SatisfactionTable | None = None
    values: ValuesOfAreasTable | None = None
    ledger: LedgerTable | None = None
    hierarchy: HierarchyTable | None = None
    emergency: EmergencyTable | None = None
    indicators: tuple[IndicatorsTable, ...] = Field(default=(), strict=False)
    census: CensusTable | None = None
    directory: DirectoryTable | None = None
    services: ServiceLinksTable | None = None
    red_flag: tuple[RedFlagTable, ...] = Field(default=(), strict=False)
    capacity: tuple[CapacityTable, ...] = Field(default=(), strict=False)
    corrections: CorrectionsTable | None = None
    inventory_table: InventoryFileTable | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
    folder: Path = Path()
    home: Path = Path()
    file_name: str = ""
    _opened: OpenedFiles = PrivateAttr(default_factory=OpenedFiles)
    _variables: Mapping[str, str] = PrivateAttr(default_factory=meant_variables)

    @property
    def path(self) -> Path:
        """The study file itself."""
        return self.home / self.file_name

    @property
    def opened(self) -> OpenedFiles:
        """What was read of the files that it names; copies of this record share it."""
        return self._opened

    @property
    def files(self) -> StudyFiles:
        """Where the files lie that it names."""
        return StudyFiles(self.folder, self.file_name, self._opened, self._variables)

    def resolve(self, path: str) -> Path:
        """Where a path of this study lies."""
        return self.files.resolve(path)

    def source(self, name: str, table: T) -> LayerSource[T]:
        """One of its layers for a reader; ``name`` is where the table stands in the file (``communities``, ``facilities.0`` …)."""
        return LayerSource(name, table, self.files, self.residents.base)


def read_study_file(path: Path, *, files_needed: bool = True) -> StudyFile:
    """
    Read and check a study file.

    Without ``files_needed`` files that do not exist are no error: see ``missing_files``.

    Raises
    ------
    StudyError
        Unreadable file, unknown key, wrong type, missing file: with line, key, what was read, what is allowed.
    """
    if not is_file(path):
        hint = (
            msg("网址（s3://…）只有 xc-gis batch 能读")
            if _URL.match(path.as_posix())
            else msg("请检查路径;示例见 data/sample-study.toml")
        )
        raise StudyError(msg("找不到项目文件 {path}", path=path.name), hint=hint)
    raw = path.read_bytes()
    content, text = parsed_toml(raw, path.name), raw.decode("utf-8-sig")
    faults = list(_faults(content, text))
    if faults:
        raise StudyError(joined("\n", [msg("项目文件 {path} 有误:", path=path.name), *_listed(faults)]))
    folder = path.parent / folder_in(content)
    if files_needed and not folder.is_dir():
        raise StudyError(
            msg("项目文件 {path} 的 [study] folder：找不到文件夹 {folder}", path=path.name, folder=folder_in(content)),
            hint=msg("数据在存储里，只有批量计算时可读；请下载后改写 folder")
            if _URL.match(folder_in(content))
            else msg("这是某个项目的变体；请把原项目放回原处，或改写 folder"),
        )
    file = StudyFile.model_validate({**content, "folder": folder, "home": path.parent, "file_name": path.name})
    _settings(file)
    missing = missing_files(file) if files_needed else {}
    if missing:
        lines = joined("\n", _listed([fault.message for fault in missing.values()]))
        raise StudyError(msg("项目文件 {file_name} 所指的文件不存在:\n{lines}", file_name=file.file_name, lines=lines))
    return file


def folder_in(content: Mapping[str, Any]) -> str:
    """What ``[study] folder`` says in the content of a study file that may be unfinished; empty: the folder of the file."""
    table = content.get("study")
    said = table.get("folder") if isinstance(table, Mapping) else None
    return copied_folder(expand(said, meant_variables())) if isinstance(said, str) else ""


def _faults(content: Mapping[str, Any], text: str) -> Iterator[str]:
    try:
        StudyFile.model_validate(content)
    except ValidationError as fault:
        for error in fault.errors():
            yield _sentence(error, text)


def _sentence(error: Any, text: str) -> str:
    place = error["loc"]
    key = ".".join(str(p + 1) if isinstance(p, int) else p for p in place)
    line = _line(text, place)
    where = msg("第 {line} 行 {key}", line=line, key=key) if line else key
    read = error.get("input")
    kind = error["type"]
    if kind == "extra_forbidden":
        return msg(
            "{where}:没有这个键。{nearest_spelling}",
            where=where,
            nearest_spelling=nearest_spelling(str(place[-1]), _allowed(place)),
        )
    if kind == "missing":
        table = ".".join(str(p + 1) if isinstance(p, int) else p for p in place[:-1])
        if table:
            return msg("{where}:缺少这个键(在 [{table}] 中)", where=where, table=table)
        return msg("{where}:缺少这个键,需要表 [{table}]", where=where, table=place[-1])
    if kind == "value_error":
        return msg("{where}:{fault}", where=where, fault=error["ctx"]["error"].args[0])
    wanted: str = {
        "string_type": msg("应为文字(加引号)"), "bool_type": msg("应为 true 或 false"), "int_type": msg("应为整数"), "float_type": msg("应为数字"),
        "date_type": msg("应为日期,如 2026-06-30"), "dict_type": msg("应为表"), "model_type": msg("应为表,如 [{table}]", table=place[-1]),
        "literal_error": msg("只能是 {expected}", expected=error.get("ctx", {}).get("expected", "")),
        "finite_number": msg("应为有限的数"), "list_type": msg('应为列表，如 ["甲", "乙"]'), "tuple_type": msg("应为几个表，如 [[{table}]]", table=place[-1]),
        "greater_than": msg("应大于 {get}", get=error.get("ctx", {}).get("gt")), "greater_than_equal": msg("不得小于 {get}", get=error.get("ctx", {}).get("ge")),
        "less_than_equal": msg("不得大于 {get}", get=error.get("ctx", {}).get("le")), "string_too_short": msg("不能为空"), "too_short": msg("不能为空"),
    }.get(kind, msg("这个值不可用"))  # fmt: skip
    shown = (
        ""
        if isinstance(read, dict | list)
        else msg("(读到 {value})", value=read.isoformat() if isinstance(read, dt.date | dt.time) else shortened(read))
    )
    return msg("{where}:{wanted}{shown}", where=where, wanted=wanted, shown=shown)


def _allowed(place: tuple[str | int, ...]) -> set[str]:
    """Keys that are allowed where ``place`` points."""
    model: type[BaseModel] = StudyFile
    tables: dict[str, type[BaseModel]] = {
        "study": StudyTable, "network": NetworkTable, "communities": LayerTable, "residents": ResidentsTable,
        "facilities": FacilitiesTable, "subdistricts": LayerTable, "inventory": InventoryTable, "supply": ValuesTable,
        "feedback": ValuesTable, "red_flag": RedFlagTable, "corrections": CorrectionsTable,
        "inventory_table": InventoryFileTable, "entrances": LayerTable, "capacity": CapacityTable, "survey": SurveyTable, "hotline": HotlineTable, "satisfaction": SatisfactionTable,
        "indicators": IndicatorsTable, "values": ValuesOfAreasTable, "ledger": LedgerTable, "hierarchy": HierarchyTable,
        "emergency": EmergencyTable,
        "census": CensusTable, "directory": DirectoryTable, "services": ServiceLinksTable,
    }  # fmt: skip
    if len(place) > 1:
        model = tables.get(str(place[0]), StudyFile)
    return set(model.model_fields) - {"folder", "home", "file_name"}


def _line(text: str, place: tuple[str | int, ...]) -> int | None:
    """Line of a key: the last table of that name (the n-th for lists of tables) and the key below it."""
    lines = text.splitlines()
    table = str(place[0])
    number = place[1] if len(place) > 1 and isinstance(place[1], int) else 0
    headings = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[?\s*{re.escape(table)}\s*\]\]?", line)]
    if number >= len(headings):
        return None
    start = headings[number]
    for i in range(start + 1, len(lines)):
        if re.match(r"\s*\[", lines[i]):
            break
        if re.match(rf"\s*\"?{re.escape(str(place[-1]))}\"?\s*=", lines[i]):
            return i + 1
    return start + 1


def _settings(file: StudyFile) -> None:
    Settings().override(file.settings, origin="study", where=f"{file.file_name} [settings]")


def missing_files(file: StudyFile) -> dict[str, StudyError]:
    """
    Files that a study names and that do not exist.

    Returns
    -------
    dict
        One error by table: ``network``, ``residents``, ``facilities.0`` …
    """
    named = [
        ("network", "[network] osm", file.network.osm),
        ("communities", "[communities] path", file.communities.path),
        ("residents", "[residents] path", file.residents.path),
    ]
    named += [
        ("residents", f"[residents] {key}", table.path)
        for key, table in (("totals", file.residents.totals), ("ages", file.residents.ages))
        if table is not None and table.path != COMMUNITIES
    ]
    named += [
        (f"facilities.{i}", msg("第 {number} 个 [[facilities]] path", number=i + 1), table.path)
        for i, table in enumerate(file.facilities)
    ]
    named += [
        (f"entrances.{i}", msg("第 {number} 个 [[entrances]] path", number=i + 1), table.path)
        for i, table in enumerate(file.entrances)
    ]
    named += [("subdistricts", "[subdistricts] path", file.subdistricts.path)] if file.subdistricts else []
    named += [("corrections", "[corrections] path", file.corrections.path)] if file.corrections else []
    named += [("inventory_table", "[inventory_table] path", file.inventory_table.path)] if file.inventory_table else []
    named += [
        (name, f"[{name}] values", table.values)
        for name, table in (("supply", file.supply), ("feedback", file.feedback))
        if table.values
    ]
    named += _governance_files(file)
    faults: dict[str, StudyError] = {}
    for where, key, path in named:
        place = file.resolve(path)
        if not is_file(place) and where not in faults:
            faults[where] = _missing(key, path, place)
    return faults


def _governance_files(file: StudyFile) -> list[tuple[str, str, str]]:
    """Table, key and path of what the study names of services delivered and voices heard."""
    named: list[tuple[str, str, str]] = []
    if file.survey:
        named += [("survey", "[survey] items", file.survey.items.path), ("survey", "[survey] table", file.survey.table.path)]
    if file.hotline:
        named.append(("hotline", "[hotline] table", file.hotline.table.path))
        named += [("hotline", "[hotline] categories", file.hotline.categories.path)] if file.hotline.categories else []
    if file.satisfaction:
        named.append(("satisfaction", "[satisfaction] table", file.satisfaction.table.path))
    named += [("values", "[values] table", file.values.table.path)] if file.values else []
    if file.hierarchy:
        for key, layer in (("grids", file.hierarchy.grids), ("compounds", file.hierarchy.compounds)):
            named += [("hierarchy", f"[hierarchy] {key}", layer.path)] if layer else []
        named += [("hierarchy", "[hierarchy] roles", file.hierarchy.roles.path)] if file.hierarchy.roles else []
    if file.emergency and file.emergency.plans:
        named.append(("emergency", "[emergency] plans", file.emergency.plans.path))
    if file.ledger:
        for key, table in (("measures", file.ledger.measures), ("candidates", file.ledger.candidates)):
            named += [("ledger", f"[ledger] {key}", table.path)] if table else []
    named += [
        (f"indicators.{i}", msg("第 {number} 个 [[indicators]] table", number=i + 1), table.table.path)
        for i, table in enumerate(file.indicators)
        if table.table
    ]
    if file.census:
        named.append(("census", "[census] table", file.census.table.path))
        named += [("census", "[census] kinds", file.census.kinds.path)] if file.census.kinds else []
    if file.services:
        named.append(("services", "[services] table", file.services.table.path))
    if file.directory:
        named.append(("directory", "[directory] table", file.directory.table.path))
        named += [("directory", "[directory] categories", file.directory.categories.path)] if file.directory.categories else []
    return named


def _missing(key: str, path: str, place: Path) -> StudyError:
    """Why there is no file: a folder of that name, or nothing, and what may have been meant."""
    try:
        if place.suffix.lower() == ".gdb" and place.is_dir():
            return StudyError(
                msg(
                    "{key}：{path} 是文件夹（Esri 文件地理数据库），请在 ArcGIS 或 QGIS 中导出为 GeoPackage（.gpkg）",
                    key=key,
                    path=path,
                )
            )
        if place.is_dir():
            return StudyError(msg("{key}：{path} 是文件夹，不是文件", key=key, path=path))
        near = nearest_spelling(place.name, [p.name for p in place.parent.iterdir()])
    except (OSError, ValueError):  # no such folder, or a name that the system cannot even ask for
        near = ""
    return StudyError(msg("{key}:找不到文件 {path}。{near}", key=key, path=path, near=near))


def _listed(faults: Sequence[str]) -> Iterator[str]:
    """Faults as lines; of a great many the first, and how many more there are."""
    yield from ("  " + fault for fault in faults[:MOST_LISTED])
    if len(faults) > MOST_LISTED:
        yield msg("  另有 {count} 处", count=len(faults) - MOST_LISTED)
