"""The proof runs beside, tells each step, and is gone when it is stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.analysis.planning.siting.brute_force import random_town
from tests.analysis.planning.siting.small_problems import PATIENCE_S, question_of
from xc_gis.analysis.planning.siting.benefit import Benefit, blocks_of
from xc_gis.analysis.planning.siting.question import GAP, OPTIMAL, SitingQuestion
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.solve import solve
from xc_gis.errors import Cancelled
from xc_gis.progress import Silent

ROOT = Path(__file__).parents[4]


def hard_question() -> SitingQuestion:
    """Random sets: nothing in it is near anything else, and no proof comes within minutes."""
    draw = np.random.default_rng(7)
    demand = np.repeat(np.arange(3000), 12)
    site = np.concatenate([np.sort(draw.choice(300, 12, replace=False)) for _ in range(3000)])
    weight = draw.integers(1, 60, 3000).astype(float)
    benefit = Benefit(300, weight, blocks_of(draw.uniform(0, 5000, (3000, 2)), weight), site, demand, np.ones(len(site)))
    return SitingQuestion("mclp", benefit, SitingRules(15, np.zeros(300, dtype=bool), np.zeros(300)))


class StopsAfter:
    """A listener that wants to stop once the proof has begun."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    def step(self, *_: object) -> None:
        if time.monotonic() >= self.until:
            raise Cancelled


def test_first_answer_then_better_ones_then_the_proof():
    steps = []
    answer = solve(question_of(random_town(4), "mclp"), time_limit_s=PATIENCE_S, progress=Silent(), watch=steps.append)
    assert answer.status == OPTIMAL
    assert answer.first == steps[0].value
    assert [s.value for s in steps] == sorted(s.value for s in steps)
    assert [s.bound for s in steps] == sorted((s.bound for s in steps), reverse=True)
    assert answer.gap == 0.0


def test_stop_is_heard_while_the_proof_goes_on_and_no_process_remains():
    before = set(psutil.Process().children())
    with pytest.raises(Cancelled):
        solve(hard_question(), time_limit_s=PATIENCE_S, progress=StopsAfter(4.0))
    assert not [
        child for child in psutil.Process().children() if child not in before and "spawn_main" in " ".join(child.cmdline())
    ]


ASKS = """
import multiprocessing, threading, time
from tests.analysis.planning.siting.test_solve import hard_question
from xc_gis.analysis.planning.siting.solve import solve
from xc_gis.progress import Silent

def tell():
    while not multiprocessing.active_children():
        time.sleep(0.05)
    print(multiprocessing.active_children()[0].pid, flush=True)

threading.Thread(target=tell, daemon=True).start()
solve(hard_question(), time_limit_s=600, progress=Silent())
"""


def test_the_proof_ends_with_a_process_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", ASKS], stdout=subprocess.PIPE, text=True, cwd=ROOT) as asking:
        proof = psutil.Process(int(asking.stdout.readline()))
        asking.kill()
        gone, _ = psutil.wait_procs([proof], timeout=60)
        assert gone


def test_when_the_time_is_over_the_best_set_stands_with_its_bound():
    question = hard_question()
    answer = solve(question, time_limit_s=4, progress=Silent())
    assert answer.status == GAP
    assert answer.first <= answer.value < answer.bound <= question.target.most()
    assert answer.gap == pytest.approx((answer.bound - answer.value) / answer.value)
    assert question.rules.allows(answer.sites)


def test_the_same_question_has_the_same_answer_whatever_the_order_of_homes():
    question = question_of(random_town(11), "mclp")
    target = question.target
    turned = np.arange(target.n_demand)[::-1]
    rows = turned[target.demand]
    order = np.lexsort((target.site, rows))
    again = Benefit(
        target.n_sites, target.weight[turned], target.block[turned], target.site[order], rows[order], target.saving[order]
    )
    one = solve(question, time_limit_s=PATIENCE_S, progress=Silent())
    other = solve(SitingQuestion("mclp", again, question.rules), time_limit_s=PATIENCE_S, progress=Silent())
    assert one.ties_settled
    assert one.sites.tolist() == other.sites.tolist()
