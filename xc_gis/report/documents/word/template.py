"""
A Word template filled with plain values (docxtpl).

The template is the only thing that is compiled, in a sandbox; values are text when they are put in: no mark of a template, of XML or of a
field in them means anything. A template of an office that is broken or asks for what there is not is told in one sentence.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.report.documents.word.blocks import prints_of
from xc_gis.report.documents.word.repack import packed, settled
from xc_gis.report.documents.word.text import word_text

LARGEST_TEMPLATE = 20_000_000
"""Bytes of a template that are read; a larger file is none."""

_MISSING = re.compile(r"'([^']*)' is undefined|has no attribute '([^']*)'|has no element ([^ ]+)")


class Picture:
    """A picture among the values: PNG, its width in millimetres, and what is read aloud in its place."""

    def __init__(self, content: bytes, width_mm: float, words: str) -> None:
        self.content, self.width_mm, self.words = content, width_mm, words


@dataclass(frozen=True)
class Filled:
    """A file that is filled in, and the prints of its blocks."""

    content: bytes
    prints: list[str]


class _Sandbox(SandboxedEnvironment):
    """An environment that compiles the same text once: a template is filled for hundreds of communities."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_as_text)
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: str | nodes.Template, *args: Any, **named: Any) -> Template:
        key = str(source)
        if key not in self._compiled:
            self._compiled[key] = super().from_string(source, *args, **named)
        return self._compiled[key]


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose marks are looked for once in the same text."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


@lru_cache(maxsize=16)
def _patched(src_xml: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, src_xml)
    return patched


class WordTemplate:
    """
    A template.

    Parameters
    ----------
    content
        The file.
    name
        As it is called in messages.

    Raises
    ------
    InputError
        It is no Word file.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.content, self.name = content, name
        try:
            Document(io.BytesIO(content[:LARGEST_TEMPLATE]))
        except (ValueError, KeyError, OSError, zipfile.BadZipFile, SyntaxError, AttributeError, LookupError) as fault:
            raise InputError(
                msg("模板 {name} 不是可用的 Word 文档（.docx）", name=name),
                hint=msg("请用 Word 另存为 .docx；或去掉 --template，使用自带的模板"),
            ) from fault
        self._environment = _Sandbox()

    def filled(self, values: Mapping[str, Any], *, title: str, day: date | None) -> Filled:
        """
        The document with its values, the same bytes each time, and the prints of its blocks (``blocks.prints_of``).

        Raises
        ------
        InputError
            The template asks for a field that there is not, or its marks are broken; the message says which.
        """
        document = _Template(io.BytesIO(self.content))
        document.init_docx()
        alternatives: list[str] = []
        context = {name: self._value(document, value, alternatives) for name, value in values.items()}
        try:
            document.render(context, self._environment, autoescape=True)
        except UndefinedError as fault:
            raise self._unknown_field(str(fault), values) from fault
        except TemplateSyntaxError as fault:
            raise InputError(
                msg("模板 {name} 中的标记写错了：{fault}", name=self.name, fault=word_text(str(fault))), hint=_HINT
            ) from fault
        except (
            TemplateError,
            ValueError,
            TypeError,
            LookupError,
            ArithmeticError,
            AttributeError,
            SyntaxError,
            RecursionError,
        ) as fault:
            raise InputError(
                msg("模板 {name} 不能填写：{fault}", name=self.name, fault=word_text(str(fault))), hint=_HINT
            ) from fault
        _describe(document.docx, alternatives)
        settled(document.docx, title=title, day=day)
        return Filled(packed(document.docx), prints_of(document.docx))

    def _value(self, document: DocxTemplate, value: Any, alternatives: list[str]) -> Any:
        if isinstance(value, Picture):
            alternatives.append(value.words)
            return InlineImage(document, io.BytesIO(value.content), width=Mm(value.width_mm))
        return value

    def _unknown_field(self, said: str, values: Mapping[str, Any]) -> InputError:
        found = _MISSING.search(said)
        field = next((group for group in found.groups() if group), said) if found else said
        return InputError(
            msg("模板 {name} 用到了不存在的字段 {field}", name=self.name, field=word_text(field)),
            hint=msg("可用的字段：{names}；说明见 docs/documents.md", names=joined("、", sorted(values))),
        )


_HINT = msg("请改正模板，写法见 docs/documents.md；或去掉 --template，使用自带的模板")


def _as_text(value: Any) -> Any:
    """A value as text that means nothing: braces are references too, for docxtpl looks for marks in what was filled in."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, StrictUndefined):
        return value
    text = "" if value is None else word_text(str(value))
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - it is escaped


def _describe(document: Any, alternatives: list[str]) -> None:
    """What is read aloud in place of the pictures that were put in, in their order."""
    drawings = [
        element for element in document.element.body.iter() if element.tag.endswith("}docPr") and not element.get("descr")
    ]
    for drawing, words in zip(drawings, alternatives, strict=False):
        drawing.set("descr", word_text(words))
