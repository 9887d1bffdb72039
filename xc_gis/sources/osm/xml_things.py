"""
Objects of an OSM XML file, with all that osmium does not tell: JOSM's ``action``, places of way nodes, remarks of Overpass.

For files that cannot be read as they stand; the others are read by osmium, which is faster.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.parsers import expat

from xc_gis.errors import NetworkError
from xc_gis.sources.osm.things import Content, Thing, place_of

KINDS = {"node": "n", "way": "w", "relation": "r"}


def read_xml(stream: BinaryIO, shown: str) -> Content:
    """
    Read all objects.

    Raises
    ------
    NetworkError
        Where the text ends before its end or is no XML (with the line), and for lists of changes.
    """
    reader = _Reader(shown)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as fault:
        raise _broken(fault, shown) from fault
    except NetworkError:
        raise
    except (TypeError, ValueError, KeyError) as fault:
        raise NetworkError(
            f"OSM 文件 {shown} 第 {parser.CurrentLineNumber} 行的对象没有可用的编号或引用", hint="请更正该行，或重新导出"
        ) from fault
    return reader.content


_UNFINISHED = frozenset(expat.errors.codes[word] for word in (
    expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN, expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
))  # fmt: skip


def _broken(fault: expat.ExpatError, shown: str) -> NetworkError:
    if fault.code in _UNFINISHED:
        return NetworkError(
            f"OSM 文件 {shown} 不完整：到第 {fault.lineno} 行就中断了，没有结尾的 </osm>", hint="请重新下载或导出该文件"
        )
    return NetworkError(
        f"OSM 文件 {shown} 第 {fault.lineno} 行不是正确的 XML({expat.ErrorString(fault.code)})", hint="请更正该行，或重新导出"
    )


class _Reader:
    """Listens to the parser."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.content = Content([])
        self.thing: Thing | None = None
        self.member = 0
        self.words: list[str] | None = None

    def start(self, name: str, said: dict[str, str]) -> None:
        thing = self.thing
        if name == "tag" and thing:
            thing.tags[said["k"]] = said["v"]
        elif name == "nd" and thing:
            self._node_of(thing, said)
        elif name in KINDS:
            self.thing = self._thing(name, said)
        elif name == "member" and thing:
            self.member = int(said["ref"])
            thing.members.append((KINDS[said["type"]], self.member, said.get("role", "")))
        elif name == "center":
            self.content.centres += 1
        elif name == "remark":
            self.words = []
        elif name == "meta":
            self.content.as_of = said.get("osm_base", "")
        elif name == "action":
            raise NetworkError(
                f"OSM 文件 {self.shown} 其实是 OSM 改动文件（augmented diff）：只有改动，没有整张地图",
                hint="请下载或导出整张地图：.osm.pbf、.osm(JOSM、Overpass 均可)",
            )

    def _thing(self, name: str, said: dict[str, str]) -> Thing:
        gone = said.get("visible") == "false" or said.get("action") == "delete"
        return Thing(KINDS[name], int(said["id"]), int(said.get("version") or 0), gone, place=place_of(said))

    def _node_of(self, thing: Thing, said: dict[str, str]) -> None:
        place = place_of(said)
        if thing.kind == "r":
            thing.shapes.setdefault(self.member, []).append(place)
        else:
            thing.refs.append(int(said["ref"]) if "ref" in said else None)
            thing.places.append(place)

    def end(self, name: str) -> None:
        if name in KINDS and self.thing:
            self.content.things.append(self.thing)
            self.thing = None
        elif name == "remark" and self.words is not None:
            self.content.remarks.append("".join(self.words).strip())
            self.words = None

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)
