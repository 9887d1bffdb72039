"""A YAML file by the id under which it is shipped, or by its path: standards and lists of indicators are found alike."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from xc_gis.errors import StandardError, nearest_spelling
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg

MOST_BYTES = 5_000_000
"""A file of more than this is neither."""

ENDING = ".yaml"


def shipped_ids(package: str) -> tuple[str, ...]:
    """Ids of the files that a package ships."""
    files = resources.files(package).iterdir()
    return tuple(sorted(file.name.removesuffix(ENDING) for file in files if file.name.endswith(ENDING)))


def named_file(name_or_path: str, package: str, what: str, *, base_dir: Path | None = None) -> tuple[bytes, str]:
    """
    Bytes of a file as they stand, and the name to show.

    Parameters
    ----------
    name_or_path
        Id of a file that ``package`` ships, or a path, relative to ``base_dir``.
    what
        What such a file is called in messages.

    Raises
    ------
    StandardError
        There is no such file, or it is too large to be one.
    """
    ids = shipped_ids(package)
    if name_or_path in ids:
        shown = f"{name_or_path}{ENDING}"
        return resources.files(package).joinpath(shown).read_bytes(), shown
    path = Path(name_or_path)
    path = path if path.is_absolute() or base_dir is None else base_dir / path
    if not is_file(path):
        raise StandardError(
            msg("找不到{what} “{shown}”", what=what, shown=name_or_path),
            hint=nearest_spelling(name_or_path, ids) or msg("内置的有：{ids}；或给出 YAML 文件路径", ids=joined("、", ids)),
        )
    if path.stat().st_size > MOST_BYTES:
        raise StandardError(
            msg("{shown} 大于 {most} MB，不是{what}", shown=name_or_path, most=MOST_BYTES // 1_000_000, what=what)
        )
    return path.read_bytes(), name_or_path
