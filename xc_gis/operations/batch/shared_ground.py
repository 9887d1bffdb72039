"""
What variants of one study share within a process: layers, streets, network and legs are read and built once (decision 251).

Kept is what the last study gave, until another one comes. It serves whoever asks for the same files, the same parts of a standard that
reading looks at, and the same settings but those that only change how fast people walk and how it is counted. The rest is computed as
ever, so that every byte is that of a run alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xc_gis.analysis.assessment import Assessment, Scene, assess_scene, build_scene
from xc_gis.analysis.reassessment.need import COUNTED, DRAWN, SPEED
from xc_gis.files.untouched import companions, edits_beside
from xc_gis.model import StreetData, StudyData
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.known_times import KnownTimes
from xc_gis.operations.study import ReadStreets, Study, read_ground, read_rules, study_on
from xc_gis.operations.years.archive_layout import files_named
from xc_gis.progress import Progress
from xc_gis.settings import BY_CENTRE, SETTINGS, Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.study.file import StudyFile
from xc_gis.standard import Standard

READ_FOR_ALL = tuple(
    key for key in SETTINGS if key not in COUNTED and not key.startswith((SPEED, DRAWN, "survey.", "hotline.", "satisfaction."))
)
"""Settings by which layers are read and network and legs are built."""


def ground_words(variant: Variant) -> tuple[object, ...]:
    """What of a variant bears on what can be shared, the most shared first; its standards may share after all (``_read_of``)."""
    ground = sorted(pair for pair in variant.settings if pair[0] in READ_FOR_ALL)
    paces = sorted(pair for pair in variant.settings if pair[0].startswith(SPEED))
    return variant.day, ground, paces, variant.standards


@dataclass(frozen=True)
class _Ground:
    """What was read and built; ``system``: value and origin of the metric system."""

    data: StudyData
    streets: StreetData
    scene: Scene
    system: tuple[str, str]


class SharedGround:
    """Reads and assesses studies, as ``run_study`` takes it; ``built`` counts how often that began from the files, ``times`` are those known."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._ground: _Ground | None = None
        self.times = KnownTimes()
        self._streets = ReadStreets(1)
        self.built = 0

    def assessed(self, path: Path, progress: Progress) -> tuple[Study, Assessment]:
        """Read and assess a study, on what is kept where it fits."""
        file, standard, settings, others = read_rules(path, progress)
        key = _key(file, settings, (standard, *others))
        if self._ground is None or key != self._key:
            self._leave()  # the memory of one study at a time
            self._ground = self._built(file, standard, settings, others, progress)
            self._key = key if key == _key(file, settings, (standard, *others)) else None  # a file was changed meanwhile
        ground = self._ground
        system, origin = ground.system
        if settings.word(KEY) == BY_CENTRE:
            settings = settings.override({KEY: system}, origin=origin, where=file.file_name)
        study = replace(study_on(file, standard, settings, ground.data, ground.streets), others=tuple(others))
        return study, assess_scene(
            ground.scene, study.data, standard, settings, progress, study_date=file.study.date, search=self.times.search
        )

    def forget(self) -> None:
        """Keep nothing."""
        self._leave()
        self._streets = ReadStreets(1)

    def _leave(self) -> None:
        """Keep nothing but the streets, which may be those of the next study."""
        self._key, self._ground, self.times = None, None, KnownTimes()

    def _built(
        self, file: StudyFile, standard: Standard, settings: Settings, others: list[Standard], progress: Progress
    ) -> _Ground:
        self.built += 1
        try:
            data, streets, measured = read_ground(file, standard, settings, progress, others, self._streets)
        finally:
            file.opened.forget()
        scene = build_scene(data, streets, measured, progress)
        return _Ground(data, streets, scene, (measured.word(KEY), measured.origins[KEY]))


def _key(file: StudyFile, settings: Settings, standards: tuple[Standard, ...]) -> Hashable:
    """All that what is kept depends on."""
    said = file.model_dump_json(
        exclude={"settings": True, "home": True, "file_name": True, "study": {"name", "standard", "folder"}}
    )
    return (
        str(file.folder.resolve()),
        said,
        tuple(settings.values[key] for key in READ_FOR_ALL),
        tuple(_read_of(standard) for standard in standards),
        tuple((name, *_stamps(path)) for name, path in sorted(files_named(file).items()) if name not in file.study.standards),
    )


def _read_of(standard: Standard) -> Hashable:
    """What reading asks of a standard: facility types, names of categories and who serves them, figures that somebody states."""
    types: Any = [(code, kind.model_dump_json()) for code, kind in standard.facility_types.items()]
    categories = [(one.code, one.zh, one.en, standard.types_of(one.code)) for one in standard.categories]
    return tuple(types), tuple(categories), tuple((key, one.model_dump_json()) for key, one in standard.values.items())


def _stamps(path: Path) -> list[tuple[str | int, ...]]:
    """Tells files from what they were before they were changed, also by who keeps size and time; with what belongs to them."""
    found: list[tuple[str | int, ...]] = []
    for one in dict.fromkeys([path, *companions(path), *edits_beside(path)]):
        seen = one.stat()
        found.append((one.name, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_size))
    return found
