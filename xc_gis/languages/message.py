"""
A message and the values that fill it, kept apart until somebody reads it.

A message is written once, in Chinese, as a literal template with named gaps, and carries its values along::

    raise InputError(msg("{file} 是空文件", file=name))

It is a text (the Chinese sentence), so that it can be logged, compared and written like any other; whoever shows it asks ``in_language`` for
the language of the reader, and the sentence is made there from the template of that language and the same values. Names, paths and
figures are values: no language changes them. A value that is a message itself is said in the same language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Any, Self

from xc_gis.languages.punctuation import WIDE, wide
from xc_gis.languages.sentences import sentence_of

MARKS = {"，": ", ", "；": "; ", "：": ": ", "。": ". ", "、": ", ", ",": ", ", ";": "; ", ":": ": "}
"""Marks between parts that are reported one by one, with those that English has; others stay."""


class Message(str):
    """
    A sentence for people: Chinese as a text, with all that is needed to say it in another language.

    Attributes
    ----------
    template
        The Chinese sentence with ``{name}`` for what is filled in, as ``str.format`` reads it; without values a plain text.
    values
        What is filled in, by name: numbers, texts, messages.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> Self:
        """Fill the values into the Chinese sentence."""
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, self.values)

    def __add__(self, other: str) -> Message:
        return Joined("", (self, other))

    def __radd__(self, other: str) -> Message:
        return Joined("", (other, self))

    def in_language(self, lang: str) -> str:
        """The sentence in a language, Chinese where that language does not have it; Chinese with full-width marks."""
        template = self.template if lang == "zh" else sentence_of(self.template, lang, self.values)
        if template is None:
            template = self.template
        if lang == "zh":
            template = wide_template(template) if self.values else wide(template)
        if not self.values:
            return template
        return template.format_map({name: in_language(value, lang) for name, value in self.values.items()})

    def filled(self, **values: Any) -> Message:
        """The same sentence with a value for each of its gaps, for sentences that stand in a table."""
        return Message(self.template, {name: _kept(value) for name, value in values.items()})

    def with_texts(self, change: Callable[[str], str]) -> Message:
        """The same message with other texts filled in, such as shortened ones."""
        return Message(self.template, {name: changed(value, change) for name, value in self.values.items()})


class Joined(Message):
    """Messages one after the other, with a mark between them."""

    __slots__ = ("mark", "parts")

    parts: tuple[str, ...]
    mark: str

    def __new__(cls, mark: str, parts: tuple[str, ...]) -> Self:
        """Join what the parts say in Chinese; the mark may be a message, too."""
        made = str.__new__(cls, mark.join(parts))
        made.template, made.values = str(made), {}
        made.mark, made.parts = mark, parts
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.mark, self.parts)

    def with_texts(self, change: Callable[[str], str]) -> Message:
        """Each part with other texts filled in."""
        return Joined(self.mark, tuple(changed(part, change) for part in self.parts))

    def in_language(self, lang: str) -> str:
        """Each part in the language, with the mark that the language has."""
        mark = in_language(self.mark, lang)
        mark = WIDE.get(mark, mark) if lang == "zh" else MARKS.get(mark, mark)
        return mark.join(in_language(part, lang) for part in self.parts)


class Name(Message):
    """A name that the data give in Chinese and, where ``en`` is not empty, in English: each language fills in its own."""

    __slots__ = ("en",)

    en: str

    def __new__(cls, zh: str, en: str = "") -> Self:
        """Keep both."""
        made = str.__new__(cls, zh)
        made.template, made.values, made.en = zh, {}, en
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.en)

    def with_texts(self, change: Callable[[str], str]) -> Message:
        """Both names changed."""
        return Name(change(str(self)), change(self.en))

    def in_language(self, lang: str) -> str:
        """The name in the language, in Chinese where there is no other."""
        return self.en if lang == "en" and self.en else str(self)


def msg(template: str, /, **values: Any) -> Message:
    """
    Make a message.

    Parameters
    ----------
    template
        The Chinese sentence, a literal: the catalogues of other languages are checked against it. ``{name}`` for what is filled in.
    values
        Numbers, texts and messages; anything else as the text it has.
    """
    return Message(template, {name: _kept(value) for name, value in values.items()})


def joined(mark: str, parts: Iterable[str]) -> Message:
    """Parts, messages or names out of the data, with a mark between them that each language has its own of."""
    return Joined(mark, tuple(parts))


def in_language(value: Any, lang: str) -> Any:
    """
    Say a message in a language.

    Parameters
    ----------
    value
        A message; anything else is returned as it is: a text that is no message came out of the data.
    lang
        ``zh`` or the name of a folder beside this module. Chinese sentences get full-width marks, as planners write them; what is filled
        in keeps its own.
    """
    if isinstance(value, Message):
        return value.in_language(lang)
    return value


def opening(text: str, mark: str) -> str:
    """
    What a message says before a mark of its own words, in each language; the whole where it has no such mark.

    A mark in what is filled in (a name with a colon) is none of its own; a text that is no message has no words of its own.
    """
    if isinstance(text, Joined):
        first = text.parts[0] if text.parts else ""
        head = opening(first, mark)
        return text if head == first else head
    if not isinstance(text, Message) or isinstance(text, Name):
        return text
    zh, english = text.template, sentence_of(text.template, "en", text.values) or ""
    if not text.values:
        return Name(zh.partition(mark)[0], english.partition(mark)[0]) if mark in zh else text
    head = _until(zh, mark)
    if head == zh:
        return text
    values = {name: in_language(value, "en") for name, value in text.values.items()}
    return Name(head.format_map(text.values), _until(english, mark).format_map(values))


def _until(template: str, mark: str) -> str:
    """A template up to a mark outside its gaps; all of it where there is none."""
    made = ""
    for literal, name, spec, conversion in Formatter().parse(template):
        if mark in literal:
            return made + _braced(literal.partition(mark)[0])
        made += _braced(literal)
        if name is not None:
            made += "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
    return template


def _braced(literal: str) -> str:
    return literal.replace("{", "{{").replace("}", "}}")


def heading(text: str, lang: str) -> str:
    """A message that stands alone, above a column or before a figure: it begins with a capital where the language has them."""
    shown: str = in_language(text, lang)
    return shown if lang == "zh" else shown[:1].upper() + shown[1:]


def content_in_language(content: Any, lang: str) -> Any:
    """Plain content for a file or a reader, its messages said in a language: dicts, lists and tuples of whatever depth; keys stay."""
    if isinstance(content, Mapping):
        return {key: content_in_language(value, lang) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [content_in_language(value, lang) for value in content]
    return in_language(content, lang)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """A text with its words changed, a message with the texts that are filled in; anything else as it is."""
    if isinstance(value, Message):
        return value.with_texts(change)
    return change(value) if isinstance(value, str) else value


def _kept(value: Any) -> Any:
    if isinstance(value, str | int | float):
        return value
    return value.item() if hasattr(value, "item") else str(value)


@lru_cache(maxsize=4096)
def wide_template(template: str) -> str:
    """The template with full-width marks; its gaps stay as they are."""
    pieces, gaps = [""], []
    for literal, name, spec, conversion in Formatter().parse(template):
        pieces[-1] += _braced(literal)
        if name is not None:
            gaps.append("{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
            pieces.append("")
    made = wide("{}".join(pieces)).split("{}")
    return made[0] + "".join(gap + piece for gap, piece in zip(gaps, made[1:], strict=True))


def begins_with_data(text: str, shown: str) -> bool:
    """Whether a message, as it is ``shown`` in any language, begins with what was filled in, such as the name of a file: letters of it are not changed."""
    first = text
    while isinstance(first, Joined) and first.parts:
        first = first.parts[0]
    if not isinstance(first, Message):
        return True
    given = (str(value) for value in first.values.values() if not isinstance(value, Message))
    return any(value and shown.startswith(value) for value in given)
