"""What belongs to a block that is carried from one Word file into another: its styles, numbers of lists, pictures, links."""

from __future__ import annotations

import copy
import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

STYLES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}

STAYS = ("footnoteReference", "endnoteReference", "commentReference", "object", "altChunk", "control", "subDoc", "chart")
"""What cannot be carried: it lies in other parts of the file."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class NotCarriedError(Exception):
    """A block has something in it that cannot be carried."""


class Carrier:
    """Carries blocks from one document into another (``docx.Document`` both)."""

    def __init__(self, old: Any, new: Any) -> None:
        self._old, self._new = old, new
        self._lists: dict[str, str] = {}

    def copy_of(self, element: Any) -> Any:
        """
        A copy of a block that means the same in the new document.

        Raises
        ------
        NotCarriedError
            It has a note, a comment, an embedded object or the like in it.
        """
        made = copy.deepcopy(element)
        for node in made.iter():
            name = str(node.tag).rpartition("}")[2]
            if name in STAYS:
                raise NotCarriedError(name)
            if name == "sectPr":
                raise NotCarriedError(name)
            self._relations(node, name)
        for tag, kind in STYLES.items():
            for node in list(made.iter(qn(tag))):
                self._style(node, kind)
        for node in list(made.iter(qn("w:numId"))):
            node.set(qn("w:val"), self._list(str(node.get(qn("w:val")))))
        return made

    def _relations(self, node: Any, name: str) -> None:
        for key in [key for key in node.attrib if str(key).startswith(RELATION)]:
            relation = self._old.part.rels.get(node.get(key))
            if relation is None:
                raise NotCarriedError(name)
            if relation.reltype == RELATIONSHIP_TYPE.IMAGE and not relation.is_external:
                new_id, _ = self._new.part.get_or_add_image(io.BytesIO(relation.target_part.blob))
            elif relation.reltype == RELATIONSHIP_TYPE.HYPERLINK and relation.is_external:
                new_id = self._new.part.relate_to(relation.target_ref, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            else:
                raise NotCarriedError(name)
            node.set(key, new_id)

    def _style(self, node: Any, kind: str) -> None:
        old = _find(self._old.styles.element, kind, lambda style: style.get(qn("w:styleId")) == node.get(qn("w:val")))
        if old is None:
            node.getparent().remove(node)
            return
        node.set(qn("w:val"), self._style_id(old, kind))

    def _style_id(self, old: Any, kind: str) -> str:
        """Id of the style of that name in the new document; it is brought over where there is none, with those that it rests on."""
        name = _name(old)
        there = _find(self._new.styles.element, kind, lambda style: _name(style) == name)
        if there is not None:
            return str(there.get(qn("w:styleId")))
        made = copy.deepcopy(old)
        taken = {style.get(qn("w:styleId")) for style in self._new.styles.element.iter(qn("w:style"))}
        own = str(old.get(qn("w:styleId")))
        while own in taken:
            own += "x"
        made.set(qn("w:styleId"), own)
        for tag in ("w:link", "w:next"):
            for node in made.findall(qn(tag)):
                made.remove(node)
        self._new.styles.element.append(made)
        for node in made.findall(qn("w:basedOn")):
            self._style(node, kind)
        for node in made.iter(qn("w:numId")):
            node.set(qn("w:val"), self._list(str(node.get(qn("w:val")))))
        return own

    def _list(self, old_id: str) -> str:
        """Id of a list that looks the same in the new document."""
        if old_id == "0" or old_id in self._lists:
            return self._lists.get(old_id, "0")
        old, new = _numbering(self._old), _numbering(self._new)
        if old is None or new is None:
            raise NotCarriedError("numbering")
        number = next((one for one in old.iter(qn("w:num")) if one.get(qn("w:numId")) == old_id), None)
        if number is None:
            return "0"
        number = copy.deepcopy(number)
        reference = number.find(qn("w:abstractNumId"))
        form = next(one for one in old.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == reference.get(qn("w:val")))
        form = copy.deepcopy(form)
        form_id = _next(new, "w:abstractNum", "w:abstractNumId")
        form.set(qn("w:abstractNumId"), form_id)
        for node in (*form.findall(qn("w:nsid")), *form.findall(qn("w:styleLink")), *form.findall(qn("w:numStyleLink"))):
            form.remove(node)
        reference.set(qn("w:val"), form_id)
        new_id = _next(new, "w:num", "w:numId")
        number.set(qn("w:numId"), new_id)
        first = next(iter(new.iter(qn("w:num"))), None)
        new.insert(new.index(first) if first is not None else len(new), form)  # Word wants all forms before all lists
        new.append(number)
        self._lists[old_id] = new_id
        return new_id


def _find(styles: Any, kind: str, is_it: Any) -> Any:
    return next((style for style in styles.iter(qn("w:style")) if style.get(qn("w:type")) == kind and is_it(style)), None)


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val")))


def _numbering(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (NotImplementedError, KeyError):
        return None


def _next(numbering: Any, tag: str, key: str) -> str:
    return str(max((int(one.get(qn(key))) for one in numbering.iter(qn(tag))), default=0) + 1)
