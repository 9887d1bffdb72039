"""What a study is made of when its layers are those of the open project: parameters, and the study file composed around them."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)

from .layer_files import write_layer
from .result_folder import IN_USE
from .results import layers_in
from .study_folder import MARK, STUDY_FILE, foreign_files, is_composed
from .study_texts import (
    FOREIGN_FILES,
    FOREIGN_STUDY,
    NO_FOLDER,
    NO_STREETS,
    ODD_TEXT,
)
from .texts import say
from .toml_text import Value, toml_text

ENDINGS = (".osm.pbf", ".osm.bz2", ".osm.gz", ".pbf", ".osm", ".graphml", ".gpkg", ".xml")
"""Of street files; the link beside the study keeps it, its name is ours."""

STATUS = ("", "partial", "complete")
"""What a list of facilities may say of itself, in the order of the choice."""

SYSTEMS = ("", "GCJ-02", "BD-09", "detect")
"""What coordinates of facilities may be, in the order of the choice; empty: what the layer says."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "COMMUNITIES": {"community_id": "COMMUNITY_ID", "name": "COMMUNITY_NAME"},
    "RESIDENTS": {"demand_id": "RESIDENT_ID", "residents": "RESIDENTS_FIELD", "residents_60plus": "RESIDENTS_60"},
    "FACILITIES": {"facility_id": "FACILITY_ID", "name": "FACILITY_NAME"},
    "SUBDISTRICTS": {"name": "SUBDISTRICT_NAME"},
}
"""Of each layer the columns of a study, and which parameter names the field that holds them."""

TABLES = {"COMMUNITIES": "communities", "RESIDENTS": "residents", "SUBDISTRICTS": "subdistricts"}


def words_of(text: str) -> list[str]:
    """Words of a text, by blanks and commas of any kind."""
    return re.findall(r"[^\s,，、;；]+", text)


class LayerStudy:
    """
    A study composed of layers.

    Parameters
    ----------
    algorithm
        Whose parameters name the layers.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        self._algorithm = algorithm
        self._parameters = dict(parameters)
        self._context = context
        self._feedback = feedback

    def compose(self) -> Path:
        """
        Write the layers and a study file that names them.

        Returns
        -------
        Path
            The study file, in the folder that was asked for, else in the temporary folder of QGIS, which is emptied when QGIS ends.

        Raises
        ------
        QgsProcessingException
            A layer cannot be written, there is no street file, the folder holds a study of somebody else, or a file that would be
            replaced is not of a composition or shown in the project.
        """
        folder = self._folder()
        draft = folder / f".{uuid.uuid4().hex}.part"
        try:
            draft.mkdir()
            content = self._content(draft)
            try:
                text = MARK + toml_text(content)
            except ValueError as fault:
                raise QgsProcessingException(say(ODD_TEXT, reason=fault)) from fault
            (draft / STUDY_FILE).write_text(text, encoding="utf-8")
            written = sorted(draft.iterdir(), key=lambda one: one.name == STUDY_FILE)  # the study last: it names the others
            self._refuse_others(folder, [path.name for path in written])
            for path in written:
                os.replace(path, folder / path.name)
        except OSError as fault:
            raise QgsProcessingException(say(NO_FOLDER, folder=folder, reason=fault)) from fault
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return folder / STUDY_FILE

    def _refuse_others(self, folder: Path, names: Sequence[str]) -> None:
        """Nothing is replaced that no composition wrote or that the project shows."""
        foreign = foreign_files(folder, names)
        if foreign:
            raise QgsProcessingException(say(FOREIGN_FILES, folder=folder, files=", ".join(foreign)))
        shown = [layer for name in names for layer in layers_in(folder / name, self._context.project())]
        if shown:
            raise QgsProcessingException(say(IN_USE, layers=", ".join(shown[:3])))

    def _text(self, name: str) -> str:
        return str(self._algorithm.parameterAsString(self._parameters, name, self._context) or "").strip()

    def _choice(self, name: str) -> int:
        return int(self._algorithm.parameterAsEnum(self._parameters, name, self._context))

    def _day(self, name: str) -> dt.date | None:
        given = self._algorithm.parameterAsDateTime(self._parameters, name, self._context)
        return given.date().toPyDate() if given is not None and given.isValid() else None

    def _folder(self) -> Path:
        asked = self._text("STUDY_FOLDER")
        folder = Path(asked) if asked else Path(QgsProcessingUtils.tempFolder()) / f"xc-gis-{uuid.uuid4().hex}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if (folder / STUDY_FILE).exists() and not is_composed(folder):
                raise QgsProcessingException(say(FOREIGN_STUDY, folder=folder))
        except OSError as fault:
            raise QgsProcessingException(say(NO_FOLDER, folder=folder, reason=fault)) from fault
        return folder

    def _content(self, folder: Path) -> dict[str, Value]:
        """What the study file says; layers and street file lie beside it then."""
        day = self._day("DATE")
        content: dict[str, Value] = {
            "study": {"name": self._text("NAME"), **({"date": day} if day else {}), "standard": self._standard(folder)},
            "network": {"osm": self._streets(folder)},
        }
        for parameter, table in TABLES.items():
            if self._parameters.get(parameter) is not None:
                content[table] = self._layer(parameter, table, folder)
        lists: list[Value] = []
        if self._parameters.get("FACILITIES") is not None:
            lists.append(self._layer("FACILITIES", "facilities", folder))
        lists += self._further_lists(folder)
        if lists:
            content["facilities"] = lists
        categories = words_of(self._text("SURVEYED_CATEGORIES"))
        if categories:
            content["inventory"] = [
                {"category": category, "areas": areas, "status": "complete", **self._surveyed()}
                for category in categories
                for areas in ("all", "outside")
            ]
        return content

    def _standard(self, folder: Path) -> str:
        """The id of a shipped standard, or the file beside the study that an own one was copied to."""
        word = self._text("STANDARD")
        if word and Path(word).is_file():
            shutil.copyfile(word, folder / "standard.yaml")
            return "standard.yaml"
        return word

    def _streets(self, folder: Path) -> str:
        """The street file beside the study under a name of ours: linked where the disk can, else copied."""
        path = Path(self._text("STREETS"))
        if not self._text("STREETS") or not path.is_file():
            raise QgsProcessingException(say(NO_STREETS, path=path if self._text("STREETS") else "–"))
        name = "streets" + next((end for end in ENDINGS if path.name.lower().endswith(end)), "".join(path.suffixes[-1:]))
        try:
            os.link(path.resolve(), folder / name)  # of a link, what it leads to: a relative one would lead nowhere from here
        except OSError:
            shutil.copyfile(path, folder / name)
        return name

    def _layer(self, parameter: str, table: str, folder: Path) -> dict[str, Value]:
        """One layer as a table of the study."""
        name = f"{table}.gpkg"
        source = self._algorithm.parameterAsSource(self._parameters, parameter, self._context)
        shown = source.sourceName() if source is not None else parameter
        columns = write_layer(source, shown, folder / name, self._context, self._feedback)
        asked = {column: self._text(field) for column, field in FIELDS.get(parameter, {}).items()}
        named: dict[str, Value] = {column: columns.get(field, field) for column, field in asked.items() if field}
        made: dict[str, Value] = {"path": name, **({"columns": named} if named else {})}
        return {**made, **self._about_facilities(columns)} if parameter == "FACILITIES" else made

    def _about_facilities(self, columns: Mapping[str, str]) -> dict[str, Value]:
        """Type, coordinate system and completeness of the list."""
        field, code = self._text("FACILITY_TYPE_FIELD"), self._text("FACILITY_TYPE")
        made: dict[str, Value] = {"type_column": columns.get(field, field)} if field else {"type": code or "auto"}
        system, status = SYSTEMS[self._choice("FACILITIES_CRS")], STATUS[self._choice("INVENTORY")]
        if system:
            made["crs"] = system
        if status:
            made["inventory"] = status
            made.update(self._surveyed())
        return made

    def _surveyed(self) -> dict[str, Value]:
        day = self._day("SURVEYED")
        return {"surveyed": day} if day is not None else {}

    def _further_lists(self, folder: Path) -> list[Value]:
        """Further layers of facilities: with the same field of types, else each row says its type by its name."""
        made: list[Value] = []
        field = self._text("FACILITY_TYPE_FIELD")
        for number, layer in enumerate(
            self._algorithm.parameterAsLayerList(self._parameters, "MORE_FACILITIES", self._context), 2
        ):
            name = f"facilities_{number}.gpkg"
            columns = write_layer(layer, layer.name(), folder / name, self._context, self._feedback)
            made.append({"path": name, **({"type_column": columns[field]} if field in columns else {"type": "auto"})})
        return made
