"""``xc-gis`` and ``python -m xc_gis``: the commands, and ``app`` for the window. The one place that knows both."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis import cli


@cli.app.command("app")
def _app(study: Annotated[Path | None, typer.Argument(metavar="[STUDY]", help="项目文件(.toml)")] = None) -> int:
    """打开桌面窗口。"""
    from xc_gis.ui.app import start  # noqa: PLC0415 - commands do without Qt

    return start([str(study)] if study is not None else [])


def main() -> None:
    """Run the command line, the window among its commands."""
    cli.main()


if __name__ == "__main__":
    main()
