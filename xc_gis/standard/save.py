"""
Save a standard of one's own: a new id or a new version in a new file; what was rated by an earlier one stays explained.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from xc_gis.errors import StandardError
from xc_gis.files.whole_file import write_whole
from xc_gis.files.write_faults import unwritable
from xc_gis.languages.message import msg
from xc_gis.standard.draft import Draft
from xc_gis.standard.load import load_standard, parse_standard, shipped_standards
from xc_gis.standard.text_edit import edited_text

ID = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]*")
"""Ids are file names, too."""


def standard_text(name_or_path: str, *, base_dir: Path | None = None) -> str:
    """Text of a standard, shipped or from a file; errors as ``load_standard``."""
    load_standard(name_or_path, base_dir=base_dir)
    if name_or_path in shipped_standards():
        return resources.files("xc_gis.standard.shipped").joinpath(f"{name_or_path}.yaml").read_text(encoding="utf-8")
    path = Path(name_or_path)
    return (path if path.is_absolute() or base_dir is None else base_dir / path).read_text(encoding="utf-8-sig")


def next_version(version: str) -> str:
    """
    The version after this one: the middle number grows; a word gets a number.

    >>> next_version("0.1.0"), next_version("2"), next_version("试行")
    ('0.2.0', '3', '试行.1')
    """
    parts = version.split(".")
    if not all(part.isdigit() for part in parts):
        head, dot, tail = version.rpartition(".")
        return f"{head}.{int(tail) + 1}" if dot and tail.isdigit() else f"{version}.1"
    at = min(1, len(parts) - 1)
    return ".".join([*parts[:at], str(int(parts[at]) + 1), *("0" for _ in parts[at + 1 :])])


def file_name(standard_id: str, version: str) -> str:
    """
    Name of the file of a version.

    >>> file_name("xicheng-2026", "0.2.0")
    'xicheng-2026-0.2.0.yaml'
    """
    return f"{standard_id}-{version}.yaml"


def check_name(standard_id: str, version: str, base: str, base_version: str) -> None:
    """
    Refuse an id or version that would be taken for another standard.

    Raises
    ------
    StandardError
        Id of a shipped standard, id that is no file name, version that the base has already.
    """
    if not ID.fullmatch(standard_id):
        raise StandardError(
            msg("标准编号 “{standard_id}” 不可用", standard_id=standard_id),
            hint=msg("请用字母、数字、汉字和 - _ .,如 xicheng-2026"),
        )
    if standard_id in shipped_standards():
        raise StandardError(
            msg("“{standard_id}” 是内置标准的编号,不能另存为同名", standard_id=standard_id),
            hint=msg("请换一个编号,如 xicheng-2026"),
        )
    if not version.strip() or any(letter in version for letter in '/\\:*?"<>|\n'):
        raise StandardError(msg("版本号 “{version}” 不可用", version=version), hint=msg("如 0.2.0"))
    if (standard_id, version) == (base, base_version):
        raise StandardError(
            msg("{standard_id} 已有版本 {version}", standard_id=standard_id, version=version),
            hint=msg("请换一个版本号,如 {next_version}", next_version=next_version(version)),
        )


def save_standard(draft: Draft, path: Path, *, standard_id: str, version: str) -> None:
    """
    Write a draft as a new version in a new file.

    Raises
    ------
    StandardError
        If the draft is wrong, the id or version is taken, or a file of that name exists.
    OutputError
        If the file cannot be written.
    """
    draft.standard()
    check_name(standard_id, version, draft.base.id, draft.base.version)
    text = edited_text(draft.edited(), {("meta", "id"): standard_id, ("meta", "version"): version})
    text = msg("# 由 {base} {version} 另存", base=draft.base.id, version=draft.base.version) + "\n" + text
    written = parse_standard(text.encode(), path.name)
    _same(written.model_dump(exclude={"meta", "sha256"}), draft.standard().model_dump(exclude={"meta", "sha256"}))
    _write(path, text)


def _same(written: object, shown: object) -> None:
    if written != shown:
        raise StandardError(msg("另存的标准与所编辑的不一致,未保存"), hint=msg("请改用文本编辑器修改该标准文件"))


def _write(path: Path, text: str) -> None:
    """Write whole or not at all; never over another file."""
    try:
        write_whole(path, text.encode(), hint=None, over=False)
    except FileExistsError as fault:
        raise StandardError(msg("{path} 已存在,不覆盖", path=path.name), hint=msg("请换一个版本号或文件名")) from fault
    except OSError as fault:
        raise unwritable(path.name, fault, msg("请检查文件夹是否存在、是否可写")) from fault
