"""Small studies in which a few facilities decide the stars, and the long way to the cheapest set: trying all of them."""

from dataclasses import replace
from itertools import combinations

from tests.fixtures.served_study import CITY, SURVEYS
from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.search import StarSearch
from xc_gis.model import InventoryStatement
from xc_gis.model.costs import SURVEY, ChangeCosts
from xc_gis.operations.study import analyse, read_study
from xc_gis.standard.category_lists import CategoryList

FEW = ("MED", "VEG", "CVS", "FOD", "ELD", "SUP")
"""Categories of the short standard: so few that all sets can be tried."""


def short_standard(standard, codes=FEW):
    """The shipped standard with a few of its categories; their weights and all gates stay."""
    kinds = {k: v for k, v in standard.facility_types.items() if set(v.services) & set(codes)}
    kinds = {k: v.model_copy(update={"services": tuple(s for s in v.services if s in codes)}) for k, v in kinds.items()}
    caps = [cap for cap in standard.stars.caps if not set(cap.categories or ()) - {"mandatory", *codes}]
    return standard.model_copy(
        update={
            "categories": tuple(c for c in standard.categories if c.code in codes), "facility_types": kinds,
            "stars": standard.stars.model_copy(update={"caps": tuple(caps)}),
        }
    )  # fmt: skip


def with_lists(standard):
    """The same where levels ask for a number of categories instead of each mandatory one."""
    shops = CategoryList(zh="商店", categories=("VEG", "CVS", "FOD", "SUP"), covered_min=0.6)
    levels = {n: {"min_score": level["min_score"] / 2, "min_completeness": 0.3, "at_least": [{"list": "shops", "count": max(1, n - 1)}]}
              for n, level in standard.stars.levels.items()}  # fmt: skip
    return standard.model_copy(update={"lists": {"shops": shops}, "stars": standard.stars.model_copy(update={"levels": levels})})


def star_town(folder, *, closed=(), surveyed=FEW, components=(1.0, 1.0), codes=FEW, lists=False):
    """Study and assessment of the small study under the short standard; some facilities closed, some lists complete."""
    study = read_study(write_small_study(folder, study=STUDY + SURVEYS, facilities={**FACILITIES, **CITY}))
    standard = with_lists(short_standard(study.standard, codes)) if lists else short_standard(study.standard, codes)
    data = study.data
    facilities = data.facilities[data.facilities["type"].isin(standard.facility_types)].reset_index(drop=True)
    facilities.loc[facilities["facility_id"].isin(closed), "status"] = "closed"
    inventory = tuple(InventoryStatement(code, None, ("all", "outside"), "complete", None) for code in surveyed)
    ids = data.communities["community_id"]
    parts = {
        name: None if value is None else dict.fromkeys(ids, value)
        for name, value in zip(("supply", "feedback"), components, strict=True)
    }
    study = replace(study, standard=standard, data=replace(data, facilities=facilities, inventory=inventory, **parts))
    return study, analyse(study)


def search_of(study, found, costs=None, *, every_m=400.0):
    ground = StarGround(found, study.standard, study.settings, study.file.study.date, every_m=every_m)
    return StarSearch(ground, costs or ChangeCosts())


def everything(search, row, target):
    """All single changes: every type at every place, every survey of a category with unknown residents."""
    case = search.case(row, target)
    kinds = [kind for kind, found in search.ground.standard.facility_types.items() if found.services]
    singles = [Building(kind, int(place)) for kind in kinds for place in case.places]
    return [*singles, *case.surveys.values()]


def cost_of(costs, change):
    return costs.of(change.kind) if isinstance(change, Building) else costs.of(SURVEY)


def cheaper_sets(search, row, target, cost, costs, most=2):
    """Sets of up to ``most`` changes that cost less than ``cost``."""
    changes = everything(search, row, target)
    for size in range(1, most + 1):
        for some in combinations(changes, size):
            if sum(cost_of(costs, one) for one in some) < cost - 1e-9:
                yield some


def rated(search, row, some):
    buildings = [one for one in some if isinstance(one, Building)]
    return search.rating.stars(row, buildings, [one for one in some if not isinstance(one, Building)])
