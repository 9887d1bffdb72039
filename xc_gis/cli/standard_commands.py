"""Commands on rating standards: check, new from another, difference of two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import note, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def standard_check(
    file: Annotated[str, typer.Argument(help=msg("YAML 文件或内置标准名"))], lang: Lang = "", as_json: Json = False
) -> None:
    """Check a standard; of a fault line, key and reason."""
    say(lang, as_json)
    from xc_gis.standard import load_standard  # noqa: PLC0415

    found = load_standard(file, base_dir=Path())
    counted = {"id": found.id, "version": found.version, "name": found.name_zh, "categories": len(found.categories),
               "facility_types": len(found.facility_types), "sha256": found.sha256}  # fmt: skip
    if options.json:
        show_json(counted)
        return
    show(
        msg(
            "标准有效:{name}({id} {version}),{categories} 类服务,{types} 种设施",
            name=found.title,
            id=found.id,
            version=found.version,
            categories=len(found.categories),
            types=len(found.facility_types),
        )
    )


def standard_new(
    standard_id: Annotated[str, typer.Argument(metavar="ID", help=msg("新标准的编号,如 xicheng-2026"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("写入的 YAML 文件(不覆盖已有文件)"))],
    base: Annotated[str, typer.Option("--from", help=msg("以哪个标准为底稿:内置标准名或 YAML 文件"))] = "xicheng-ykz-default",
    version: Annotated[str, typer.Option("--version", help=msg("版本号;默认为底稿的下一版"), show_default=False)] = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Save a standard under another name, to be edited; its comments stay."""
    say(lang, as_json)
    from xc_gis.standard.draft import Draft  # noqa: PLC0415
    from xc_gis.standard.save import next_version, save_standard  # noqa: PLC0415
    from xc_gis.standard.upgrade import current_text  # noqa: PLC0415

    text, was_old = current_text(base, base_dir=Path())
    if was_old:
        note(msg("· 底稿是较早版本的写法：不参与计算的键已删去，上限按原来实际的算法写明"))
    draft = Draft(text, base)
    version = version or next_version(draft.base.version)
    save_standard(draft, out, standard_id=standard_id, version=version)
    if options.json:
        show_json({"id": standard_id, "version": version, "out": str(out)})
        return
    show(one_line(out))


def standard_diff(before: str, after: str, lang: Lang = "", as_json: Json = False) -> None:
    """Compare two standards."""
    say(lang, as_json)
    from xc_gis.standard import diff_standards, load_standard  # noqa: PLC0415

    changes = diff_standards(load_standard(before, base_dir=Path()), load_standard(after, base_dir=Path()))
    if options.json:
        show_json([{"key": c.key, "before": c.before, "after": c.after} for c in changes])
        return
    for change in changes:
        show(f"{change.key}: {change.before} → {change.after}")
    if not changes:
        show(msg("两个标准相同"))
