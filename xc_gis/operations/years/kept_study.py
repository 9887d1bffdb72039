"""
The study of a run from what the run kept of its lists and streets (``lists.zip``).

Its files must still be those of the run, as those of a study that is read anew; their checksums are all that is taken of them.
"""

from __future__ import annotations

from typing import NamedTuple

from xc_gis.errors import InputError
from xc_gis.files.plain_path import is_file
from xc_gis.operations.run import Run
from xc_gis.operations.study import Study, read_rules
from xc_gis.operations.years.archive_layout import files_named
from xc_gis.progress import Progress
from xc_gis.report.tables.kept_lists import KEPT, KeptLists, ReadParts, read_kept
from xc_gis.report.tables.manifest import METHOD
from xc_gis.runs.run_id import BUILD
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.version import __version__, build_digest

LISTS = "indicator_list"
"""Role of inputs on which no star rests."""


class KeptStudy(NamedTuple):
    """A study, and whether people said anything of which it has the values by community alone."""

    study: Study
    heard: bool


def kept_study(run: Run, progress: Progress, known: ReadParts) -> KeptStudy | None:
    """
    Make the study of a run of what it kept.

    Parameters
    ----------
    known
        Parts of the runs before it: what is the same is read once, and is the same object.

    Returns
    -------
    KeptStudy or None
        None where the run kept nothing, another program kept it, or a file is no longer that of the run: whoever reads the study anew says what differs.
    """
    made_by = (run.manifest["tool"].get("version"), run.manifest.get("method"), run.manifest.get(BUILD))
    outputs = run.manifest.get("outputs")
    stated = outputs.get(KEPT) if isinstance(outputs, dict) else None
    if (
        made_by != (__version__, METHOD, build_digest())
        or not stated
        or not is_file(run.folder / KEPT)
        or file_sha256(run.folder / KEPT) != stated
    ):
        return None
    kept = read_kept(run.folder, run.manifest["inputs"], known)
    try:
        if kept is None or file_sha256(run.study_path) != run.manifest["study"]["sha256"]:
            return None
        file, standard, settings, others = read_rules(run.study_path, progress)
        mine = [one.sha256 for one in (standard, *others)]
        theirs = [one["sha256"] for one in (run.manifest["standard"], *run.manifest.get("more_standards", ()))]
        if mine != theirs or not _same_files(file, kept):
            return None
        settings = settings.override({KEY: kept.crs}, origin=run.manifest["settings"][KEY]["origin"], where=file.file_name)
    except (InputError, OSError, LookupError, TypeError):
        return None
    file.opened.forget()
    return KeptStudy(Study(file, standard, settings, kept.data, kept.streets, others=tuple(others)), kept.heard)


def _same_files(file: StudyFile, kept: KeptLists) -> bool:
    """Whether all that was read is still the same, and no correction by hand came after."""
    named = [(shown_path(text), place) for text, place in files_named(file).items()]
    places = dict(named)
    if len(places) < len(named):  # two files of one name in folders that variables stand for
        return False
    stated = {one.path: one.sha256 for one in kept.data.inputs if one.role != LISTS}
    corrections = corrections_file(file)
    if is_file(corrections.path) and stated.get(corrections.shown) != file.opened.sha256(corrections.path):
        return False
    return all(path in places and file.opened.sha256(places[path]) == checksum for path, checksum in stated.items())
