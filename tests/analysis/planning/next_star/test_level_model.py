"""The model is never stricter than the rating: whatever the rating accepts is a solution of it."""

import random
from dataclasses import replace

import pytest

from tests.analysis.planning.next_star.star_towns import FEW, rated, search_of, star_town
from xc_gis.analysis.coverage.coverage import UNKNOWN
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.operations.study import analyse


@pytest.mark.parametrize(
    ("surveyed", "lists"),
    [(("MED", "VEG", "CVS", "FOD", "ELD", "SUP"), False), (("MED", "CVS"), False), ((), False), (("MED", "CVS"), True)],
)
def test_what_the_rating_accepts_the_model_allows(tmp_path, surveyed, lists):
    study, found = star_town(tmp_path / "s", surveyed=surveyed, lists=lists)
    search, draw = search_of(study, found), random.Random(7)
    accepted = 0
    for row in (0, 1):
        today = search.stars_today(row) or 0
        for level in range(today + 1, 6):
            case = search.case(row, level)
            for _ in range(12):
                offers = [n for n in range(len(case.offers)) if draw.random() < draw.choice((0.1, 0.5, 0.9))]
                codes = [code for code in case.surveys if draw.random() < 0.5]
                some = [Building(str(case.offers.kind[n]), int(case.offers.place[n])) for n in offers]
                stars = rated(search, row, [*some, *(case.surveys[code] for code in codes)])
                if stars is None or stars < level:
                    continue
                accepted += 1
                written = search.write_level(case, level, LinearModel())
                for n, column in enumerate(written.build):
                    written.model.at_least({column: 1.0 if n in offers else -1.0}, 1.0 if n in offers else 0.0)
                for code, column in written.survey.items():
                    written.model.at_least({column: 1.0 if code in codes else -1.0}, 1.0 if code in codes else 0.0)
                assert written.model.solved().values is not None, (row, level, some, codes)
    assert accepted > 10


def test_a_score_that_is_lifted_to_its_low_bound_is_allowed(tmp_path):
    """Elderly care is unknown and well covered; the point leaves it out, scores less than the low bound, and is lifted to it (method §7)."""
    low_served = ("K07E", "K07W", "K08E", "K08W", "K09E", "K09W", "K10E", "K10W")
    study, found = star_town(tmp_path / "s", closed=low_served, surveyed=tuple(code for code in FEW if code != "ELD"))
    demand = study.data.demand.copy()
    demand.loc[found.states["ELD"] == UNKNOWN, "residents_60plus"] *= 3.0
    levels = {n: dict(level, min_score=0.0) for n, level in study.standard.stars.levels.items()}
    for level in levels.values():
        level.update(dict.fromkeys({"mandatory_each_min", "joint_min", "senior_priority_min"} & set(level), 0.0))
    stars = study.standard.stars.model_copy(update={"levels": levels, "caps": (study.standard.red_flag,)})
    light = tuple(one.model_copy(update={"weight": 1}) if one.code == "ELD" else one for one in study.standard.categories)
    standard = study.standard.model_copy(update={"stars": stars, "categories": light})
    study = replace(study, data=replace(study.data, demand=demand), standard=standard)
    score = analyse(study).rating
    assert (score["score"] == score["score_low"]).all()
    assert (score["completeness"] < 1).all(), "a category is left out at the point"
    row = 0
    asked = {n: level | {"min_score": float(score["score"].iloc[row]) if n <= 3 else 100.0} for n, level in levels.items()}
    study = replace(study, standard=standard.model_copy(update={"stars": stars.model_copy(update={"levels": asked})}))
    search = search_of(study, analyse(study))
    assert search.stars_today(row) == 3
    case = search.case(row, 3)
    for n, feasible in ((3, True), (4, False)):
        written = search.write_level(case, n, LinearModel())
        for column in (*written.build, *written.survey.values()):
            written.model.at_least({column: -1.0}, 0.0)
        assert (written.model.solved().values is not None) == feasible
