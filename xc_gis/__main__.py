"""``xc-gis`` and ``python -m xc_gis``: the commands, and ``app`` for the window. The one place that knows both."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis import cli
from xc_gis.cli.options import Lang, say
from xc_gis.languages.message import msg
from xc_gis.workers import collect_seldom


@cli.app.command("app", help=msg("打开桌面窗口。"))
def _app(
    study: Annotated[Path | None, typer.Argument(metavar="[STUDY]", help=msg("项目文件(.toml)"))] = None, lang: Lang = ""
) -> int:
    """Open the window."""
    say(lang, False)
    from xc_gis.ui.entry import open_window  # noqa: PLC0415 - commands do without Qt

    return open_window([str(study)] if study is not None else [])


def main() -> None:
    """Run the command line, the window among its commands."""
    collect_seldom()
    cli.main()


if __name__ == "__main__":
    main()
