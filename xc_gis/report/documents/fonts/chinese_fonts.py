"""
Which Chinese fonts this machine has, by the role that they play on a page.

A font is taken by its file: fonts of the system are off when a page is set, so that the same font makes the same page. What is missing is
told before any work, with the package that brings it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg

SANS, SERIF, FANGSONG, KAI = "sans", "serif", "fangsong", "kai"
"""Roles of GB/T 9704 and of maps: 黑体, 宋体 (小标宋), 仿宋, 楷体."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    SANS: ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
           "SimHei", "Microsoft YaHei", "PingFang SC", "Heiti SC", "Droid Sans Fallback"),
    SERIF: ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun", "NSimSun", "Songti SC", "STSong",
            "AR PL UMing CN"),
    FANGSONG: ("FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02"),
    KAI: ("KaiTi_GB2312", "KaiTi", "STKaiti", "Kaiti SC", "AR PL UKai CN"),
}  # fmt: skip
"""Families by role, the preferred one first."""

INSTEAD: Mapping[str, tuple[str, ...]] = {SANS: (SERIF,), SERIF: (SANS,), FANGSONG: (SERIF, SANS), KAI: (SERIF, SANS)}
"""Roles that stand in for one without a font."""

REGULAR = 400


@dataclass(frozen=True)
class ChineseFont:
    """One face: its family as Typst names it, its file, and its place in a collection."""

    family: str
    file: Path
    index: int


@dataclass(frozen=True)
class ChineseFonts:
    """
    Fonts for a document.

    Attributes
    ----------
    by_role
        The regular face for each role; a role without a font of its own has that of another.
    """

    by_role: Mapping[str, ChineseFont]

    @property
    def sans(self) -> ChineseFont:
        """For maps, headings and tables."""
        return self.by_role[SANS]

    @property
    def folders(self) -> tuple[str, ...]:
        """Folders of the files: what a page is set with, and nothing else."""
        return tuple(dict.fromkeys(str(font.file.parent) for font in self.by_role.values()))

    @property
    def families(self) -> Mapping[str, str]:
        """Family by role."""
        return {role: font.family for role, font in self.by_role.items()}


def font_folders() -> tuple[Path, ...]:
    """Folders in which this system keeps fonts, those of the user included."""
    home = Path.home()
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", r"C:\Windows"), os.environ.get("LOCALAPPDATA", str(home))
        return (Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts", home / ".fonts")


def find_chinese_fonts(folder: Path | None = None) -> ChineseFonts:
    """
    Look for Chinese fonts.

    Parameters
    ----------
    folder
        Where to look, with the folders in it; None: where this system keeps its fonts.

    Raises
    ------
    OutputError
        There is none, or no such folder: the message names the package that brings one.
    """
    if folder is not None and not folder.is_dir():
        raise OutputError(msg("字体文件夹 {folder} 不存在", folder=folder), hint=msg("请改正 --fonts，或去掉它以使用系统字体"))
    places = [folder] if folder is not None else [place for place in font_folders() if place.is_dir()]
    faces = _faces(places)
    found = {role: face for role, names in FAMILIES.items() if (face := _first(faces, names)) is not None}
    if not found:
        raise OutputError(
            msg("没有找到中文字体，不能排版页面（查找了 {places}）", places="、".join(map(str, places)) or "—"),
            hint=_how_to_install(),
        )
    chosen = {
        role: found.get(role) or next(found[other] for other in (*INSTEAD[role], *found) if other in found) for role in FAMILIES
    }
    return ChineseFonts(chosen)


def _faces(places: Sequence[Path]) -> dict[str, ChineseFont]:
    """By family the face nearest to the regular weight, upright; the first file by name among equals."""
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place) for place in places])
    ranked = sorted(
        (font.family, font.style != "normal", abs(font.weight - REGULAR), str(font.path), font.index)
        for font in known.fonts()
        if font.path is not None
    )
    faces: dict[str, ChineseFont] = {}
    for family, _, _, path, index in ranked:
        faces.setdefault(family, ChineseFont(family, Path(path), index))
    return faces


def _first(faces: Mapping[str, ChineseFont], names: Sequence[str]) -> ChineseFont | None:
    return next((faces[name] for name in names if name in faces), None)


def _how_to_install() -> str:
    if sys.platform == "win32":
        return msg("请在“设置 → 应用 → 可选功能”中安装“简体中文补充字体”，或用 --fonts 指定放有字体的文件夹")
    return msg(
        "请安装中文字体：Debian、Ubuntu、统信、麒麟用 apt install fonts-noto-cjk，Fedora、openEuler 用 dnf install google-noto-sans-cjk-fonts；或用 --fonts 指定放有字体的文件夹"
    )
