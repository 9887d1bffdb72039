"""
``xc-gis replay``: an archived run computed again in another place; the same bytes, or exactly what differs.

This is what the command line and scripts call.
"""

from __future__ import annotations

import contextlib
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
from xc_gis.operations.years.archive_content import RUN, STUDY
from xc_gis.operations.years.unpacked import unpack
from xc_gis.progress import Progress
from xc_gis.report.tables.manifest import METHOD, checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import MANIFEST, TOOL, check_origin, read_manifest, require_manifest
from xc_gis.runs.run_id import BESIDES, BUILD, run_id
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.version import __version__

CONTENT = "replay.json"
"""What was replayed and what differs; the folder's manifest."""

ARCHIVE = "archive"

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


def replay_archive(path: Path, out: Path, progress: Progress | None = None, *, study: Path | None = None) -> Replay:
    """
    Run an archived study again and hold every file against the archive.

    Parameters
    ----------
    out
        Folder: ``run`` (what came out), ``study`` (from the archive), ``replay.json``.
    study
        The study file, for an archive without inputs: its files must be those of the run.

    Raises
    ------
    InputError
        No archive, or one without inputs and no ``study``; a study that can no longer be read (a changed input is named).
    """
    with replacing(out, manifest=CONTENT) as stage:
        unpacked = unpack(path, stage / ARCHIVE)
        recorded = read_manifest(unpacked.run)
        if recorded is None or not isinstance(recorded.get("outputs"), dict):
            raise InputError(msg("存档 {file} 中的结果没有可读的 {manifest}", file=path.name, manifest=MANIFEST))
        check_origin(unpacked.run, recorded, msg("存档由 xc-gis archive 写出"))
        changed = tuple(_altered(name) for name in unpacked.changed)
        if study is None:
            unpacked.refuse_damaged(path.name)
        again = study or unpacked.study
        if again is None:
            raise InputError(
                msg("存档 {file} 不含输入", file=path.name), hint=msg("请用 --study 指明项目文件，其各个文件须与当时相同")
            )
        made = unpacked.content.made
        with unpacked.variables() if study is None else contextlib.nullcontext():  # another's study means its own folders
            try:
                run_into(
                    again, stage / RUN, progress, outlines=made.outlines, tables_only=made.tables_only, lang=made.lang,
                )  # fmt: skip
            except InputError as fault:
                if not changed:
                    raise
                altered = joined("、", (one.name for one in changed))
                raise InputError(
                    msg("存档中的 {named} 已有改动，无法重新计算：{fault}", named=altered, fault=fault.args[0])
                ) from fault
        found = tuple(_differences(recorded, require_manifest(stage / RUN, ""), unpacked.run))
        named = {(one.kind, one.name) for one in found}
        differences = (*(one for one in dict.fromkeys(changed) if (one.kind, one.name) not in named), *found)
        names = _kept(stage, out, again, own=study is None)
        write_json(_record(path, recorded, differences, checksums(stage, names)), stage / CONTENT)
    return Replay(out, differences, len(_without_pointer(recorded["outputs"])))


def _altered(name: str) -> Difference:
    """A file that is not what the archive itself says of it."""
    folder, _, rest = name.partition("/")
    return Difference(RESULT, rest) if folder == RUN else Difference(INPUT, name)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], archived: Path) -> Iterator[Difference]:
    """Between two manifests; of the results also between the files in ``archived`` and those that came out now."""
    was, now = (f"{m['tool'].get('version')} / {m.get('method')}" for m in (before, after))
    if was != now:
        yield Difference(PROGRAM, TOOL, was, now)
    inputs, again = _inputs(before), _inputs(after)
    for key in sorted({*inputs, *again}):
        if inputs.get(key) != again.get(key):
            yield Difference(INPUT, key[1], inputs.get(key, ""), again.get(key, ""))
    stated, results = _without_pointer(before["outputs"]), _without_pointer(after["outputs"])
    for name in sorted({*stated, *results}):
        filed = file_sha256(archived / name) if (archived / name).is_file() else ""
        if {filed, stated.get(name, "")} != {results.get(name, "")}:
            yield Difference(
                RESULT, name, stated.get(name, "") if filed == results.get(name, "") else filed, results.get(name, "")
            )
    rest, rest_now = _rest(before), _rest(after)
    for name in sorted({*rest, *rest_now}):
        if rest.get(name) != rest_now.get(name):
            yield Difference(
                STATED, name, *(json.dumps(one, ensure_ascii=False) for one in _apart(rest.get(name), rest_now.get(name)))
            )


def _apart(before: Any, after: Any) -> tuple[Any, Any]:
    """Both without the keys and the members at which they agree."""
    if isinstance(before, list) and isinstance(after, list):
        told = [{json.dumps(one, sort_keys=True): one for one in side} for side in (before, after)]
        alone = [[one for text, one in told[n].items() if text not in told[1 - n]] for n in (0, 1)]
        return (alone[0], alone[1]) if any(alone) else (before, after)  # the same in another order, or oftener
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before, after
    pairs = {key: _apart(before.get(key), after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key)}
    return {key: was for key, (was, _) in pairs.items()}, {key: now for key, (_, now) in pairs.items()}


def _inputs(manifest: Mapping[str, Any]) -> dict[tuple[str, str, int], str]:
    """Checksums by role, path and number: two files may be called the same, where variables stand for their folders."""
    found = {
        ("", str(manifest["study"]["file"]), 0): str(manifest["study"]["sha256"]),
        ("", str(manifest["standard"]["id"]), 0): str(manifest["standard"]["sha256"]),
    }
    for one in manifest["inputs"]:
        number = sum(key[:2] == (one["role"], one["path"]) for key in found)
        found[one["role"], one["path"], number] = one["sha256"]
    return found


def _without_pointer(outputs: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in outputs.items() if name != POINTER}


def _rest(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says besides checksums, program and clock."""
    found = {key: value for key, value in manifest.items() if key not in {"tool", "method", "timing", "outputs", BESIDES, BUILD}}
    for key in ("study", "standard"):
        found[key] = {name: value for name, value in manifest[key].items() if name not in {"file", "id", "sha256"}}
    found["inputs"] = [{name: value for name, value in one.items() if name != "sha256"} for one in manifest["inputs"]]
    return found


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


def _record(
    path: Path, recorded: Mapping[str, Any], differences: tuple[Difference, ...], outputs: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "tool": {"name": TOOL, "version": __version__},
        "method": METHOD,
        "archive": {
            "file": path.name,
            "sha256": file_sha256(path),
            "run": run_id(recorded),
            "tool": recorded["tool"],
        },
        "same": not differences,
        "differences": [{"kind": d.kind, "name": d.name, "before": d.before, "after": d.after} for d in differences],
        "outputs": dict(sorted(outputs.items())),
    }
