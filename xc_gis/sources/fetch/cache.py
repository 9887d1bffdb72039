"""
Answers of servers, kept by their question: an interrupted download goes on where it stopped, and nobody is asked twice.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from xc_gis.errors import OutputError


@dataclass(frozen=True)
class Answer:
    """
    What a server said.

    Attributes
    ----------
    url, question
        Asked of whom, and what.
    time
        When, UTC.
    sha256
        Of ``content``.
    content
        The bytes of the answer.
    """

    url: str
    question: str
    time: str
    sha256: str
    content: bytes


def answered(url: str, question: str, content: bytes) -> Answer:
    """An answer that has just come in."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Answer(url, question, now, hashlib.sha256(content).hexdigest(), content)


class AnswerCache:
    """
    A folder of answers.

    Parameters
    ----------
    folder
        Where they lie; made when the first is kept.
    max_age_days
        Older ones are not given back.
    """

    def __init__(self, folder: Path, max_age_days: float) -> None:
        self.folder = folder
        self._max_age = timedelta(days=max_age_days)

    def get(self, url: str, question: str) -> Answer | None:
        """The answer to a question, unless there is none, it is too old or it is damaged."""
        content_path, note_path = self._paths(url, question)
        try:
            note = json.loads(note_path.read_text(encoding="utf-8"))
            content = gzip.decompress(content_path.read_bytes())
            age = datetime.now(UTC) - datetime.fromisoformat(note["time"])
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            return None
        whole = hashlib.sha256(content).hexdigest() == note.get("sha256")
        if not whole or age > self._max_age or (note["url"], note["question"]) != (url, question):
            return None
        return Answer(content=content, **{name: note[name] for name in ("url", "question", "time", "sha256")})

    def put(self, answer: Answer) -> None:
        """
        Keep an answer, whole or not at all: the note that makes it count is written last.

        Raises
        ------
        OutputError
            If the folder cannot be written.
        """
        content_path, note_path = self._paths(answer.url, answer.question)
        note = {name: value for name, value in asdict(answer).items() if name != "content"}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(content_path, gzip.compress(answer.content, mtime=0))
            _write(note_path, json.dumps(note, ensure_ascii=False, indent=1).encode())
        except PermissionError as fault:
            raise OutputError(f"缓存文件夹 {self.folder.name} 无法写入", hint="请用 --cache 换一个可写的文件夹") from fault
        except (FileExistsError, NotADirectoryError) as fault:
            raise OutputError(f"缓存位置 {self.folder.name} 不是文件夹", hint="请用 --cache 指定一个文件夹") from fault

    def _paths(self, url: str, question: str) -> tuple[Path, Path]:
        key = hashlib.sha256(f"{url}\n{question}".encode()).hexdigest()[:32]
        return self.folder / f"{key}.json.gz", self.folder / f"{key}.note.json"


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
