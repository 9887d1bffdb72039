"""The four statistics: by hand, with known shares given back, and unknown never no."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.survey import survey_tables
from xc_gis.model import CATALOGUE_COLUMNS, SURVEY_ANSWER_COLUMNS, ServiceSurvey

CATALOGUE = pd.DataFrame([("1", "A", "a", "x"), ("2", "A", "a", "y"), ("3", "A", "b", "z")], columns=list(CATALOGUE_COLUMNS))


def tables(*rows, base="subitem", communities=("C1", "C2"), unknown_max=0.2, catalogue=CATALOGUE):
    answers = pd.DataFrame(rows, columns=list(SURVEY_ANSWER_COLUMNS))
    return survey_tables(
        ServiceSurvey(base, catalogue, answers), pd.Series("", index=communities), satisfied=0.9, unknown_max=unknown_max
    )


def figures(found, base):
    mine = found.statistics[found.statistics["base"] == base]
    return {row.statistic: (row.low, row.value, row.high) for row in mine.itertuples()}


FULL = (
    ("C1", "1", "yes", 0.9), ("C1", "2", "yes", 1.0), ("C1", "3", "no", np.nan), ("C2", "1", "yes", 0.9), ("C2", "2", "yes", 1.0), ("C2", "3", "yes", 0.85),
)  # fmt: skip


def test_all_known_by_hand():
    found = tables(*FULL)
    assert figures(found, "subitem") == {
        "item_satisfied_share": pytest.approx((2 / 3,) * 3), "item_full_satisfaction": pytest.approx((1 / 3,) * 3), "item_full_coverage": pytest.approx((2 / 3,) * 3),
        "community_full_coverage": pytest.approx((1 / 2,) * 3),
    }  # fmt: skip
    assert figures(found, "item") == {
        "item_satisfied_share": (0.5, 0.5, 0.5), "item_full_satisfaction": (0, 0, 0), "item_full_coverage": (0.5, 0.5, 0.5), "community_full_coverage": (0.5, 0.5, 0.5),
    }  # fmt: skip
    assert found.supply == pytest.approx({"C1": (2 / 3 + 1) / 2, "C2": (1 + 2 / 3) / 2})
    assert found.items[["yes", "no", "unknown"]].to_numpy().tolist() == [[2, 0, 0], [2, 0, 0], [1, 1, 0]]
    assert found.items["satisfaction"].tolist() == pytest.approx([0.9, 1.0, 0.85])
    assert found.matrix[["community_id", "number", "provided"]].to_numpy().tolist()[1:4] == [
        ["C1", 2, "yes"],
        ["C1", 3, "no"],
        ["C2", 1, "yes"],
    ]
    assert found.matrix["satisfaction"].tolist() == pytest.approx([0.9, 1.0, np.nan, 0.9, 1.0, 0.85], nan_ok=True)


def test_the_matrix_speaks_of_the_base_and_leaves_out_what_nobody_said():
    found = tables(*FULL[:-1], ("C2", "3", "unknown", np.nan), base="item", communities=("C1", "C2", "C3"))
    assert found.matrix[["community_id", "number", "provided"]].to_numpy().tolist() == [
        ["C1", 1, "yes"],
        ["C1", 2, "no"],
        ["C2", 1, "yes"],
    ]


def test_the_mean_meets_its_threshold_as_on_paper():
    rows = [(f"C{n}", "1", "yes", value) for n, value in enumerate((0.8, 0.9, 1.0))]
    found = tables(*rows, communities=("C0", "C1", "C2"), catalogue=CATALOGUE[:1])
    assert figures(found, "subitem")["item_satisfied_share"] == (1, 1, 1)


def test_unknown_is_between_no_and_yes():
    found = tables(*FULL[:-1], ("C2", "3", "unknown", np.nan), unknown_max=0.5)
    assert figures(found, "subitem")["item_full_coverage"] == pytest.approx((2 / 3,) * 3)  # C1 has none: whatever C2 has
    assert figures(found, "subitem")["community_full_coverage"] == (0, 0.5, 0.5)
    assert found.items[["provided_low", "provided", "provided_high"]].iloc[2].tolist() == [0, 0, 0.5]


def test_a_community_that_was_not_surveyed_is_unknown():
    found = tables(*FULL, communities=("C1", "C2", "C3"))
    assert figures(found, "subitem")["community_full_coverage"][::2] == pytest.approx((1 / 3, 2 / 3))
    assert np.isnan(figures(found, "subitem")["community_full_coverage"][1])  # a third is not known
    assert set(found.supply) == {"C1", "C2"}


def test_an_item_is_satisfied_at_low_only_if_it_stays_so_whatever_the_others_say():
    found = tables(("C1", "1", "yes", 1.0), ("C2", "1", "yes", np.nan), catalogue=CATALOGUE[:1], unknown_max=0.5)
    low, value, high = figures(found, "subitem")["item_satisfied_share"]
    assert (low, value, high) == (0, 1, 1)
    assert found.items[["satisfaction_low", "satisfaction", "satisfaction_high"]].iloc[0].tolist() == [0.5, 1, 1]


def test_what_is_provided_nowhere_satisfies_nobody():
    found = tables(("C1", "1", "no", np.nan), ("C2", "1", "no", np.nan), catalogue=CATALOGUE[:1])
    assert figures(found, "subitem")["item_satisfied_share"] == (0, 0, 0)
    assert np.isnan(found.items["satisfaction"].iloc[0])
    assert found.supply == {"C1": 0.0, "C2": 0.0}


@pytest.mark.parametrize("seed", range(4))
def test_a_generated_table_gives_its_shares_back_and_bounds_hold(seed):
    random = np.random.default_rng(seed)
    items, communities = 40, [f"C{n:03d}" for n in range(30)]
    catalogue = pd.DataFrame(
        [(str(n), f"D{n // 20}", f"I{n // 4}", f"S{n}") for n in range(items)], columns=list(CATALOGUE_COLUMNS)
    )
    everywhere, content = random.permutation(items)[:20], random.permutation(items)[:12]
    yes = random.random((30, items)) < 0.7
    yes[0, :] = False  # so that only ``everywhere`` is complete
    yes[:, everywhere] = True
    value = np.where(np.isin(np.arange(items), content), 0.9, 0.899999) * np.ones((30, 1))
    known = random.random((30, items)) < 0.9
    everything = [
        (c, str(i), "yes" if yes[r, i] else "no", value[r, i] if yes[r, i] else np.nan)
        for r, c in enumerate(communities)
        for i in range(items)
    ]
    some = [row for row, there in zip(everything, known.ravel(), strict=True) if there]
    truth = figures(tables(*everything, communities=communities, catalogue=catalogue), "subitem")
    assert truth["item_full_coverage"] == (0.5, 0.5, 0.5)
    assert truth["item_satisfied_share"] == pytest.approx((0.3,) * 3)
    for base in ("subitem", "item"):
        whole = figures(tables(*everything, communities=communities, catalogue=catalogue), base)
        for name, (low, part, high) in figures(tables(*some, communities=communities, catalogue=catalogue), base).items():
            assert low <= whole[name][1] <= high
            assert np.isnan(part) or low <= part <= high
