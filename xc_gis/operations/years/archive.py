"""
``xc-gis archive``: one run with all that it was made from in one file, which replays to the same bytes on another machine.

The zip holds ``archive.json`` (what is in it, with the SHA-256 of every file), ``run/`` (the results), ``standard/`` and ``study/`` (the study file and
its inputs). The same run gives the same bytes; no path of a machine and no clock but that of the run is in it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError, OutputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import joined, msg
from xc_gis.operations.run import POINTER, Run, open_run, refuse_changed_results
from xc_gis.operations.years.archive_content import CONTENT, FORMAT, RUN, STANDARD, is_archive
from xc_gis.operations.years.archive_layout import ArchivedStudy, archived_study
from xc_gis.progress import Progress, Silent
from xc_gis.runs.how_made import how_made
from xc_gis.runs.manifest import MANIFEST
from xc_gis.runs.run_id import run_id
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.provenance import file_sha256

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
STORED = frozenset((".pbf", ".xlsx", ".zip", ".parquet", ".bz2", ".gz", ".xz", ".tif", ".tiff"))
"""Files that would hardly become smaller."""

PERSONAL = ("hotline", "census", "directory")
"""Roles of inputs that may hold personal data."""


def archive_run(
    folder: Path, path: Path, progress: Progress | None = None, *, inputs: bool = True, study: Path | None = None
) -> dict[str, Any]:
    """
    Pack a run.

    Parameters
    ----------
    path
        The zip; an archive that stands there is replaced, another file is not.
    inputs
        With the study file and its inputs; else with their checksums alone.
    study
        Where the study file lies now, if not where the run says.

    Returns
    -------
    dict
        ``archive.json``.

    Raises
    ------
    InputError
        No run, a result or an input that is no longer that of the run (named), a path that holds on this machine only.
    OutputError, ResourceError
        The zip cannot be written.
    """
    progress = progress or Silent()
    run = open_run(folder)
    refuse_changed_results(run, folder.name)
    names = sorted(name for name in run.manifest["outputs"] if name != POINTER)
    files: dict[str, Path | bytes] = {f"{RUN}/{name}": folder / name for name in (*names, MANIFEST)}
    found = _archived(run, study or run.study_path) if inputs else None
    if found is not None:
        files |= found.files
    standard_name, standard = _standard(run, study or run.study_path)
    if standard is not None:
        files[standard_name] = standard
    made = how_made(folder, run.manifest)
    content = {
        "archive": FORMAT,
        "tool": run.manifest["tool"],
        "method": run.manifest.get("method"),
        "run": run_id(run.manifest),
        "study": {**run.manifest["study"], "archived": found.study if found else None},
        "standard": {**run.manifest["standard"], "archived": standard_name if standard is not None else None},
        "settings": run.manifest.get("settings"),
        "made": {"tables_only": made.tables_only, "outlines": made.outlines, "lang": made.lang},
        "inputs": [
            {"role": one["role"], "path": one["path"], "sha256": one["sha256"], "archived": _place(found, one["path"])}
            for one in run.manifest["inputs"]
        ],
        "variables": list(found.variables) if found else [],
        "files": {name: _sha256(file) for name, file in sorted(files.items())},
    }
    _write(path, files, content, progress)
    return content


def personal_inputs(content: Mapping[str, Any]) -> list[str]:
    """Inputs in an archive that may hold personal data."""
    return [one["path"] for one in content["inputs"] if one["role"] in PERSONAL and one["archived"]]


def _archived(run: Run, study: Path) -> ArchivedStudy:
    if not study.is_file():
        raise InputError(
            msg("找不到该结果的项目文件 {file}", file=run.manifest["study"]["file"]),
            hint=msg("请用 --study 指明，或用 --no-inputs"),
        )
    found = archived_study(study)
    changed = [study.name] if _sha256(study) != run.manifest["study"]["sha256"] else []
    by_shown = {shown_path(text): found.files[name] for text, name in found.inputs.items()}
    for one in run.manifest["inputs"]:
        place = by_shown.get(one["path"])
        if place is not None and file_sha256(place) != one["sha256"]:
            changed.append(one["path"])
    if changed:
        raise InputError(
            msg("自该次运行以来已有改动:{changed}", changed=joined("、", changed[:3])), hint=msg("请重新执行 xc-gis run，再存档")
        )
    return found


def _standard(run: Run, study: Path) -> tuple[str, bytes | None]:
    """The standard as it was used, where it is still to be had: a shipped one, or the file that the study names."""
    wanted = run.manifest["standard"]
    name = f"{STANDARD}/{wanted['id']}.yaml"
    shipped = resources.files("xc_gis.standard.shipped").joinpath(f"{wanted['id']}.yaml")
    candidates = [shipped.read_bytes()] if shipped.is_file() else []
    if study.is_file():
        candidates += [path.read_bytes() for path in sorted(study.parent.glob("*.y*ml")) if path.is_file()]
    for raw in candidates:
        if hashlib.sha256(raw).hexdigest() == wanted["sha256"]:
            return name, raw
    return name, None


def _place(found: ArchivedStudy | None, path: str) -> str | None:
    if found is None:
        return None
    return next((name for text, name in found.inputs.items() if shown_path(text) == path), None)


def _sha256(file: Path | bytes) -> str:
    if isinstance(file, bytes):
        return hashlib.sha256(file).hexdigest()
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write(path: Path, files: Mapping[str, Path | bytes], content: Mapping[str, Any], progress: Progress) -> None:
    hint = msg("请换一个可写的位置，并检查文件是否正被打开")
    if path.is_dir() or (path.exists() and not is_archive(path)):
        raise OutputError(msg("不能写存档 {path}：那里已有一个文件夹，或不是存档的文件", path=path.name), hint=hint)
    listed = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    packed: dict[str, Path | bytes] = {**files, CONTENT: listed.encode(errors="backslashreplace")}
    with whole_file(path, hint=hint, folder=True) as draft, zipfile.ZipFile(draft, "w") as made:
        for n, (name, file) in enumerate(sorted(packed.items())):
            progress.step(msg("写出存档"), n, len(packed))
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in STORED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            if isinstance(file, bytes):
                made.writestr(entry, file)
                continue
            entry.file_size = file.stat().st_size
            with file.open("rb") as source, made.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    progress.step(msg("写出存档"), len(packed), len(packed))
