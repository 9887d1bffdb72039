"""XML of office programs and maps (XML spreadsheets, KML): no entities, whatever encoding, faults by line and column."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")

MANY_BYTES = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "936", "big5", "cp950"})
"""Encodings that the XML reader does not know."""


def xml_root(raw: bytes, shown: str, kind: str) -> Element:
    """
    Read a document.

    Parameters
    ----------
    kind
        What it should be, for the message.

    Raises
    ------
    InputError
        No whole XML (with line and column), a document type or entity, bytes that are not in the encoding it names.
    """
    document: bytes | str = raw
    declared = _DECLARED.match(raw[:500])
    codec = declared[1].decode("ascii").lower() if declared else ""
    try:
        if codec in MANY_BYTES:
            text = raw.decode("big5" if codec in {"big5", "cp950"} else "gb18030")
            document = _PROLOG.sub("", text, count=1)
        root: Element = fromstring(document, forbid_dtd=True)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise InputError(
            msg("{shown} 第 {line} 行不是 {codec} 编码（文件开头所写）", shown=shown, line=line, codec=codec.upper()),
            hint=msg("请重新导出"),
        ) from fault
    except DefusedXmlException as fault:
        raise InputError(
            msg("{shown} 的 XML 含有文档类型或实体声明,已拒绝读取", shown=shown), hint=msg("请检查文件来源")
        ) from fault
    except ParseError as fault:
        line, column = fault.position
        raise InputError(
            msg(
                "{shown} 不是完整的 {kind}：第 {line} 行第 {column} 列不符合 XML 的写法",
                shown=shown,
                kind=kind,
                line=line,
                column=column + 1,
            ),
            hint=msg("请重新导出"),
        ) from fault
    except (ValueError, LookupError, RecursionError) as fault:
        raise InputError(msg("{shown} 不是完整的 {kind}", shown=shown, kind=kind), hint=msg("请重新导出")) from fault
    return root


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def attribute(element: Element, name: str) -> str:
    """Value of an attribute, in whatever namespace; empty where it has none."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")
