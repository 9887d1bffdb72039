"""A finished run as web maps, added to a folder of exports: ``web/district.html`` and one page for each subdistrict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.file_names import file_words
from xc_gis.languages.message import msg
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.web.area_page import area_page
from xc_gis.operations.export.web.public_page import public_page
from xc_gis.operations.export.web.run_difference import run_difference
from xc_gis.operations.export.web.run_page import credit_of, head_of
from xc_gis.operations.export.web.shown_places import read_shown
from xc_gis.progress import Progress
from xc_gis.report.themes import page_themes
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import RunView, read_run_view
from xc_gis.version import __version__

FOLDER = "web"
DISTRICT = f"{FOLDER}/district.html"

FORMAT = 2
"""Raised when the same run makes other pages."""

WRITING = msg("写网页地图")


def prepare_web(work: RunExport) -> Write:
    """
    Web maps as a kind of export: all that is asked for is read and put together before anything is written.

    Raises
    ------
    InputError
        The run has no map; the other run has no community in common with it; what is to be shown cannot be read; there is no such area.
    """
    run, request = work.run, work.request
    page = _whole_page(work)
    areas = _areas(run, request.only)
    made_from = hashlib.sha256(json.dumps([page.get("shown"), page.get("scenario"), request.web_options.public, request.settings.map_number, request.lang, FORMAT, __version__], ensure_ascii=False).encode(errors="surrogatepass")).hexdigest()  # fmt: skip

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        from xc_gis.report.map.web_map import render_page  # noqa: PLC0415 - folium takes a second to load

        folder.refuse_changed(list(areas))
        for n, (name, (title, ids)) in enumerate(areas.items()):
            progress.step(WRITING, n, len(areas))
            if not folder.is_there(name, made_from):
                cut = page if ids is None else area_page(page, ids)
                content = render_page(head_of(run, title, request.lang), cut, lang=request.lang)
                facts = {"communities": len(cut["communities"]), "public": request.web_options.public}
                folder.put(name, content.encode(errors="backslashreplace"), inputs=made_from, **facts)
        progress.step(WRITING, len(areas), len(areas))
        return list(areas)

    return write


def _whole_page(work: RunExport) -> dict[str, Any]:
    run, request = work.run, work.request
    credit = credit_of(work.page, run, request.settings.map_number, public=request.web_options.public)
    page = dict(work.page) | {"themes": page_themes(), "credit": credit}
    against = None if request.against is None else read_run_view(request.against)
    try:
        if against is not None and request.against is not None:
            page["scenario"] = run_difference(page, run, against, read_map_page(request.against))
        if request.web_options.public:
            page = public_page(page, run, against)
    except (LookupError, TypeError, StopIteration) as fault:
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault
    shown = read_shown(request.web_options.shown)
    return page | ({"shown": shown} if shown else {})


Areas = dict[str, tuple[str, frozenset[str] | None]]
"""By file its title (empty for the district) and ids of its communities; None for all."""


def _areas(run: RunView, only: Sequence[str]) -> Areas:
    members: dict[str, set[str]] = {}
    for c in run.communities:
        if c.subdistrict:
            members.setdefault(c.subdistrict, set()).add(c.community_id)
    home = {c.community_id: c.subdistrict for c in run.communities}
    wanted = set()
    for name in only:
        if name not in members and name not in home:
            raise InputError(
                msg("没有社区或街道 “{name}”", name=name),
                hint=nearest_spelling(name, [*members, *home]) or msg("请用社区编号或街道名称"),
            )
        wanted.add(name if name in members else home[name])
    areas: Areas = {} if only else {DISTRICT: ("", None)}
    files = file_words(list(members), taken=[PurePath(DISTRICT).stem])
    for name, ids in members.items():
        if not only or name in wanted:
            areas[f"{FOLDER}/{files[name]}.html"] = (name, frozenset(ids))
    return areas
