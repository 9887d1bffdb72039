"""
Objects of an OSM XML file, with all that osmium does not tell: JOSM's ``action``, places of way nodes, remarks of Overpass.

For files that cannot be read as they stand; the others are read by osmium, which is faster.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.parsers import expat

from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
from xc_gis.sources.osm.things import Content, Thing, number_of, place_of

KINDS = {"node": "n", "way": "w", "relation": "r"}


def read_xml(stream: BinaryIO, shown: str) -> Content:
    """
    Read all objects.

    Raises
    ------
    NetworkError
        Where the text ends before its end or is no XML (with the line), is in an encoding that XML readers do not know, and for
        lists of changes.
    """
    reader = _Reader(shown)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.XmlDeclHandler = reader.declared
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as fault:
        if fault.code == _UNKNOWN_ENCODING:
            raise _not_utf8(reader.encoding, shown) from fault
        raise _broken(fault, shown) from fault
    except NetworkError:
        raise
    except (TypeError, ValueError, LookupError) as fault:
        if not reader.begun:  # codecs of several bytes to a character: Python raises in place of expat
            raise _not_utf8(reader.encoding, shown) from fault
        raise NetworkError(
            msg(
                "OSM 文件 {shown} 第 {currentlinenumber} 行的对象没有可用的编号或引用",
                shown=shown,
                currentlinenumber=parser.CurrentLineNumber,
            ),
            hint=msg("请更正该行，或重新导出"),
        ) from fault
    return reader.content


_UNKNOWN_ENCODING = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
_UNFINISHED = frozenset(expat.errors.codes[word] for word in (
    expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN, expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
))  # fmt: skip
_FAULTS_ZH = {
    expat.errors.XML_ERROR_TAG_MISMATCH: msg("：标记没有成对"),
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: msg("：同一属性写了两次"),
    expat.errors.XML_ERROR_INVALID_TOKEN: msg("：有不能使用的字符"),
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: msg("：有没有定义的实体（& 应写作 &amp;）"),
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: msg("：结尾之后还有内容"),
}
"""What is wrong, where it can be said in a few words."""


def _not_utf8(encoding: str, shown: str) -> NetworkError:
    return NetworkError(
        msg("OSM 文件 {shown} 声明的编码 {encoding} 读不了：OSM 文件应为 UTF-8", shown=shown, encoding=encoding),
        hint=msg("请用 JOSM 等软件另存，或把文件连同第一行的 encoding 转成 UTF-8"),
    )


def _broken(fault: expat.ExpatError, shown: str) -> NetworkError:
    if fault.code in _UNFINISHED:
        return NetworkError(
            msg("OSM 文件 {shown} 不完整：到第 {lineno} 行就中断了，没有结尾的 </osm>", shown=shown, lineno=fault.lineno),
            hint=msg("请重新下载或导出该文件"),
        )
    why = _FAULTS_ZH.get(expat.ErrorString(fault.code) or "", "")
    return NetworkError(
        msg("OSM 文件 {shown} 第 {lineno} 行不是正确的 XML{why}", shown=shown, lineno=fault.lineno, why=why),
        hint=msg("请更正该行，或重新导出"),
    )


class _Reader:
    """Listens to the parser."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.content = Content([])
        self.thing: Thing | None = None
        self.member = 0
        self.words: list[str] | None = None
        self.encoding = ""
        self.begun = False

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:  # noqa: ARG002 - called by expat
        self.encoding = encoding or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.begun = True
        thing = self.thing
        if name == "tag" and thing:
            thing.tags[attributes["k"]] = attributes["v"]
        elif name == "nd" and thing:
            self._node_of(thing, attributes)
        elif name in KINDS:
            self.thing = self._thing(name, attributes)
        elif name == "member" and thing:
            self.member = number_of(attributes["ref"])
            thing.members.append((KINDS[attributes["type"]], self.member, attributes.get("role", "")))
        elif name == "center":
            self.content.centres += 1
        elif name == "remark":
            self.words = []
        elif name == "meta":
            self.content.as_of = attributes.get("osm_base", "")
        elif name == "action":
            raise NetworkError(
                msg("OSM 文件 {shown} 其实是 OSM 改动文件（augmented diff）：只有改动，没有整张地图", shown=self.shown),
                hint=msg("请下载或导出整张地图：.osm.pbf、.osm(JOSM、Overpass 均可)"),
            )

    def _thing(self, name: str, attributes: dict[str, str]) -> Thing:
        gone = attributes.get("visible") == "false" or attributes.get("action") == "delete"
        return Thing(
            KINDS[name], number_of(attributes["id"]), number_of(attributes.get("version") or 0), gone, place=place_of(attributes)
        )

    def _node_of(self, thing: Thing, attributes: dict[str, str]) -> None:
        place = place_of(attributes)
        if thing.kind == "r":
            thing.shapes.setdefault(self.member, []).append(place)
        else:
            thing.refs.append(number_of(attributes["ref"]) if "ref" in attributes else None)
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
