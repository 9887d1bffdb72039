"""How a community stands is what its rating says of it."""

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.standing import standing_of


@pytest.mark.parametrize("surveyed", [("MED", "VEG", "CVS"), ()])
def test_shares_are_those_of_the_coverage_table(tmp_path, surveyed):
    study, found = star_town(tmp_path / "s", surveyed=surveyed)
    search = search_of(study, found)
    table = found.coverage.set_index(["community_id", "category"])
    for row, name in enumerate(("C1", "C2")):
        standing = standing_of(search.people, row)
        for share in standing.main_shares():
            known = table.loc[(name, share.category.code)]
            for part in ("covered", "gap", "unknown"):
                assert getattr(share, part) * share.total == pytest.approx(known[part])
            assert share.is_unknown == bool(np.isnan(known["coverage"]))
        assert set(standing.unknown_codes()) == {
            code for code in standing.rule.codes if np.isnan(table.loc[(name, code), "coverage"])
        }
