"""Rules as rows of the solver, and bounds that no set exceeds."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import allowed_sets, covered, random_town
from tests.analysis.planning.siting.small_problems import PATIENCE_S, question_of, rules_of
from xc_gis.analysis.planning.siting.proof import Proof, rule_rows


@pytest.mark.parametrize("seed", range(12))
def test_rows_hold_for_the_sets_that_are_allowed_and_for_no_others(seed):
    town = random_town(seed)
    town.locked = set()
    rows, low, high = rule_rows(rules_of(town), more_columns=3)
    allowed = set(allowed_sets(town))
    for size in range(6):
        for chosen in itertools.combinations(range(8), size):
            built = np.zeros(11)
            built[list(chosen)] = 1
            held = rows @ built
            assert bool(((held >= low) & (held <= high)).all()) == (chosen in allowed)


def test_a_bad_start_ends_with_the_best_set():
    town = random_town(6)
    town.locked, town.budget = set(), None
    question = question_of(town, "mclp")
    proof = Proof(question.target, question.rules, np.zeros(0, dtype=np.int64), lambda *_: None, time.monotonic() + PATIENCE_S)
    proof.search()
    assert proof.proven
    assert proof.worth == max(covered(town, chosen) for chosen in allowed_sets(town))
