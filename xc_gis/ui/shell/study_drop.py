"""A study file that is dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtGui import QDropEvent


def dropped_study(event: QDropEvent) -> Path | None:
    """The first study file (``.toml``) of this machine among what is dropped."""
    data = event.mimeData()
    for url in data.urls() if data is not None else []:
        if url.isLocalFile() and url.toLocalFile().lower().endswith(".toml"):
            return Path(url.toLocalFile())
    return None
