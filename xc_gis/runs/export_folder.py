"""
The folder of what is handed in: files that are written whole, each with its checksum and its run in ``export.json``.

Outputs are added to a folder one command after the other. A file there that no export wrote, or that somebody has edited since, is never
replaced. What is there and was made from the same inputs is not made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import remove_drafts, write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.runs.lock import folder_lock
from xc_gis.runs.manifest import TOOL, read_manifest
from xc_gis.runs.run_id import run_id
from xc_gis.version import __version__

RECORD = "export.json"

PARTS = ".export-parts"
"""Hidden folder of pages that are drawn and not yet set; removed when the output that they are for is whole."""


def new_record(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What ``export.json`` says of a run before anything is written."""
    run = {"id": run_id(manifest), "study": manifest["study"], "standard": manifest["standard"], "method": manifest.get("method")}
    return {"tool": {"name": TOOL, "version": __version__}, "run": run, "outputs": {}, "details": {}}


class ExportFolder:
    """
    A folder that is being filled.

    Attributes
    ----------
    path
        The folder.
    record
        What ``export.json`` says: ``run`` (the last one), ``outputs`` (SHA-256 by file), ``details`` (by file: its run, what it was made from,
        what was left out).
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path = path
        self.run = run_id(manifest)
        earlier = read_manifest(path, name=RECORD) or {}
        self.record = new_record(manifest)
        for key in ("outputs", "details"):
            self.record[key].update(earlier.get(key, {}))

    def is_there(self, name: str, inputs: str) -> bool:
        """Whether a file is there as it was written, and was made from the same inputs."""
        details = self.record["details"].get(name, {})
        return details.get("inputs") == inputs and details.get("run") == self.run and self.is_ours(name)

    def refuse_changed(self, names: Sequence[str]) -> None:
        """Raise ``OutputError`` where a file that is to be written is there and is not as an export wrote it."""
        changed = [name for name in names if (self.path / name).exists() and not self.is_ours(name)]
        if changed:
            raise OutputError(
                msg(
                    "{folder} 中的 {names} 不是导出写的，或写出后被改动过", folder=self.path.name, names=joined("、", changed[:3])
                ),
                hint=msg("请把它们移走或改名，或换一个文件夹；没有改动任何文件"),
            )

    def put(self, name: str, content: bytes, *, inputs: str, **details: Any) -> None:
        """
        Write a file whole and record it.

        Parameters
        ----------
        inputs
            Checksum of all that it was made from.
        **details
            What else the record says of it, plain values.
        """
        digest = hashlib.sha256(content).hexdigest()
        self.record["details"][name] = {"run": self.run, "inputs": inputs, **details, "pending": digest}
        self.write_record()  # a file whose writer was killed is known for ours
        write_whole(self.path / name, content, hint=_HINT, folder=True)
        del self.record["details"][name]["pending"]
        self.record["outputs"][name] = digest
        self.write_record()

    def put_all(self, files: Mapping[str, bytes], details: Mapping[str, Mapping[str, Any]]) -> None:
        """
        Write many files, each whole, and record them together: the record is written twice and not for each of them.

        ``details``: what the record says of each, ``inputs`` among them, as in ``put``.
        """
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        for name in files:
            self.record["details"][name] = {"run": self.run, **details[name], "pending": digests[name]}
        self.write_record()
        for name, content in files.items():
            write_whole(self.path / name, content, hint=_HINT, folder=True)
            del self.record["details"][name]["pending"]
            self.record["outputs"][name] = digests[name]
        self.write_record()

    def write_record(self) -> None:
        """Write ``export.json``."""
        ordered = {key: dict(sorted(self.record[key].items())) for key in ("outputs", "details")}
        text = json.dumps({**self.record, **ordered}, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.path / RECORD, text.encode(errors="backslashreplace"), hint=_HINT)

    def parts(self, inputs: str) -> Path:
        """Folder for parts of an output made from ``inputs``; those of other inputs are removed, for no one will ask for them."""
        room = self.path / PARTS
        for other in room.glob("*") if room.is_dir() else ():
            if other.name != inputs:
                shutil.rmtree(other, ignore_errors=True)
        try:
            (room / inputs).mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise OutputError(msg("无法写入文件夹 {name}", name=self.path.name), hint=_HINT) from fault
        return room / inputs

    def remove_parts(self) -> None:
        """Remove all parts."""
        shutil.rmtree(self.path / PARTS, ignore_errors=True)

    def is_ours(self, name: str) -> bool:
        """Whether a file is there as an export wrote it."""
        known = {self.record["outputs"].get(name), self.record["details"].get(name, {}).get("pending")} - {None}
        return bool(known) and _digest(self.path / name) in known


_HINT = msg("请换一个可写的文件夹")


def has_begun(out: Path) -> bool:
    """Is there anything in the folder that an export wrote: a file of its record, or a page that waits to be set?"""
    return (out / RECORD).exists() or any(path.is_file() for path in (out / PARTS).rglob("*"))


@contextlib.contextmanager
def export_folder(out: Path, manifest: Mapping[str, Any]) -> Iterator[ExportFolder]:
    """
    Hold a folder for the outputs of a run; it is made where it is missing.

    Raises
    ------
    OutputError
        It is a file, cannot be written, or another export writes into it.
    """
    out = out.absolute()
    if out.exists() and not out.is_dir():
        raise OutputError(msg("输出位置 {out} 是一个文件", out=out.name), hint=msg("请指定一个文件夹"))
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = folder_lock(out, out / ".export-lock")
    except OSError as fault:
        raise OutputError(msg("无法写入文件夹 {name}", name=out.name), hint=_HINT) from fault
    with lock:
        folder = ExportFolder(out, manifest)
        remove_drafts(out, {RECORD, *folder.record["outputs"], *folder.record["details"]})
        yield folder


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""
