"""What a study names of levels, emergency plans and ledgers, read for the data check: a fault of one of them is told beside those of the layers."""

from __future__ import annotations

from dataclasses import replace

from xc_gis.analysis.assessment import Assessment
from xc_gis.model import StudyData
from xc_gis.model.ledger import need_id
from xc_gis.operations.emergency import emergency_of
from xc_gis.operations.hierarchy import hierarchy_of
from xc_gis.operations.needs import needs_of
from xc_gis.settings import Settings
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.governance.measures import read_measures
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard


def with_levels(
    data: StudyData, file: StudyFile, found: Assessment, standard: Standard, settings: Settings, reading: Reading
) -> StudyData:
    """The data with what these files say; ``reading`` collects their faults under ``hierarchy``, ``emergency``, ``ledger`` and ``ledger.measures``."""
    levels = reading.attempt("hierarchy", lambda: hierarchy_of(file, found, standard, settings), None)
    emergency = None
    if "hierarchy" not in reading.faults:  # plans of compounds are those of its layer
        emergency = reading.attempt("emergency", lambda: emergency_of(file, found, standard, settings, levels), None)
    needs = reading.attempt("ledger", lambda: needs_of(file, found, standard, settings, None, None), None)
    if file.ledger is not None and file.ledger.measures is not None:
        table, codes = file.ledger.measures, [category.code for category in standard.categories]
        ids = {need_id(str(one), code) for one in data.communities["community_id"] for code in codes}
        notes = Notes(shown_path(table.path), "ledger.measures")
        reading.attempt("ledger.measures", lambda: read_measures(file.files, table, ids.__contains__, notes), [])
        data = replace(data, findings=(*data.findings, *notes.findings))
    parts = [part for part in (levels, emergency) if part is not None]
    inputs = [record for part in (*parts, needs) if part is not None for record in part.inputs]
    return replace(
        data,
        inputs=(*data.inputs, *inputs),
        findings=(*data.findings, *(finding for part in parts for finding in part.findings)),
    )
