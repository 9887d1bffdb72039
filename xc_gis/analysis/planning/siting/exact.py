"""The exact search of every model, in the process that calls it: a start, the proof, and the order of ties."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.greedy import greedy, improved
from xc_gis.analysis.planning.siting.proof import NEWS, Proof
from xc_gis.analysis.planning.siting.question import GAP, INFEASIBLE, OPTIMAL, SitingAnswer, SitingQuestion
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.served import value
from xc_gis.analysis.planning.siting.set_cover import Cover, FewestSites, LeastLongestWalk, Walks

NOWHERE = np.zeros(0, dtype=np.int64)


def at_once(question: SitingQuestion) -> SitingAnswer:
    """A good set in a moment, and the bound that needs no search; for set covers what greedy gives, or nothing."""
    target, rules = question.target, question.rules
    if isinstance(target, Benefit):
        sites = improved(target, rules, greedy(target, rules))
        worth = value(target, sites)
        return SitingAnswer(sites, worth, max(target.most(), worth), GAP, worth)
    if isinstance(target, Cover):
        found = target.greedily(rules)
        if found is None or len(found) > rules.count:
            return SitingAnswer(NOWHERE, -np.inf, 0.0, GAP, -np.inf)
        return SitingAnswer(found, -float(len(found)), -float(rules.locked.sum()), GAP, -float(len(found)))
    return _nearest_first(target, rules)


def _nearest_first(walks: Walks, rules: SitingRules) -> SitingAnswer:
    """p-centre at once: the shortest longest walk, of sixteen tried, for which greedy finds few enough sites."""
    tried = np.unique(np.concatenate([walks.seconds, walks.existing_s[np.isfinite(walks.existing_s)]]))
    best, longest = NOWHERE, np.inf
    for limit in tried[np.unique(np.linspace(0, len(tried) - 1, 16).astype(int))][::-1] if len(tried) else ():
        found = walks.within(float(limit)).greedily(rules)
        if found is None or len(found) > rules.count:
            break
        if walks.longest(found) < longest:
            best, longest = found, walks.longest(found)
    return SitingAnswer(best, -longest, -float(tried[0]) if len(tried) else 0.0, GAP, -longest)


def search(question: SitingQuestion, start: Ints, news: NEWS, until: float) -> SitingAnswer:
    """
    Search for the best set and its proof.

    Parameters
    ----------
    start
        A set to begin with.
    news
        Told of each better set or bound.
    until
        ``time.monotonic()`` at which to stop.
    """
    target, rules = question.target, question.rules
    if isinstance(target, Benefit):
        proof = Proof(target, rules, start, news, until)
        proof.search()
        if not proof.proven:
            return SitingAnswer(proof.sites, proof.worth, proof.bound, GAP, 0.0)
        news(proof.sites, proof.worth, proof.worth)
        settled = proof.settle_ties()
        return SitingAnswer(proof.sites, proof.worth, proof.worth, OPTIMAL, 0.0, settled)
    if isinstance(target, Cover):
        fewest = FewestSites(target, rules, news, until)
        fewest.search()
        if fewest.sites is None:
            status = INFEASIBLE if fewest.status == INFEASIBLE else GAP
            return SitingAnswer(NOWHERE, -np.inf, -fewest.least, status, 0.0)
        count = float(len(fewest.sites))
        if fewest.status != OPTIMAL:
            return SitingAnswer(fewest.sites, -count, -fewest.least, GAP, 0.0)
        settled = fewest.settle_ties()
        return SitingAnswer(np.sort(fewest.sites), -count, -count, OPTIMAL, 0.0, settled)
    centre = LeastLongestWalk(target, rules, news, until)
    centre.search()
    if centre.sites is None:
        return SitingAnswer(NOWHERE, -np.inf, -centre.least_s, INFEASIBLE if centre.status == INFEASIBLE else GAP, 0.0)
    if centre.status != OPTIMAL:
        return SitingAnswer(centre.sites, -centre.longest_s, -centre.least_s, GAP, 0.0)
    settled = centre.settle_ties()
    return SitingAnswer(np.sort(centre.sites), -centre.longest_s, -centre.longest_s, OPTIMAL, 0.0, settled)
