"""
``xc-gis replay``: an archived run computed again in another place; the same bytes, or exactly what differs.

This is what the command line and scripts call.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.run import POINTER, run_into
from xc_gis.operations.years.unpacked import Unpacked, unpack
from xc_gis.progress import Progress
from xc_gis.report.tables.manifest import METHOD, checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import MANIFEST, TOOL, read_manifest
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.version import __version__

CONTENT = "replay.json"
"""What was replayed and what differs; the folder's manifest."""

RUN, STUDY, ARCHIVE = "run", "study", "archive"

PROGRAM, INPUT, RESULT, STATED = "program", "input", "result", "manifest"
"""Kinds of differences: version of the program; a file that went in; a file that came out; what the manifest says."""


@dataclass(frozen=True)
class Difference:
    """
    Something that is not as it was.

    ``name``: file, or key of the manifest; ``before``, ``after``: versions, checksums or values, empty where there is none.
    """

    kind: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Replay:
    """What came out: ``differences`` is empty where every byte is the same; ``compared``: files that were."""

    folder: Path
    differences: tuple[Difference, ...]
    compared: int

    @property
    def same(self) -> bool:
        """Whether the run came out as it was archived."""
        return not self.differences


def replay_archive(
    path: Path, out: Path, progress: Progress | None = None, *, study: Path | None = None, jobs: int = 1
) -> Replay:
    """
    Run an archived study again and hold every file against the archive.

    Parameters
    ----------
    out
        Folder: ``run`` (what came out), ``study`` (from the archive), ``replay.json``.
    study
        The study file, for an archive without inputs: its files must be those of the run.
    jobs
        Processes that share the drawing of isochrones.

    Raises
    ------
    InputError
        No archive, or one without inputs and no ``study``; a study that can no longer be read (a changed input is named).
    """
    with replacing(out, manifest=CONTENT) as stage:
        unpacked = unpack(path, stage / ARCHIVE)
        changed = tuple(Difference(_kind(name), name) for name in unpacked.changed)
        again = study or unpacked.study
        if again is None:
            raise InputError(
                msg("存档 {file} 不含输入", file=path.name), hint=msg("请用 --study 指明项目文件，其各个文件须与当时相同")
            )
        made = unpacked.content["made"]
        with unpacked.variables():
            try:
                _, content = run_into(
                    again, stage / RUN, progress, outlines=made["outlines"], tables_only=made["tables_only"], lang=made["lang"], jobs=jobs,
                )  # fmt: skip
            except InputError as fault:
                if not changed:
                    raise
                named = joined("、", (one.name for one in changed))
                raise InputError(
                    msg("存档中的 {named} 已有改动，无法重新计算：{fault}", named=named, fault=fault.args[0])
                ) from fault
        recorded = read_manifest(unpacked.run)
        if recorded is None:
            raise InputError(msg("存档 {file} 中的结果没有可读的 {manifest}", file=path.name, manifest=MANIFEST))
        differences = (*changed, *_differences(recorded, json.loads(json.dumps(content, default=str))))
        differences = tuple(dict.fromkeys(differences))
        names = _kept(stage, out, again, own=study is None)
        write_json(_record(path, unpacked, differences, checksums(stage, names)), stage / CONTENT)
    return Replay(out, differences, len(recorded["outputs"]))


def _kind(name: str) -> str:
    return RESULT if name.startswith("run/") else INPUT


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    was, now = (f"{m['tool'].get('version')} / {m.get('method')}" for m in (before, after))
    if was != now:
        yield Difference(PROGRAM, TOOL, was, now)
    for kind, a, b in (
        (INPUT, _inputs(before), _inputs(after)),
        (RESULT, _without_pointer(before["outputs"]), _without_pointer(after["outputs"])),
        (STATED, _rest(before), _rest(after)),
    ):
        for name in sorted({*a, *b}):
            if a.get(name) != b.get(name):
                yield Difference(kind, name, a.get(name, ""), b.get(name, ""))


def _inputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(manifest["study"]["file"]): str(manifest["study"]["sha256"]),
        f"{manifest['standard']['id']}": str(manifest["standard"]["sha256"]),
        **{one["path"]: one["sha256"] for one in manifest["inputs"]},
    }


def _without_pointer(outputs: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in outputs.items() if name != POINTER}


def _rest(manifest: Mapping[str, Any]) -> dict[str, str]:
    """What a manifest says besides files, program and clock."""
    left_out = {"tool", "method", "timing", "outputs", "inputs", "study", "standard"}
    return {
        key: json.dumps(value, ensure_ascii=False, sort_keys=True)[:200] for key, value in manifest.items() if key not in left_out
    }


def _kept(stage: Path, out: Path, study: Path, *, own: bool) -> list[str]:
    """Keep what was computed and what it was computed from, and let the one point to the other; names of all files."""
    archive, run = stage / ARCHIVE, stage / RUN
    if own:
        pointer = Path(os.path.relpath(stage / study.relative_to(archive), run))
        (archive / STUDY).rename(stage / STUDY)
    else:
        pointer = Path(os.path.relpath(study.absolute(), out.absolute() / RUN))
    shutil.rmtree(archive, ignore_errors=True)
    (run / POINTER).write_bytes(os.fsencode(pointer.as_posix()))
    return sorted(file.relative_to(stage).as_posix() for file in stage.rglob("*") if file.is_file())


def _record(path: Path, unpacked: Unpacked, differences: tuple[Difference, ...], outputs: Mapping[str, str]) -> dict[str, Any]:
    return {
        "tool": {"name": TOOL, "version": __version__},
        "method": METHOD,
        "archive": {
            "file": path.name,
            "sha256": file_sha256(path),
            "run": unpacked.content["run"],
            "tool": unpacked.content["tool"],
        },
        "same": not differences,
        "differences": [{"kind": d.kind, "name": d.name, "before": d.before, "after": d.after} for d in differences],
        "outputs": dict(sorted(outputs.items())),
    }
