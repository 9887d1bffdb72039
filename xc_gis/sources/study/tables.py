"""The tables of a study file: their keys, what each may hold, and what must go together."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from xc_gis.errors import shortened
from xc_gis.languages.message import joined, msg

OSM_SUFFIXES = (".pbf", ".osm", ".osm.bz2", ".osm.gz", ".osm.xz", ".o5m")
"""Names of OpenStreetMap files end so."""


AUTO = "auto"
"""As ``type`` of a list: each row's type is recognised."""


COMMUNITIES = "communities"
"""As the path of totals: the residents in the communities' own layer."""


class Table(BaseModel):
    """Any table of a study file: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class StudyTable(Table):
    """
    ``[study]``: what the study is.

    ``standard``: id or file of the standard; or several, each of which rates the same times, the first of them in the usual tables.
    ``folder``: what its paths are relative to, itself relative to the study file; without it the folder of the study file.
    """

    name: str
    date: dt.date | None = None
    standard: str | Annotated[tuple[str, ...], Field(strict=False, min_length=1)] = "xicheng-ykz-default"
    synthetic: bool = False
    district: str | None = None
    folder: str | None = None

    @field_validator("standard", mode="before")
    @classmethod
    def _named(cls, said: object) -> object:
        if isinstance(said, str):
            return said
        if not isinstance(said, list | tuple):
            fault = msg('应为标准的编号或文件名，或几个标准的列表，如 ["甲", "乙"](读到 {value})', value=shortened(said))
        elif not said:
            fault = msg("列表是空的；请写上一个标准，或删去这个键")
        elif wrong := [(place, one) for place, one in enumerate(said, 1) if not isinstance(one, str)]:
            place, one = wrong[0]
            fault = msg("列表中的第 {place} 个应为文字(加引号)(读到 {value})", place=place, value=shortened(one))
        else:
            return said
        raise ValueError(fault)

    @property
    def standards(self) -> tuple[str, ...]:
        """All standards, the first one first."""
        return (self.standard,) if isinstance(self.standard, str) else self.standard


class NetworkTable(Table):
    """``[network]``: street data."""

    osm: str


class LayerTable(Table):
    """
    A layer with places: file, coordinate system, columns.

    ``axes = "lat,lon"``: the file gives the latitude (northing) where the longitude (easting) should stand.
    ``crs_column``: column that names the system of each row. ``header_row = 0``: no heading, columns are ``第1列`` ….
    ``leave_out``: rows whose first words are one of these are no data (totals, notes). What is not stated is found out
    and reported as a finding.
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
    divided by this. ``ages``: shares of age groups by community or subdistrict. ``band``: of a GeoTIFF. ``base``: which people are counted, of the columns
    of this layer, of the totals and of the communities. ``surveyed``: day on which people were counted; a comparison of two runs asks for it.
    """

    each: float | None = Field(default=None, gt=0)
    totals: AreaTable | None = None
    total: float | None = Field(default=None, ge=0)
    m2_per_person: float | None = Field(default=None, gt=0)
    weights: Literal["floor_area", "residents", "equal"] | None = None
    ages: AreaTable | None = None
    band: int | None = Field(default=None, ge=1)
    base: Literal["resident", "registered", "actual"] | None = None
    surveyed: dt.date | None = None

    @model_validator(mode="after")
    def _one_method(self) -> ResidentsTable:
        given = [name for name in ("each", "totals", "total", "m2_per_person") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(msg("{given} 只能写一个:人数从哪里来只能有一种说法", given=joined("、", given)))
        if self.weights is not None and self.totals is None and self.total is None:
            raise ValueError(msg("weights 只在写了 totals 或 total 时有用"))
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
            raise ValueError(msg('需要 type(一种设施的代码,或 "auto")或 type_column(类型所在列),二者选一'))
        if self.type_map and not self.automatic:
            raise ValueError(msg('type_map 只用于 type = "auto"'))
        if self.from_osm and self.type is None:
            raise ValueError(msg('OSM 文件需要 type = "auto"(或一种设施的代码)'))
        if self.from_osm and self.inventory == "complete":
            raise ValueError(msg('OSM 从不完整,不能声明 inventory = "complete";核实过的类别请写在 [[inventory]]'))
        return self


class InventoryTable(Table):
    """``[[inventory]]``: how completely a category or type was surveyed, and where."""

    category: str | None = None
    type: str | None = None
    areas: str | list[str] = "all"
    status: Literal["complete", "partial"]
    surveyed: dt.date | None = None

    @model_validator(mode="after")
    def _has_one_subject(self) -> InventoryTable:
        if (self.category is None) == (self.type is None):
            raise ValueError(msg("需要 category 或 type,二者选一"))
        return self

    @property
    def area_words(self) -> tuple[str, ...]:
        """Areas as a tuple of words."""
        return (self.areas,) if isinstance(self.areas, str) else tuple(self.areas)


class CapacityTable(Table):
    """``[[capacity]]``: what a thousand people of a category need here, instead of what the standard says; ``source`` says who asks for it."""

    category: str
    measure: Literal["places", "floor_area"]
    per_1000: float = Field(gt=0)
    source: str = ""


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
