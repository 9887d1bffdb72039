"""Runs compared by a further standard: its own tables, every end computed again from the studies, and what stops it."""

import shutil

import pandas as pd
import pytest
import yaml

from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into
from xc_gis.operations.years.compare import compare_into
from xc_gis.operations.years.method_alone import method_alone
from xc_gis.operations.years.opened import year_run
from xc_gis.operations.years.standard_of_run import standard_of

SECOND = "社区/第二"


def with_second(study, minutes):
    """A second standard beside the first: its own id, weights, minutes and types, and an id that is no name of a file."""
    standard = yaml.safe_load((study.parent / "few.yaml").read_text(encoding="utf-8"))
    standard["meta"] |= {"id": SECOND, "name_zh": "第二标准", "name_en": "Second"}
    weights = {"MED": 10, "CVS": 60, "ELD": 30}
    standard["categories"] = [
        {**one, "weight": weights[one["code"]], **({"minutes": minutes} if one["code"] == "CVS" else {})}
        for one in standard["categories"]
        if one["code"] in weights
    ]
    for kind in standard["facility_types"].values():
        kind["services"] = [code for code in kind["services"] if code in weights]
    standard["capacity"]["norms"] = {code: norm for code, norm in standard["capacity"]["norms"].items() if code in weights}
    (study.parent / "second.yaml").write_text(yaml.safe_dump(standard, allow_unicode=True, sort_keys=False), encoding="utf-8")
    edit(study, lambda text: text.replace('standard = "few.yaml"', 'standard = ["few.yaml", "second.yaml"]'))


@pytest.fixture(scope="module")
def programmes(years, tmp_path_factory):
    """Four runs by two standards: those of ``years`` (the third with another first standard), and the third with another second one."""
    root = tmp_path_factory.mktemp("programmes")
    for n, of, minutes in ((1, 1, 6), (2, 2, 6), (3, 3, 6), (4, 3, 4)):
        shutil.copytree(years / f"study{of}", root / f"study{n}")
        with_second(root / f"study{n}" / "study.toml", minutes)
        run_into(root / f"study{n}" / "study.toml", root / str(n), tables_only=True)
    return root


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.mark.parametrize("word", [SECOND, "第二标准", "second"])
def test_every_change_is_that_of_its_tables_and_both_ends_are_what_its_studies_come_to(programmes, tmp_path, word):
    runs = [programmes / str(n) for n in (1, 2, 3, 4)]
    found, content = compare_into(runs, tmp_path / "out", standard=word, checked=True)
    assert [one["standard"]["id"] for one in content["runs"]] == [SECOND] * 4
    for n in (1, 2, 3):
        changes = read(tmp_path / "out" / f"{n}-{n + 1}" / "changes.csv")
        assert set(changes["what"]) <= {"stars", "MED", "CVS", "ELD"}
        split = changes[changes["world"] != ""].astype(dict.fromkeys(("before", "after", "world", "data", "method"), float))
        assert len(split)
        assert (split["world"] + split["data"] + split["method"] - (split["after"] - split["before"])).abs().max() < 1e-9
        coverage = read(programmes / str(n) / "coverage_社区_第二.csv").set_index(["community_id", "category"])
        low = split[(split["what"] != "stars") & (split["bound"] != "high")]
        assert len(low)
        for row in low.itertuples():
            assert float(coverage.loc[(row.community_id, row.what), "covered"]) == row.before
    parts = [{part.part: (part.cause, part.before) for part in split.parts} for split in found.splits]
    assert parts[0] == {}
    assert parts[1]["standard"][0] == "method"  # the first standard alone: voices and lists go by it
    assert parts[2] == {"standard": ("method", f"{SECOND} 0.1.0")}
    assert found.splits[0].changed._asdict() == {"world": True, "data": True, "method": False}
    series = read(tmp_path / "out" / "series.csv")
    rating = read(programmes / "2" / "rating_社区_第二.csv").set_index("community_id")
    own = series[(series["what"] == "score") & (series["run"] == "2")].set_index("community_id")
    assert own["value"].to_dict() == rating["score"].to_dict()


def test_what_the_runs_found_is_taken_and_gives_what_is_found_anew(programmes, tmp_path):
    pair = [programmes / "1", programmes / "3"]
    for name, checked in (("taken", False), ("anew", True)):
        compare_into(pair, tmp_path / name, standard=SECOND, checked=checked)
    for name in ("changes.csv", "causes.csv", "differences.csv"):
        assert (tmp_path / "taken" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()


def test_the_method_alone_is_that_of_the_standard_asked_for(programmes):
    with year_run(programmes / "3") as one, year_run(programmes / "4") as other:
        for word, changed in (("", False), (SECOND, True)):
            alone = method_alone(one, other, (standard_of(one, word), standard_of(other, word)))
            assert alone.between.changed.method == changed


def test_a_standard_that_a_run_has_not_is_refused_with_those_it_has(programmes, years, tmp_path):
    with pytest.raises(InputError, match=f"没有按评价标准 “第三” 评级；它的标准是：.*{SECOND}") as told:
        compare_into([programmes / "1", programmes / "2"], tmp_path / "out", standard="第三")
    assert "--standard" in told.value.hint
    with pytest.raises(InputError, match="结果 2 没有按评价标准"):
        compare_into([programmes / "1", years / "2"], tmp_path / "out", standard=SECOND)
    assert not (tmp_path / "out").exists()


def test_its_table_that_was_edited_since_is_named(programmes, tmp_path):
    shutil.copytree(programmes / "1", tmp_path / "1")
    edit(tmp_path / "1" / "rating_社区_第二.csv", lambda text: text.replace("0", "1"))
    compare_into([tmp_path / "1", programmes / "2"], tmp_path / "first", series_only=True)
    with pytest.raises(InputError, match="rating_社区_第二"):
        compare_into([tmp_path / "1", programmes / "2"], tmp_path / "out", standard=SECOND, series_only=True)
