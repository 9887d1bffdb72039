"""Public pieces as a kind of export: a poster for each community, the handbook of all and of each subdistrict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.files.file_names import file_words
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.atlas import digest_of, font_digest
from xc_gis.operations.export.atlas_source import ground_of_run
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.page_work import HINT, done_by_processes
from xc_gis.operations.export.public.handbook import handbook_file
from xc_gis.operations.export.public.poster import poster_pdf, poster_source
from xc_gis.operations.export.public.services import ServiceWalk, listed_facilities, service_walks
from xc_gis.operations.export.public.study_again import study_again, study_path_of
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.records import AtlasSource
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts, find_chinese_fonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.typesetting import templates_digest
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.version import __version__

POSTERS, HANDBOOK, HANDBOOKS = "poster", "handbook.docx", "handbook"

FORMAT = 3
"""Raised when the same run makes other pieces."""

POSTING, WRITING = msg("绘制便民服务示意图"), msg("写便民服务手册")


@dataclass(frozen=True)
class _Posters:
    """Posters for one process."""

    source: AtlasSource
    run: RunView
    walks: Mapping[str, tuple[ServiceWalk, ...]]
    fonts: ChineseFonts
    files: tuple[tuple[str, Path], ...]


def prepare_public(work: RunExport) -> Write:
    """
    Posters of the communities that are asked for and handbooks; walks are worked out from the study of the run when they are written.

    Raises
    ------
    InputError
        The run has no map, its study is gone, or no community is what ``only`` names.
    OutputError
        There is no Chinese font.
    """
    run, request = work.run, work.request
    path = study_path_of(run.folder, request.gis_options.study)
    fonts = find_chinese_fonts(request.fonts)
    source = poster_source(run, work.page, ground_of_run(run, work.page), request.settings, request.lang)
    asked = set(request.only)
    wanted = [c for c in run.communities if not asked or {c.community_id, c.subdistrict} & asked]
    if not wanted:
        raise InputError(
            msg("没有可出的示意图：结果中没有社区，或所选社区、街道不存在"),
            hint=msg("请检查 --only：{names}", names=joined("、", request.only)),
        )

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        inputs = digest_of(
            [folder.run, FORMAT, __version__, templates_digest(), font_digest(fonts), asdict(request.settings), request.lang]
        )
        placed = [c for c in wanted if source.ground.communities.get(c.community_id) is not None]
        posters = {key: f"{POSTERS}/{name}.pdf" for key, name in file_words([c.community_id for c in placed]).items()}
        books = ({} if asked else {HANDBOOK: ""}) | {
            f"{HANDBOOKS}/{name}.docx": key for key, name in file_words(_subdistricts(wanted)).items()
        }
        known = _without(folder.record, list(books)[:1])
        names = [name for key, name in posters.items() if key not in known] + list(books)
        if all(folder.is_there(name, inputs) for name in names):
            return names
        folder.refuse_changed([*posters.values(), *books])
        study, found = study_again(run.folder, path, progress)
        walks = service_walks(study, found)
        facilities = listed_facilities(found, study.settings)
        missing = {key: name for key, name in posters.items() if key in walks and not folder.is_there(name, inputs)}
        _write_posters(folder, _Posters(source, run, walks, fonts, ()), missing, inputs, request.jobs, progress)
        without = [c.community_id for c in wanted if c.community_id not in walks or c.community_id not in posters]
        for n, (name, subdistrict) in enumerate(books.items()):
            progress.step(WRITING, n, len(books))
            content = handbook_file(run, study.standard, facilities, request.settings, request.lang, subdistrict)
            folder.put(name, content, inputs=inputs, **({"without_poster": without} if n == 0 else {}))
        progress.step(WRITING, len(books), len(books))
        return [*(name for key, name in posters.items() if key in walks), *books]

    return write


def poster_notes(record: Mapping[str, Any], files: Sequence[str]) -> list[str]:
    """Sentences about what was written: how many posters and handbooks, and communities without a poster."""
    posters = sum(name.startswith(f"{POSTERS}/") for name in files)
    books = [name for name in files if name == HANDBOOK or name.startswith(f"{HANDBOOKS}/")]
    if not posters and not books:
        return []
    notes: list[str] = [
        msg("便民服务示意图 {posters} 张（{folder} 文件夹），便民服务手册 {books} 本（{name} 等）", posters=posters, folder=POSTERS, books=len(books), name=books[0] if books else HANDBOOK)
    ]  # fmt: skip
    without = _without(record, books)
    if without:
        notes.append(msg("{count} 个社区没有示意图：没有位置、没有居民，或两倍时限内到不了任何设施", count=len(without)))
    return notes


def _without(record: Mapping[str, Any], books: Sequence[str]) -> Sequence[str]:
    """Communities without a poster, as the first handbook of an export tells them."""
    return next((found for name in books if (found := record["details"].get(name, {}).get("without_poster"))), ())


def _subdistricts(communities: Sequence[CommunityView]) -> list[str]:
    return list(dict.fromkeys(c.subdistrict for c in communities if c.subdistrict))


def _write_posters(
    folder: ExportFolder, posters: _Posters, names: Mapping[str, str], inputs: str, jobs: int, progress: Progress
) -> None:
    parts = folder.parts(inputs[:16])
    files = [(key, parts / f"{name.rpartition('/')[2]}") for key, name in names.items()]
    left = [one for one in files if not one[1].is_file()]  # each is written whole: those of a stopped export are kept
    before = len(files) - len(left)
    if jobs > 1 and len(left) > jobs:
        shares = [_share(posters, left[n::jobs]) for n in range(jobs)]
        done_by_processes(_draw, shares, progress, POSTING, lambda: len(list(parts.glob("*.pdf"))), len(files))
    else:
        for n, one in enumerate(left):
            progress.step(POSTING, before + n, len(files))
            _draw(_share(posters, [one]))
    for (key, path), name in zip(files, names.values(), strict=True):
        folder.put(name, path.read_bytes(), inputs=inputs, community=key)
    progress.step(POSTING, len(files), len(files))
    folder.remove_parts()


def _share(posters: _Posters, files: Sequence[tuple[str, Path]]) -> _Posters:
    walks = {key: posters.walks[key] for key, _ in files}
    return _Posters(posters.source, posters.run, walks, posters.fonts, tuple(files))


def _draw(share: _Posters) -> int:
    glyphs = glyphs_of(share.fonts.sans)
    for key, path in share.files:
        content = poster_pdf(share.source, share.run, key, share.walks[key], share.fonts, glyphs)
        write_whole(path, content, hint=HINT)
    return len(share.files)
