"""
The one door through which OpenStreetMap files come in, whoever needs them: streets, facilities, addresses, the map's ground.

An ordinary file is handed on as it stands. Of any other a copy is made that says the same in order (``settle``), in a folder that
is gone when the reading is over; the file itself is never written.
"""

from __future__ import annotations

import logging
import lzma
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from xc_gis.errors import NetworkError, ResourceError, XcGisError
from xc_gis.files.write_faults import SCARCE, reason_of, refuse_without_room
from xc_gis.languages.message import msg
from xc_gis.sources.osm.bombs import refuse_bombs
from xc_gis.sources.osm.json_things import read_json
from xc_gis.sources.osm.kinds import Kind, kind_of, unpacked
from xc_gis.sources.osm.settle import Settled, settle
from xc_gis.sources.osm.survey import is_ordinary
from xc_gis.sources.osm.tags import tags_of
from xc_gis.sources.osm.things import NAMES, Content, Ref, Thing
from xc_gis.sources.osm.xml_things import read_xml

logger = logging.getLogger(__name__)

OSMIUM_FAULTS = (RuntimeError, ValueError, OSError, osmium.InvalidLocationError)
"""What osmium raises about a file; the last, a coordinate that is none, is no kind of the others."""


@dataclass(frozen=True)
class OsmFile:
    """
    A file that osmium reads rightly.

    Attributes
    ----------
    source
        To be given to osmium.
    settled
        What was decided to make it so; None for a file that stands as it is.
    numbers
        Number in the study's file by kind and number in ``source``, for new objects.
    as_of
        Moment that the file shows, as far as it says so.
    """

    source: osmium.io.File
    settled: Settled | None = None
    numbers: Mapping[Ref, int] = field(default_factory=dict)
    as_of: str = ""

    def number(self, kind: str, number: int) -> int:
        """Number of an object (``n``, ``w``, ``r``) in the study's file."""
        return self.numbers.get((kind, number), number) if self.numbers else number


@contextmanager
def open_osm(path: Path, shown: str) -> Iterator[OsmFile]:
    """
    Open an OpenStreetMap file of any make.

    Parameters
    ----------
    path, shown
        File, and its name for messages.

    Raises
    ------
    NetworkError
        If it is none, a list of changes, an interrupted answer or broken; the message says which.
    """
    if path.stat().st_size == 0:
        raise NetworkError(msg("OSM 文件 {shown} 是空文件", shown=shown), hint=msg("请重新下载或导出"))
    kind = kind_of(path, shown)
    refuse_bombs(path, shown)
    if _ordinary(path, kind, shown):
        file = osmium.io.File(str(path), kind.for_osmium)
        header = osmium.io.Reader(file, osmium.osm.NOTHING).header()
        yield OsmFile(file, as_of=header.get("osmosis_replication_timestamp"))
        return
    content = _content(path, kind, shown)
    _refuse_interrupted(content, shown)
    settled = settle(content)
    _refuse_centres(content, settled, shown)
    with tempfile.TemporaryDirectory(prefix="xc-gis-") as folder:
        copy = Path(folder) / "settled.osm.pbf"
        refuse_without_room(Path(folder), path.stat().st_size)  # osmium would end the program
        numbers = _write(settled.things, copy, shown)
        yield OsmFile(osmium.io.File(str(copy), "pbf"), settled, numbers, content.as_of)


def _ordinary(path: Path, kind: Kind, shown: str) -> bool:
    try:
        return is_ordinary(path, kind)
    except (*OSMIUM_FAULTS, EOFError, zlib.error, lzma.LZMAError) as fault:
        if kind.form in {"xml", "json"}:
            return False  # read object by object, it says the line
        raise _unreadable(shown, fault) from fault


def _content(path: Path, kind: Kind, shown: str) -> Content:
    if kind.form in {"xml", "json"}:
        try:
            with unpacked(path, kind.packing) as stream:
                return read_xml(stream, shown) if kind.form == "xml" else read_json(stream, shown)
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as fault:
            raise NetworkError(msg("OSM 文件 {shown} 的压缩数据不完整", shown=shown), hint=msg("请重新下载该文件")) from fault
    try:
        return _through_osmium(osmium.io.File(str(path), kind.for_osmium))
    except OSMIUM_FAULTS as fault:
        raise _unreadable(shown, fault) from fault


def _unreadable(shown: str, fault: BaseException) -> XcGisError:
    if isinstance(fault, OSError) and fault.errno in SCARCE:
        return ResourceError(reason_of(fault), hint=msg("请清理磁盘或关闭其他程序后重试"))
    line = (str(fault).splitlines() or [type(fault).__name__])[0][:160]
    logger.info("a street file could not be read: %s", line)
    if "support" in line:  # a way of writing that osmium was built without: nothing is damaged
        return NetworkError(
            msg("OSM 文件 {shown} 用了本软件不能读取的写法（{line}）", shown=shown, line=line),
            hint=msg("请用 osmium cat 转换为普通的 .osm.pbf（zlib 压缩）"),
        )
    return NetworkError(msg("OSM 文件 {shown} 读不到结尾，文件不完整或有损坏", shown=shown), hint=msg("请重新下载或导出该文件"))


def _through_osmium(file: osmium.io.File) -> Content:
    """Objects of a binary file, with places that ways bring along."""
    source = osmium.FileProcessor(file)
    content = Content([], as_of=source.header.get("osmosis_replication_timestamp"))
    for each in source:
        thing = Thing(each.type_str(), each.id, each.version, each.deleted, tags_of(each))
        if each.is_node():
            thing.place = (each.lon, each.lat) if each.location.valid() else None
        elif each.is_way():
            thing.refs = [node.ref for node in each.nodes]
            thing.places = [(node.lon, node.lat) if node.location.valid() else None for node in each.nodes]
        elif each.is_relation():
            thing.members = [(member.type, member.ref, member.role) for member in each.members]
        content.things.append(thing)
    return content


def _refuse_interrupted(content: Content, shown: str) -> None:
    fault = next((remark for remark in content.remarks if "error" in remark.lower()), "")
    if fault:
        raise NetworkError(
            msg("OSM 文件 {shown} 是 Overpass 中断的回答，数据不全（{fault}）", shown=shown, fault=fault[:160]),
            hint=msg("请缩小范围，或加大查询的 timeout 和 maxsize，再下载一次"),
        )


def _refuse_centres(content: Content, settled: Settled, shown: str) -> None:
    nodes = {thing.number for thing in settled.things if thing.kind == "n"}
    ways = [thing for thing in settled.things if thing.kind == "w" and "highway" in thing.tags]
    if content.centres and ways and not any(ref in nodes for way in ways for ref in way.refs):
        raise NetworkError(
            msg("OSM 文件 {shown} 只有各对象的中心点（Overpass 的 out center），没有道路的走向", shown=shown),
            hint=msg("请把查询结尾改为 out geom;，或 (._;>;); out body;"),
        )


def _write(things: tuple[Thing, ...], path: Path, shown: str) -> dict[Ref, int]:
    """Write the copy; new objects are numbered above all others. Returns their own numbers. Raises ``NetworkError``."""
    top = {kind: max((thing.number for thing in things if thing.kind == kind), default=0) for kind in "nwr"}
    given: dict[Ref, int] = {}
    for kind in "nwr":
        new = sorted((thing.number for thing in things if thing.kind == kind and thing.number <= 0), reverse=True)
        given |= {(kind, number): max(top[kind], 0) + place for place, number in enumerate(new, 1)}
    ordered = sorted(things, key=lambda thing: ("nwr".index(thing.kind), given.get(thing.ref, thing.number)))
    with osmium.SimpleWriter(str(path)) as writer:
        for thing in ordered:
            try:
                _add(writer, thing, given)
            except ValueError as fault:  # osmium takes words of a thousand bytes
                name = f"{NAMES[thing.kind]}/{thing.number}"
                raise NetworkError(
                    msg("OSM 文件 {shown} 的对象 {name} 有过长的标签或成员名", shown=shown, name=name),
                    hint=msg("请更正该对象，或重新导出"),
                ) from fault
    return {(kind, number): own for (kind, own), number in given.items()}


def _add(writer: osmium.SimpleWriter, thing: Thing, given: Mapping[Ref, int]) -> None:
    make, number = osmium.osm.mutable, given.get(thing.ref, thing.number)
    if thing.kind == "n":
        writer.add_node(make.Node(id=number, version=1, location=thing.place, tags=thing.tags))
    elif thing.kind == "w":
        refs = [given.get(("n", ref), ref) for ref in thing.refs if ref is not None]
        writer.add_way(make.Way(id=number, version=1, nodes=refs, tags=thing.tags))
    else:
        members = [(kind, given.get((kind, ref), ref), role) for kind, ref, role in thing.members]
        writer.add_relation(make.Relation(id=number, version=1, members=members, tags=thing.tags))
