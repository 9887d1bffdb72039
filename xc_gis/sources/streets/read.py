"""
Read the street data of a study, whatever its format, into one ``StreetData``.

The formats: OpenStreetMap files of any make, by their content (``sources.osm``), and networks saved by OSMnx or by
``xc-gis network``, by their name (``.graphml``, ``.gpkg``). Nothing is decided here about who may walk where: that is
``analysis.network.walkable``.
"""

from __future__ import annotations

from pathlib import Path

from xc_gis.errors import NetworkError
from xc_gis.languages.message import joined, msg
from xc_gis.model import StreetData
from xc_gis.progress import Progress, Silent
from xc_gis.sources.osm.bombs import refuse_bombs
from xc_gis.sources.streets.graph import read_geopackage, read_graphml
from xc_gis.sources.streets.osm import read_osm
from xc_gis.sources.study.area import Box


def read_streets(
    path: Path, *, shown_as: str | None = None, box: Box | None = None, progress: Progress | None = None
) -> StreetData:
    """
    Read street data.

    Parameters
    ----------
    path
        File to read.
    shown_as
        Path as the study names it, for messages.
    box
        StudyArea of the study, in degrees: of an OpenStreetMap extract only what meets it is kept, so that a whole city's file
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
    progress.step(msg("读取路网"), 0, 1)
    if not path.is_file():
        raise NetworkError(msg("找不到路网文件 {shown}", shown=shown), hint=msg("请检查 [network] osm 的路径"))
    if path.stat().st_size == 0:
        raise NetworkError(msg("路网文件 {shown} 是空文件", shown=shown), hint=msg("请重新下载或导出"))
    name = path.name.lower()
    if name.endswith(".graphml"):
        refuse_bombs(path, shown)
        streets = read_graphml(path, shown)
    elif name.endswith(".gpkg"):
        streets = read_geopackage(path, shown)
    else:
        streets = read_osm(path, shown, box)
    if not streets.ways:
        raise _without_streets(streets, shown)
    progress.step(msg("读取路网"), 1, 1)
    return streets


def _without_streets(streets: StreetData, shown: str) -> NetworkError:
    """Why nothing is left: streets without places, streets elsewhere, or none at all."""
    lost = [loss.osm for loss in streets.losses if loss.kind == "lost_way"]
    if lost:
        return NetworkError(
            msg(
                "路网文件 {shown} 的 {count} 条道路都没有节点位置（{lost} 等）",
                shown=shown,
                count=len(lost),
                lost=joined("、", lost[:3]),
            ),
            hint=msg("文件里只有道路，没有节点：Overpass 查询请以 (._;>;); out body; 结尾，或改用 .osm.pbf"),
        )
    if streets.ways_left_out:
        return NetworkError(
            msg("路网文件 {shown} 的 {ways_left_out} 条道路都不在研究范围内", shown=shown, ways_left_out=streets.ways_left_out),
            hint=msg("请换用包含本区的 OSM 数据，或检查社区图层的坐标系"),
        )
    return NetworkError(
        msg("路网文件 {shown} 中没有任何道路（带 highway 标签的线）", shown=shown), hint=msg("请换用包含道路的 OSM 数据")
    )
