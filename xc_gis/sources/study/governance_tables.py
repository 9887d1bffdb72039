"""The tables of a study file about services delivered and voices heard: their keys and what each may hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from xc_gis.sources.study.tables import AreaTable, Table


class SurveyTable(Table):
    """
    ``[survey]``: the survey of the service catalogue.

    ``items``: the catalogue (大类, 项, 小项); ``table``: what it found, by community and 小项; ``base``: whether 小项 or 项 are listed and rated.
    """

    items: AreaTable
    table: AreaTable
    base: Literal["subitem", "item"] = "subitem"


class PlacedTable(AreaTable):
    """A table that may have coordinates; ``crs``: their system, without which they are not used."""

    crs: str | None = None


class TicketsTable(PlacedTable):
    """The hotline's table."""


class HotlineTable(Table):
    """
    ``[hotline]``: tickets of the hotline 12345.

    ``table``: the tickets; ``categories``: which service a category of the hotline speaks of (热线类别, 服务), else the words of the program.
    """

    table: TicketsTable
    categories: AreaTable | None = None


class SatisfactionTable(Table):
    """
    ``[satisfaction]``: residents' satisfaction by community and service.

    ``table``: how many answered and how content they are; ``scale``: highest score where it counts points (5), else it is percent or a share.
    """

    table: AreaTable
    scale: float | None = Field(default=None, gt=1)


class IndicatorsTable(Table):
    """
    ``[[indicators]]``: a list of indicators and the values of its years.

    ``list``: id of a shipped list, or a YAML file; ``table``: values that somebody stated, none where only the run's own are asked for.
    """

    list: str
    table: AreaTable | None = None


class ValuesOfAreasTable(Table):
    """
    ``[values]``: figures that no map can tell and that a standard asks for (satisfaction, chain rate).

    ``table``: by area and figure; ``area``: what the district is called there, beside 全区.
    """

    table: AreaTable
    area: str = ""


class HierarchyTable(Table):
    """
    ``[hierarchy]``: figures at each level.

    ``grids`` (网格), ``compounds`` (小区): layers of areas with a name each; ``roles``: a table of who answers for an area (责任岗位), roles and no persons.
    """

    grids: PlacedTable | None = None
    compounds: PlacedTable | None = None
    roles: AreaTable | None = None


class EmergencyTable(Table):
    """
    ``[emergency]``: emergency plans and the way to shelters (应急预案, 应急避难场所).

    ``plans``: a table of plans by level and area, none where only the walk to shelters is asked for; ``shelters``: facility types that are shelters (ESH is the
    standard's 应急避难场所); ``minutes``, ``profile``: how far a shelter may be, at whose pace (15 minutes of an adult, assumption).
    """

    plans: AreaTable | None = None
    shelters: list[str] = Field(default_factory=lambda: ["ESH"], min_length=1)
    minutes: float = Field(default=15.0, ge=1, le=60)
    profile: Literal["adult", "senior", "frail", "child", "wheelchair", "planning"] = "adult"


class LedgerTable(Table):
    """
    ``[ledger]``: the ledgers of needs and measures (需求清单, 项目清单).

    ``measures``: what the office does about needs; ``candidates``: places that could be used (腾退空间 …), by community in the ledger of needs.
    """

    measures: AreaTable | None = None
    candidates: PlacedTable | None = None


class CensusTable(Table):
    """
    ``[census]``: the census of resources (资源普查).

    ``table``: what there is, by community and kind; ``kinds``: the kinds, their two groups and the facility types that they may be, else the assumed ones of the
    program; ``complete``: kinds of which the table holds everything (``"all"`` or a list), so that a community without a row has none.
    """

    table: PlacedTable
    kinds: AreaTable | None = None
    complete: Literal["all"] | list[str] = Field(default_factory=list)


class DirectoryTable(Table):
    """
    ``[directory]``: the directory of services (便民服务名录).

    ``table``: one row an entry; ``categories``: its 大类 and 小类 and the facility types that a 小类 may be, else those that stand in the table, of any type.
    """

    table: PlacedTable
    categories: AreaTable | None = None


class ServiceLinksTable(Table):
    """``[services]``: ``table`` says which services a facility gives besides those of its type, and which item of the catalogue is which service."""

    table: AreaTable
