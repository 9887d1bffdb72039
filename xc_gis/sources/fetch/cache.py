"""
Answers of servers, kept by their question: an interrupted download goes on where it stopped, and nobody is asked twice.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg


@dataclass(frozen=True)
class Answer:
    """
    What a server answered.

    Attributes
    ----------
    url, question
        Query of whom, and what.
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
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
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
            write_whole(content_path, gzip.compress(answer.content, mtime=0), hint=None, folder=True)
            write_whole(note_path, json.dumps(note, ensure_ascii=False, indent=1).encode(), hint=None)
        except PermissionError as fault:
            raise OutputError(
                msg("缓存文件夹 {name} 无法写入", name=self.folder.name), hint=msg("请用 --cache 换一个可写的文件夹")
            ) from fault
        except (FileExistsError, NotADirectoryError) as fault:
            raise OutputError(
                msg("缓存位置 {name} 不是文件夹", name=self.folder.name), hint=msg("请用 --cache 指定一个文件夹")
            ) from fault

    def _paths(self, url: str, question: str) -> tuple[Path, Path]:
        key = hashlib.sha256(f"{url}\n{question}".encode()).hexdigest()[:32]
        return self.folder / f"{key}.json.gz", self.folder / f"{key}.note.json"
