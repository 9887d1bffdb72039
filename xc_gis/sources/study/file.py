"""
The study file: which layers, which standard, which settings. TOML, written by hand or by the app.

Paths are relative to the study file; ``${NAME}`` and ``${NAME:-default}`` in a path stand for environment variables.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xc_gis.errors import StudyError, nearest_spelling, shortened
from xc_gis.plain_path import is_file
from xc_gis.settings import Settings
from xc_gis.sources.study.toml_text import parsed_toml

OSM_SUFFIXES = (".pbf", ".osm", ".osm.bz2", ".osm.gz", ".osm.xz", ".o5m")
"""Names of OpenStreetMap files end so."""

MOST_LISTED = 12
"""Faults of one file that are told one by one."""

AUTO = "auto"
"""As ``type`` of a list: each row's type is recognised."""

COMMUNITIES = "communities"
"""As the path of totals: the residents in the communities' own layer."""

_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


class Table(BaseModel):
    """Any table of a study file: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class StudyTable(Table):
    """``[study]``: what the study is."""

    name: str
    date: dt.date | None = None
    standard: str = "xicheng-ykz-default"
    synthetic: bool = False
    district: str | None = None


class NetworkTable(Table):
    """``[network]``: street data."""

    osm: str


class LayerTable(Table):
    """
    A layer with places: file, coordinate system, columns.

    ``axes = "lat,lon"``: the file gives the latitude (northing) where the longitude (easting) should stand.
    ``crs_column``: column that names the system of each row. ``header_row = 0``: no heading, columns are ``第1列`` ….
    ``leave_out``: rows whose first words are one of these are no data (totals, notes). What is not said is found out
    and told as a finding.
    """

    path: str
    crs: str | None = None
    crs_confirmed: bool = False
    crs_column: str | None = None
    axes: Literal["lon,lat", "lat,lon"] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    layer: str | None = None
    header_row: int | None = Field(default=None, ge=0)
    header_rows: int | None = Field(default=None, ge=1, le=3)
    leave_out: list[str] | None = None
    columns: dict[str, str] = {}


class AreaTable(Table):
    """A small table by community or subdistrict, without places; a text alone is its path. Keys as in ``LayerTable``."""

    path: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    header_rows: int | None = Field(default=None, ge=1, le=3)
    leave_out: list[str] | None = None
    columns: dict[str, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _path_alone(cls, given: Any) -> Any:
        return {"path": given} if isinstance(given, str) else given


class ResidentsTable(LayerTable):
    """
    ``[residents]``: places with people, or places over which people are spread.

    ``each``: people in every row where nobody counted. ``totals``: a table by community or subdistrict (``"communities"``: the columns of the
    communities' layer), ``total``: one number for the whole study; both are spread by ``weights``. ``m2_per_person``: people are floor area
    divided by this. ``ages``: shares of age groups by community or subdistrict. ``band``: of a GeoTIFF.
    """

    each: float | None = Field(default=None, gt=0)
    totals: AreaTable | None = None
    total: float | None = Field(default=None, ge=0)
    m2_per_person: float | None = Field(default=None, gt=0)
    weights: Literal["floor_area", "residents", "equal"] | None = None
    ages: AreaTable | None = None
    band: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_method(self) -> ResidentsTable:
        said = [name for name in ("each", "totals", "total", "m2_per_person") if getattr(self, name) is not None]
        if len(said) > 1:
            raise ValueError(f"{'、'.join(said)} 只能写一个:人数从哪里来只能有一种说法")
        if self.weights is not None and self.totals is None and self.total is None:
            raise ValueError("weights 只在写了 totals 或 total 时有用")
        return self


class FacilitiesTable(LayerTable):
    """
    ``[[facilities]]``: one list of facilities.

    ``type``: a code, or ``auto`` (with ``type_column`` where the list has codes or words of its own; ``type_map`` gives the
    types of such words, an empty text leaves them out). ``place_by = "address"``: the list has no coordinates.
    """

    type: str | None = None
    type_column: str | None = None
    type_map: dict[str, str] = {}
    place_by: Literal["coordinates", "address"] = "coordinates"
    inventory: Literal["complete", "partial"] | None = None
    surveyed: dt.date | None = None

    @property
    def automatic(self) -> bool:
        """Whether each row's type is to be recognised."""
        return self.type == AUTO

    @property
    def from_osm(self) -> bool:
        """Whether the list is an OpenStreetMap file."""
        return self.path.lower().endswith(OSM_SUFFIXES)

    @model_validator(mode="after")
    def _has_a_type(self) -> FacilitiesTable:
        if not self.automatic and (self.type is None) == (self.type_column is None):
            raise ValueError('需要 type(一种设施的代码,或 "auto")或 type_column(类型所在列),二者选一')
        if self.type_map and not self.automatic:
            raise ValueError('type_map 只用于 type = "auto"')
        if self.from_osm and self.type is None:
            raise ValueError('OSM 文件需要 type = "auto"(或一种设施的代码)')
        if self.from_osm and self.inventory == "complete":
            raise ValueError('OSM 从不完整,不能声明 inventory = "complete";核实过的类别请写在 [[inventory]]')
        return self


class InventoryTable(Table):
    """``[[inventory]]``: how completely a category or type was surveyed, and where."""

    category: str | None = None
    type: str | None = None
    areas: str | list[str] = "all"
    status: Literal["complete", "partial"]
    surveyed: dt.date | None = None

    @model_validator(mode="after")
    def _speaks_of_one(self) -> InventoryTable:
        if (self.category is None) == (self.type is None):
            raise ValueError("需要 category 或 type,二者选一")
        return self

    @property
    def area_words(self) -> tuple[str, ...]:
        """Areas as a tuple of words."""
        return (self.areas,) if isinstance(self.areas, str) else tuple(self.areas)


class CorrectionsTable(Table):
    """``[corrections]``: where corrections by hand lie, if not beside the study file as ``NAME.corrections.csv``."""

    path: str


class InventoryFileTable(Table):
    """``[inventory_table]``: the same as ``[[inventory]]``, as a small table (类别 or 设施类型, 区域, 状态, 调查日期)."""

    path: str
    encoding: str | None = None
    sheet: str | None = None
    header_row: int = Field(default=1, ge=1)


class ValuesTable(Table):
    """``[supply]`` and ``[feedback]``: a table of community_id and value 0-1."""

    values: str | None = None


class RedFlagTable(Table):
    """``[[red_flag]]``: an incident that takes all stars (V4)."""

    community: str
    document: str = Field(min_length=1)
    reason: str = ""


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
    red_flag: tuple[RedFlagTable, ...] = Field(default=(), strict=False)
    corrections: CorrectionsTable | None = None
    inventory_table: InventoryFileTable | None = None
    settings: dict[str, Any] = {}
    folder: Path = Path()
    file_name: str = ""

    def resolve(self, path: str) -> Path:
        """Where a path of this study lies."""
        return self.folder / expand(path)

    def table_name(self, table: LayerTable) -> str:
        """Where a layer's table stands in the file: ``communities``, ``facilities.0`` …; the address of its findings."""
        for number, other in enumerate(self.facilities):
            if other is table:
                return f"facilities.{number}"
        for number, gates in enumerate(self.entrances):
            if gates is table:
                return f"entrances.{number}"
        named = {"communities": self.communities, "residents": self.residents, "subdistricts": self.subdistricts}
        return next((name for name, other in named.items() if other is table), "")


def shown_path(path: str) -> str:
    """Path for messages and the manifest: as the study names it, but without a folder that a variable stands for."""
    return path.rsplit("/", 1)[-1] if _VARIABLE.search(path) else path


def expand(path: str) -> str:
    """Put environment variables into a path."""
    return _VARIABLE.sub(lambda m: os.environ.get(m[1]) or (m[2] or ""), path)


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
        raise StudyError(f"找不到项目文件 {path.name}", hint="请检查路径;示例见 data/sample-study.toml")
    raw = path.read_bytes()
    content, text = parsed_toml(raw, path.name), raw.decode("utf-8-sig")
    faults = list(_faults(content, text))
    if faults:
        raise StudyError(f"项目文件 {path.name} 有误:\n" + "\n".join(_listed(faults)))
    file = StudyFile.model_validate({**content, "folder": path.parent, "file_name": path.name})
    _settings(file)
    missing = missing_files(file) if files_needed else {}
    if missing:
        lines = "\n".join(_listed([fault.message for fault in missing.values()]))
        raise StudyError(f"项目文件 {file.file_name} 所指的文件不存在:\n{lines}")
    return file


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
    where = f"第 {line} 行 {key}" if line else key
    read = error.get("input")
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"{where}:没有这个键。{nearest_spelling(str(place[-1]), _allowed(place))}"
    if kind == "missing":
        table = ".".join(str(p + 1) if isinstance(p, int) else p for p in place[:-1])
        return f"{where}:缺少这个键" + (f"(在 [{table}] 中)" if table else f",需要表 [{place[-1]}]")
    if kind == "value_error":
        return f"{where}:{error['ctx']['error']}"
    wanted = {
        "string_type": "应为文字(加引号)", "bool_type": "应为 true 或 false", "int_type": "应为整数", "float_type": "应为数字",
        "date_type": "应为日期,如 2026-06-30", "dict_type": "应为表", "model_type": f"应为表,如 [{place[-1]}]",
        "literal_error": f"只能是 {error.get('ctx', {}).get('expected', '')}",
        "finite_number": "应为有限的数", "list_type": '应为列表，如 ["甲", "乙"]', "tuple_type": f"应为几个表，如 [[{place[-1]}]]",
        "greater_than": f"应大于 {error.get('ctx', {}).get('gt')}", "greater_than_equal": f"不得小于 {error.get('ctx', {}).get('ge')}",
        "less_than_equal": f"不得大于 {error.get('ctx', {}).get('le')}", "string_too_short": "不能为空",
    }.get(kind, "这个值不可用")  # fmt: skip
    shown = (
        ""
        if isinstance(read, dict | list)
        else f"(读到 {read.isoformat() if isinstance(read, dt.date | dt.time) else shortened(read)})"
    )
    return f"{where}:{wanted}{shown}"


def _allowed(place: tuple[str | int, ...]) -> set[str]:
    """Keys that are allowed where ``place`` points."""
    model: type[BaseModel] = StudyFile
    tables: dict[str, type[BaseModel]] = {
        "study": StudyTable, "network": NetworkTable, "communities": LayerTable, "residents": ResidentsTable,
        "facilities": FacilitiesTable, "subdistricts": LayerTable, "inventory": InventoryTable, "supply": ValuesTable,
        "feedback": ValuesTable, "red_flag": RedFlagTable, "corrections": CorrectionsTable,
        "inventory_table": InventoryFileTable, "entrances": LayerTable,
    }  # fmt: skip
    if len(place) > 1:
        model = tables.get(str(place[0]), StudyFile)
    return set(model.model_fields) - {"folder", "file_name"}


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
    named += [(f"facilities.{i}", f"第 {i + 1} 个 [[facilities]] path", table.path) for i, table in enumerate(file.facilities)]
    named += [(f"entrances.{i}", f"第 {i + 1} 个 [[entrances]] path", table.path) for i, table in enumerate(file.entrances)]
    named += [("subdistricts", "[subdistricts] path", file.subdistricts.path)] if file.subdistricts else []
    named += [("corrections", "[corrections] path", file.corrections.path)] if file.corrections else []
    named += [("inventory_table", "[inventory_table] path", file.inventory_table.path)] if file.inventory_table else []
    named += [
        (name, f"[{name}] values", table.values)
        for name, table in (("supply", file.supply), ("feedback", file.feedback))
        if table.values
    ]
    faults: dict[str, StudyError] = {}
    for where, key, path in named:
        place = file.resolve(path)
        if not is_file(place) and where not in faults:
            faults[where] = _missing(key, path, place)
    return faults


def _missing(key: str, path: str, place: Path) -> StudyError:
    """Why there is no file: a folder of that name, or nothing, and what may have been meant."""
    try:
        if place.suffix.lower() == ".gdb" and place.is_dir():
            return StudyError(f"{key}：{path} 是文件夹（Esri 文件地理数据库），请在 ArcGIS 或 QGIS 中导出为 GeoPackage（.gpkg）")
        if place.is_dir():
            return StudyError(f"{key}：{path} 是文件夹，不是文件")
        near = nearest_spelling(place.name, [p.name for p in place.parent.iterdir()])
    except (OSError, ValueError):  # no such folder, or a name that the system cannot even ask for
        near = ""
    return StudyError(f"{key}:找不到文件 {path}。{near}")


def _listed(faults: Sequence[object]) -> Iterator[str]:
    """Faults as lines; of a great many the first, and how many more there are."""
    yield from (f"  {fault}" for fault in faults[:MOST_LISTED])
    if len(faults) > MOST_LISTED:
        yield f"  另有 {len(faults) - MOST_LISTED} 处"
