"""A small study in which some streets are paths that may be missing, and some lists are incomplete."""

from dataclasses import replace

from tests.analysis.planning.next_star.star_towns import star_town
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.analysis.planning.robustness.worlds import StudyWorlds, is_doubtful
from xc_gis.operations.study import analyse


def shaky_town(folder, *, least=None, **changes):
    """Study and assessment of the small study; every third street is a path. ``least``: coverage that three stars ask for."""
    study, _ = star_town(folder, **changes)
    if least is not None:
        levels = {n: dict(level) for n, level in study.standard.stars.levels.items()}
        levels[3]["mandatory_each_min"] = least
        standard = study.standard.model_copy(update={"stars": study.standard.stars.model_copy(update={"levels": levels})})
        study = replace(study, standard=standard)
    ways = tuple(
        (osm, nodes, {"highway": "path"} if osm % 3 == 0 else tags) for osm, nodes, tags in study.streets.ways
    )  # fmt: skip
    study = replace(study, streets=replace(study.streets, ways=ways))
    return study, analyse(study)


def without_doubtful(streets):
    """Streets on which nobody walks where only a path, steps, a footbridge or an underpass is mapped."""
    return replace(
        streets, ways=tuple((osm, nodes, closed(tags) if is_doubtful(tags) else tags) for osm, nodes, tags in streets.ways)
    )


def worlds_of_study(study, scene=None):
    return StudyWorlds(study.data, study.streets, study.standard, study.settings, study.file.study.date, scene)
