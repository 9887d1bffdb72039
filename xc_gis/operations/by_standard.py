"""
A study as one of its further standards sees it: questions of planning that go by one standard can be asked of each (decision 238).

Streets, legs, people and territories are those of the study; walks, states and stars are the standard's, the same as in the tables that a run leaves for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xc_gis.analysis.assessment import Assessment, assess_again
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.changes import AnyChange, CompleteSurvey, Scenario
from xc_gis.operations.other_standards import by_type
from xc_gis.operations.study import Study, analyse, read_rules, settings_under
from xc_gis.progress import Progress, Silent
from xc_gis.standard import Standard


def chosen(standards: Sequence[Standard], word: str) -> int:
    """
    Number of the standard that a word means: its id or its name in either language; the first one where nothing is asked for.

    Raises
    ------
    InputError
        None of them is called so; the message lists those there are.
    """
    if not word:
        return 0
    asked = word.strip().casefold()
    for at, one in enumerate(standards):
        if asked in {name.casefold() for name in (one.id, one.meta.name_zh, one.meta.name_en) if name}:
            return at
    listed = joined("、", (msg("{id}（{name}）", id=one.id, name=one.title) for one in standards))
    near = nearest_spelling(word, [one.id for one in standards])
    raise InputError(
        msg("本项目没有评价标准 “{name}”；本项目的标准是：{listed}", name=word, listed=listed),
        hint=near or msg("用 --standard 写其中一个的编号；不写时按第一个"),
    )


def require_standard(path: Path, word: str, progress: Progress | None = None) -> None:
    """Refuse a standard that a study file does not name, before its layers are read. Raises ``InputError``."""
    if word:
        _, standard, _, others = read_rules(path, progress or Silent())
        chosen((standard, *others), word)


def study_by(study: Study, word: str) -> Study:
    """
    The study as the standard that ``word`` means rates it; the study itself where that is its first one or nothing is asked for.

    Raises
    ------
    InputError
        As ``chosen``.
    """
    standards = (study.standard, *study.others)
    at = chosen(standards, word)
    if at == 0:
        return study
    own = standards[at]
    inventory = tuple(by_type(study.data.inventory, study.standard))
    return replace(
        study, standard=own, settings=settings_under(study, own), data=replace(study.data, inventory=inventory),
        others=(*standards[:at], *standards[at + 1 :]), first=study.standard,
    )  # fmt: skip


def assessed_by(study: Study, by: Study, found: Assessment) -> Assessment:
    """What ``by``, the study as one of its standards sees it, comes to; ``found``: the study as its first standard does."""
    if by is study:
        return found
    data = replace(found.data, inventory=by.data.inventory)
    return assess_again(replace(found, data=data), by.standard, by.settings, Silent(), study_date=by.file.study.date)


def analysed_by(study: Study, by: Study, progress: Progress) -> Assessment:
    """The same where nothing is assessed yet. Territories of communities that are points are derived at the pace of the first standard."""
    if by is study or not (study.data.communities["location"] == "point").any():
        return analyse(by, progress)
    return assessed_by(study, by, analyse(study, progress))


def standard_named(study: Study) -> Name | None:
    """What results call the standard that they go by; None where the study has but one, and nothing need be said."""
    return study.standard.title if study.others else None


def grades_by(standard: Standard) -> dict[int, Name]:
    """Grades of a standard by number of stars; empty where it names none."""
    return {stars: level.grade_name for stars, level in standard.levels.items() if level.grade}


def further_id(study: Study) -> str:
    """Id of the standard where it is a further one of its study; empty where it is the first."""
    return study.standard.id if study.first is not None else ""


def scenario_note(study: Study) -> str:
    """What a scenario says of the standard by which its changes were found, where that is a further one of the study; else nothing."""
    if study.first is None:
        return ""
    return str(
        msg(
            "这些改动按评价标准“{standard}”找到；方案的前后对比按项目的第一个标准计算，除非另行指定",
            standard=study.standard.title,
        )
    )


def naming(changes: Sequence[AnyChange], standard_id: str) -> tuple[AnyChange, ...]:
    """Changes whose surveys say of which standard their category is, where they name none."""
    return tuple(
        replace(one, standard=standard_id) if isinstance(one, CompleteSurvey) and not one.standard else one for one in changes
    )


def in_words_of(scenario: Scenario, study: Study) -> Scenario:
    """A scenario as ``study`` is to try it: what its surveys leave unsaid is the first standard's."""
    return scenario if study.first is None else replace(scenario, changes=naming(scenario.changes, study.first.id))
