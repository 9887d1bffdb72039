"""
The command line: the only place besides the window where errors become text.

Exit codes: 0 done · 1 the study's data or settings are wrong · 2 wrong usage · 3 stopped by the user · 70 our fault.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from xc_gis.cli.archive_commands import archive, replay
from xc_gis.cli.batch_commands import batch
from xc_gis.cli.capacity_commands import capacity
from xc_gis.cli.exchange_commands import exchange
from xc_gis.cli.exit_status import guarded, listening_to_signals
from xc_gis.cli.export_commands import export
from xc_gis.cli.help_words import command_in, language_in
from xc_gis.cli.ledger_commands import ledger
from xc_gis.cli.options import Json, Lang, options, say
from xc_gis.cli.planning_commands import whatif
from xc_gis.cli.progress_lines import say_progress
from xc_gis.cli.result_commands import compare, explain
from xc_gis.cli.siting_commands import site
from xc_gis.cli.slice_commands import slices
from xc_gis.cli.standard_commands import standard_check, standard_diff, standard_new
from xc_gis.cli.star_commands import checked, nextstar, robust
from xc_gis.cli.study_commands import check, fetch, place, run, sample
from xc_gis.cli.terminal import show
from xc_gis.cli.walking_commands import isochrone, network
from xc_gis.languages.message import msg
from xc_gis.version import __version__

COMMANDS: dict[Callable[..., None], str] = {
    sample: msg("写出随程序附带的示例数据(虚构),可直接运行。"),
    run: msg("运行一个项目:覆盖、缺口、星级、地图与表格。"),
    fetch: msg("下载一个地方的 OpenStreetMap 数据(路网、设施、建筑、街道边界),并写好起步项目。"),
    check: msg("检查数据:每个图层读到什么、依据何在、怎样修正,以及哪些会是未知。"),
    place: msg("没有坐标的设施:写出待填的表,或把填好的表写入更正表。"),
    network: msg("导出实际使用的步行网络,供其他软件核对时间。"),
    isochrone: msg("任一地点或设施的步行等时圈与可达道路。"),
    whatif: msg("方案:新增、迁移、关闭设施,改动道路或居民,谁因此得到或失去服务,哪些社区升星降星。"),
    site: msg("选址:在哪里建、先建哪处、离最优还差多少。"),
    capacity: msg("容量:床位、席位、面积与走得到的居民相比,谁走得到的都已满。"),
    nextstar: msg("下一颗星:每个社区最省的升星办法,各成一个方案。"),
    slices: msg("分时段：工作日、晚间、周末、节假日或任一时刻，老人、儿童、轮椅等各多少人有服务；三句话做到几分。"),
    robust: msg("星级有多稳:在给定范围内重新评级,指出什么会改变星级,并列出现场核查清单。"),
    checked: msg("把填好的现场核查清单写入更正表。"),
    explain: msg("解释一个时间:到哪处设施、走哪条路、每段几分钟。"),
    export: msg("上报成果：由一次结果做出图集、工作簿、体检表、报告、网页地图、对外材料和 GIS 文件。"),
    exchange: msg("数据交换：表和图层、字段字典，以及检查它们的模式；收到的文件按模式检查。"),
    ledger: msg("三单：资源清单、需求清单、项目清单，时限和缺口是否解决。"),
    compare: msg("比较两次或多次结果：依据有何不同、哪些社区升降星、居民怎样变化；每项变化分解为世界、数据、方法；逐年序列。"),
    archive: msg("存档：把一次结果连同输入、标准、参数装进一个文件，可在别处重算出同样的字节。"),
    replay: msg("重算存档：逐字节相同，或指出哪里不同。"),
    batch: msg("批量：许多项目或一个项目的许多变体，在本机各处理器或 Dask 集群上计算，合成一份结果。"),
}
STANDARD_COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "check": (standard_check, msg("检查评价标准;有误时给出行、键和原因。")),
    "new": (standard_new, msg("以一个标准为底稿另存一份,供修改;注释原样保留。")),
    "diff": (standard_diff, msg("比较两个评价标准。")),
}
"""What they do, in the order of the help."""

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=msg("一刻钟社区服务圈:覆盖、缺口与星级"),
)  # fmt: skip
standard_app = typer.Typer(no_args_is_help=True, help=msg("评价标准:检查与比较"))
app.add_typer(standard_app, name="standard")
for _command, _help in COMMANDS.items():
    app.command(help=_help)(_command)
for _name, (_command, _help) in STANDARD_COMMANDS.items():
    standard_app.command(_name, help=_help)(_command)


def _version(wanted: bool) -> None:
    """Heard before anything else, so that no command is asked for."""
    if wanted:
        show(f"xc-gis {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    lang: Lang = "",
    as_json: Json = False,
    progress: Annotated[
        str,
        typer.Option(
            "--progress",
            metavar="bar|lines",
            help=msg(
                "进度写法，写在命令之前：bar 终端中的进度条；lines 逐行写到标准错误，每行一个 JSON 对象（stage、done、total）"
            ),
        ),
    ] = "bar",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=msg("显示版本"))] = False,
) -> None:
    del version  # has its callback
    say(lang, as_json)
    say_progress(progress)


def _foreign_words_to_the_log() -> None:
    """Warnings of libraries, in English and about their own inside, are for the log: shown where ``XC_GIS_DEBUG`` asks for it."""
    logging.captureWarnings(capture=True)
    if os.environ.get("XC_GIS_DEBUG"):
        logging.basicConfig(level=logging.INFO)
    else:
        logging.getLogger().addHandler(logging.NullHandler())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    # a second call in one process starts afresh; help and wrong usage follow the language asked for
    options.lang, options.json, options.progress = language_in(words), "--json" in words, "bar"
    os.environ.setdefault("CPL_LOG", os.devnull)  # GDAL says to the screen what our messages say better
    _foreign_words_to_the_log()
    with listening_to_signals():
        code = guarded(lambda: command_in(app, options.lang).main(args=words, standalone_mode=False))
    sys.exit(code)
