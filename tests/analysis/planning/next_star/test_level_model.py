"""The model is never stricter than the rating: whatever the rating accepts is a solution of it."""

import random

import pytest

from tests.analysis.planning.next_star.star_towns import rated, search_of, star_town
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.linear_model import LinearModel


@pytest.mark.parametrize("surveyed", [("MED", "VEG", "CVS", "FOD", "ELD", "SUP"), ("MED", "CVS"), ()])
def test_what_the_rating_accepts_the_model_allows(tmp_path, surveyed):
    study, found = star_town(tmp_path / "s", surveyed=surveyed)
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
