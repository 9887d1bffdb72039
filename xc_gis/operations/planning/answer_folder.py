"""The folder of an answer to a planning question: written whole or not at all, with a record of what it was made from and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xc_gis.operations.study import Study
from xc_gis.progress import Progress, Silent, Stopwatch
from xc_gis.report.tables.manifest import METHOD, checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import TOOL
from xc_gis.version import __version__


@dataclass(frozen=True)
class AnswerFolder:
    """
    A folder that is being written.

    Attributes
    ----------
    path
        Where the files go.
    record_name
        File of the record, such as ``slices.json``.
    progress
        Listener that keeps how long each stage took.
    start
        When the question was taken up.
    """

    path: Path
    record_name: str
    progress: Stopwatch
    start: datetime

    def close(self, study: Study, study_sha256: str, answer: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """
        Write the record: tool, method, study, standard, inputs, the answer, checksums of the files, and under ``timing`` all that holds a clock.

        Parameters
        ----------
        study_sha256
            Of the study file as it was read.
        answer
            What is particular to the question, in plain values.
        names
            Files in the folder.
        """
        file = study.file.study
        record = {
            "tool": {"name": TOOL, "version": __version__},
            "method": METHOD,
            "study": {"file": study.file.file_name, "sha256": study_sha256, "name": file.name,
                      "date": file.date.isoformat() if file.date else None, "synthetic": file.synthetic},
            "standard": {"id": study.standard.id, "version": study.standard.version, "sha256": study.standard.sha256},
            "inputs": [{"role": one.role, "path": one.path, "sha256": one.sha256} for one in study.data.inputs],
            **answer,
            "outputs": dict(sorted(checksums(self.path, names).items())),
            "timing": {"start": self.start.isoformat(), "seconds": round((datetime.now(UTC) - self.start).total_seconds(), 2),
                       "stages": self.progress.seconds()},
        }  # fmt: skip
        write_json(record, self.path / self.record_name)
        return record


@contextmanager
def answer_folder(out: Path, record_name: str, progress: Progress | None = None) -> Iterator[AnswerFolder]:
    """
    Give a new folder to write an answer into; when the block ends well, it takes the place of ``out``.

    Raises
    ------
    OutputError, ResourceError, Cancelled
        As ``replacing``; the record tells which files of an earlier answer may be replaced.
    """
    watch, start = Stopwatch(progress or Silent()), datetime.now(UTC)
    with replacing(out, manifest=record_name) as stage:
        yield AnswerFolder(stage, record_name, watch, start)
