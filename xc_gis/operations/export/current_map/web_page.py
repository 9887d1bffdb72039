"""The run's map as a web page that opens as the window shows it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import write_whole
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.report.map.page_words import in_words

_BODY = "<body>"


def link_of(shown: ShownMap) -> str:
    """State of a map as the part of an address behind ``#``."""
    parts = [f"theme={quote(shown.theme, safe=':')}"]
    if shown.community:
        parts.append(f"community={quote(shown.community)}")
    parts.append("bounds=" + ",".join(f"{edge:.6f}" for edge in shown.bounds))
    return "&".join(parts)


def web_page(shown: ShownMap, lang: str) -> bytes:
    """
    The page, in a language.

    Raises
    ------
    OutputError
        The run has no readable map.
    """
    try:
        page = (shown.run_folder / "map.html").read_text(encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            msg("读不到结果中的地图 map.html（{reason_of}）", reason_of=reason_of(fault)), hint=msg("请重新运行该项目")
        ) from fault
    start = link_of(shown).replace("&", "&amp;")
    return in_words(page, lang).replace(_BODY, f'<body data-start="{start}">', 1).encode()


def write_web_page(shown: ShownMap, lang: str, path: Path) -> None:
    """Write the page; raises ``OutputError``."""
    write_whole(path, web_page(shown, lang), hint=msg("请换一个可写的位置，并检查文件是否正被打开"))
