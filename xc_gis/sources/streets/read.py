"""
Read the street data of a study, whatever its format, into one ``StreetData``.

The formats: OpenStreetMap extracts (``.osm.pbf``, ``.osm``, ``.osm.bz2``, ``.osm.gz``) and networks saved by
OSMnx or by ``xc-gis network`` (``.graphml``, ``.gpkg``). Nothing is decided here about who may walk where: that is
``analysis.walkable``.
"""

from __future__ import annotations

from pathlib import Path

from xc_gis.errors import NetworkError
from xc_gis.model import Finding, StreetData
from xc_gis.progress import Progress, Silent
from xc_gis.sources.streets.bombs import refuse_bombs
from xc_gis.sources.streets.graph import read_geopackage, read_graphml
from xc_gis.sources.streets.osm import read_osm
from xc_gis.sources.study.file import OSM_SUFFIXES
from xc_gis.sources.study_area import Box

GRAPH_SUFFIXES = (".graphml", ".gpkg")


def street_findings(streets: StreetData, shown: str) -> tuple[Finding, ...]:
    """What the street file says of itself and how much of it was needed, where there is something to say."""
    said, evidence = [], {}
    if streets.as_of:
        said.append(f"OSM 数据时间 {streets.as_of[:10]}")
        evidence["as_of"] = streets.as_of
    if streets.ways_left_out:
        total = len({way for way, _, _ in streets.ways}) + streets.ways_left_out
        said.append(f"文件中有 {total:,} 条道路,其中 {streets.ways_left_out:,} 条在研究范围以外,没有读入")
        evidence |= {"ways": str(total), "ways_left_out": str(streets.ways_left_out)}
    return (Finding(shown, "network", "network", "info", ";".join(said), evidence),) if said else ()


def read_streets(
    path: Path, *, shown_as: str | None = None, box: Box | None = None, progress: Progress | None = None
) -> StreetData:
    """
    Read street data.

    Parameters
    ----------
    path
        File to read; its suffix names the format.
    shown_as
        Path as the study names it, for messages.
    box
        Ground of the study, in degrees: of an OpenStreetMap extract only what meets it is kept, so that a whole city's file
        can stand in for the district's. None keeps everything. A saved network is always taken whole.
    progress
        Listener.

    Raises
    ------
    NetworkError
        If the file is missing, empty, truncated, of another format, or holds no street (in the box).
    """
    shown = shown_as or str(path)
    progress = progress or Silent()
    progress.step("读取路网", 0, 1)
    if not path.is_file():
        raise NetworkError(f"找不到路网文件 {shown}", hint="请检查 [network] osm 的路径")
    if path.stat().st_size == 0:
        raise NetworkError(f"路网文件 {shown} 是空文件", hint="请重新下载或导出")
    refuse_bombs(path, shown)
    name = path.name.lower()
    if name.endswith(OSM_SUFFIXES):
        streets = read_osm(path, shown, box)
    elif name.endswith(".graphml"):
        streets = read_graphml(path, shown)
    elif name.endswith(".gpkg"):
        streets = read_geopackage(path, shown)
    else:
        allowed = " ".join((*OSM_SUFFIXES, *GRAPH_SUFFIXES))
        raise NetworkError(f"路网文件 {shown} 的格式无法识别", hint=f"可用格式:{allowed}")
    if not streets.ways and streets.ways_left_out:
        raise NetworkError(
            f"路网文件 {shown} 的 {streets.ways_left_out} 条道路都不在研究范围内",
            hint="请换用包含本区的 OSM 数据,或检查社区图层的坐标系",
        )
    if not streets.ways:
        raise NetworkError(f"路网文件 {shown} 中没有任何道路(带 highway 标签的线)", hint="请换用包含道路的 OSM 数据")
    progress.step("读取路网", 1, 1)
    return streets
