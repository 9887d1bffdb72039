"""The small study with chance in its streets: some are missing, some are private, and gates and barriers stand on crossings."""

from dataclasses import replace

import numpy as np

from tests.analysis.planning.next_star.star_towns import search_of
from xc_gis.analysis.planning.next_star.gates import GateSearch
from xc_gis.analysis.planning.next_star.opened_ground import OpenedGrounds
from xc_gis.analysis.planning.street_worlds import StreetWorlds

GATE, SHUT, PRIVATE = {"barrier": "gate", "access": "private"}, {"barrier": "gate", "access": "no"}, "private"


def gated_streets(streets, seed, *, missing=0.4, private=0.3, gates=12, shut=4):
    """Streets of the small study, each piece between two crossings a way of its own (numbers from 100)."""
    draw = np.random.default_rng(seed)
    ways = []
    for _, nodes, tags in streets.ways:
        for pair in zip(nodes, nodes[1:], strict=False):
            kind = draw.random()
            if kind >= missing:
                more = {"access": PRIVATE} if kind > 1 - private else {}
                ways.append((100 + len(ways), tuple(pair), {**tags, **more}))
    used = sorted({node for _, nodes, _ in ways for node in nodes})
    at = draw.choice(used, gates + shut, replace=False).tolist()
    tags = dict.fromkeys(at[:gates], GATE) | dict.fromkeys(at[gates:], SHUT)
    return replace(streets, ways=tuple(ways), node_tags=tags)


def gated_study(plain, seed):
    """A study with few gates and private ways, in which facilities, streets and thresholds are drawn; ``plain``: of ``star_town``."""
    draw = np.random.default_rng(seed)
    streets = gated_streets(plain.streets, seed, private=0.04, gates=2, shut=1)
    facilities = plain.data.facilities.copy()
    facilities["status"] = np.where(draw.random(len(facilities)) < 0.75, "closed", "open")
    levels = {n: dict(level) for n, level in plain.standard.stars.levels.items()}
    least, score = draw.uniform(0.2, 0.5), draw.uniform(20, 60)
    for n, level in levels.items():
        level["min_score"] = round(score * n / 5, 1)
        for name in ("mandatory_each_min", "joint_min", "senior_priority_min"):
            if level.get(name) is not None:
                level[name] = least * n / 5
    standard = plain.standard.model_copy(update={"stars": plain.standard.stars.model_copy(update={"levels": levels})})
    return replace(plain, standard=standard, streets=streets, data=replace(plain.data, facilities=facilities))


def gate_search(study, found, costs):
    """Search without gates, and with them."""
    search = search_of(study, found, costs)
    worlds = StreetWorlds(found, study.data, study.streets, study.standard, study.settings, study.file.study.date)
    return search, GateSearch(search, OpenedGrounds(search.ground, worlds))
