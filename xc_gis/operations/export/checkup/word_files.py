"""
Word files of the check-up in a folder: which are written, which keep what somebody wrote into them, which stay as they are.

A file that an export wrote is written anew. What somebody added to one (paragraphs, names in the signature) is carried into the new one, and
the file as it was is kept in ``checkup/earlier/``. A file whose own text was changed, or that no export wrote, stays untouched and is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.files.whole_file import write_whole
from xc_gis.operations.export.page_work import HINT
from xc_gis.report.documents.word.merge import KeptError, merged
from xc_gis.report.documents.word.template import Filled
from xc_gis.runs.export_folder import ExportFolder

FOLDER = "checkup"
EARLIER = f"{FOLDER}/earlier"

STRANGER = "stranger"
"""A file that stays because no export wrote it; the other reasons are those of ``merge``."""

LONGEST_NAME = 80

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def word_names(ids: Sequence[str]) -> list[str]:
    """``checkup/<community_id>.docx`` as far as files may be called so; ids that would be called alike get a checksum behind."""
    made, taken = [], set()
    for name in ids:
        safe = _UNSAFE.sub("", name)[:LONGEST_NAME]
        if safe != name or safe.casefold() in taken or not safe:
            safe = f"{safe}-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}".lstrip("-")
        taken.add(safe.casefold())
        made.append(f"{FOLDER}/{safe}.docx")
    return made


def wanted_files(folder: ExportFolder, names: Sequence[str], inputs: str) -> list[int]:
    """Numbers of the files that have to be made: those that are there as an export wrote them and show the same inputs are left."""
    return [n for n, name in enumerate(names) if not _is_current(folder, name, inputs)]


def _is_current(folder: ExportFolder, name: str, inputs: str) -> bool:
    details = folder.record["details"].get(name, {})
    shows = details.get("inputs") == inputs and details.get("run") == folder.run and "pending" not in details
    return shows and folder.is_ours(name)


def put_word_files(folder: ExportFolder, made: Mapping[str, Filled], communities: Mapping[str, str], inputs: str) -> None:
    """
    Write files, carry over what somebody added to those of before, and record what stayed.

    Parameters
    ----------
    made
        New files by name.
    communities
        Id of the community by name of a file.
    """
    files: dict[str, bytes] = {}
    details: dict[str, dict[str, Any]] = {}
    for name, filled in made.items():
        place, known = folder.path / name, folder.record["details"].get(name, {})
        new, own, stays = filled.content, 0, False
        if place.is_file() and (not folder.is_ours(name) or known.get("own")):
            edited = place.read_bytes()
            if not known.get("blocks"):
                known_again = {**known, "kept": STRANGER}
                folder.record["details"][name] = known_again
                continue
            try:
                found = merged(filled.content, edited, known["blocks"])
            except KeptError as kept:
                folder.record["details"][name] = {**known, "kept": kept.code}
                continue
            new, own = found.content, found.own
            if known.get("inputs") == inputs and known.get("run") == folder.run:
                new, stays = edited, True  # it shows what a new one would: as it is, and listed so
            elif not folder.is_ours(name):
                _keep_earlier(folder, name, edited)
        files[name] = new
        details[name] = {
            "inputs": inputs, "community": communities[name], "own": own, "blocks": filled.prints, **({"stays": True} if stays else {}),
        }  # fmt: skip
    folder.put_all(files, details)


def _keep_earlier(folder: ExportFolder, name: str, content: bytes) -> None:
    stem = name.removeprefix(f"{FOLDER}/").removesuffix(".docx")
    place = folder.path / EARLIER / f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.docx"
    if not place.exists():
        write_whole(place, content, hint=HINT, folder=True)
