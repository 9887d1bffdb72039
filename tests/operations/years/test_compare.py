"""Folders of comparisons: two runs or more, what is in them, and what stops them."""

import json
import shutil

import pandas as pd
import pytest

from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.operations.years.compare import CONTENT, compare_into
from xc_gis.operations.years.words import split_sentences
from xc_gis.report.tables.manifest import checksums


@pytest.fixture(scope="module")
def compared(years, tmp_path_factory):
    out = tmp_path_factory.mktemp("compared") / "out"
    return out, *compare_into([years / str(n) for n in (1, 2, 3)], out, checked=True)


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_what_opened_is_the_world_and_what_was_missed_the_data(compared):
    out, found, content = compared
    first = found.splits[0]
    assert first.changed._asdict() == {"world": True, "data": True, "method": False}
    evidence = read(out / "1-2" / "differences.csv").set_index("facility_id")
    assert evidence.loc["N1", ["cause", "reason", "day", "surveyed"]].tolist() == [
        "world",
        "opened_after_survey",
        "2026-09-01",
        "2026-05-01",
    ]
    assert evidence.loc["N2", ["cause", "reason"]].tolist() == ["data", "opened_before_survey"]
    changes = read(out / "1-2" / "changes.csv")
    shops = changes[(changes["what"] == "CVS") & (changes["bound"] != "high")].set_index("community_id")
    # the shop that opened is in the west, the one that was missed in the east
    assert float(shops.loc["C1", "world"]) > 0 == float(shops.loc["C1", "data"])
    assert float(shops.loc["C2", "data"]) > 0 == float(shops.loc["C2", "world"])
    assert content["pairs"][0]["facilities"] == {"world": {"opened_after_survey": 1}, "data": {"opened_before_survey": 1}}


def test_the_third_year_is_people_and_the_standard(compared):
    found = compared[1].splits[1]
    assert {part.part: (part.cause, part.reason) for part in found.parts} == {
        "residents": ("world", "later_year"), "standard": ("method", "rules"),
    }  # fmt: skip


def test_printed_figures_add_up_and_are_those_of_the_runs(years, compared):
    for number in (1, 2):
        changes = read(compared[0] / f"{number}-{number + 1}" / "changes.csv")
        split = changes[changes["world"] != ""].astype(dict.fromkeys(("before", "after", "world", "data", "method"), float))
        assert len(split)
        assert (split["world"] + split["data"] + split["method"] - (split["after"] - split["before"])).abs().max() < 1e-9
        coverage = read(years / str(number) / "coverage.csv").set_index(["community_id", "category"])
        low = split[(split["what"] != "stars") & (split["bound"] != "high")]
        for row in low.itertuples():
            assert float(coverage.loc[(row.community_id, row.what), "covered"]) == row.before


def test_the_manifest_names_runs_files_and_their_checksums(years, compared):
    out, _, content = compared
    filed = json.loads((out / CONTENT).read_text(encoding="utf-8"))
    assert filed == json.loads(json.dumps(content))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.csv"))
    assert filed["outputs"] == dict(sorted(checksums(out, files).items()))
    assert [run["shown"] for run in filed["runs"]] == ["1", "2", "3"]
    assert str(years) not in (out / CONTENT).read_text(encoding="utf-8")


def test_sentences_say_causes_and_sums(compared):
    lines = split_sentences(compared[1].splits[0], compared[1].categories)
    assert "世界变化：设施清单新增 1 处（在前一份清单调查之后开业）" in lines
    assert any(line.startswith("购物-便利店(社区超市)确定覆盖的人数 +") for line in lines)


def test_equal_inputs_give_equal_files(years, tmp_path):
    for name in ("a", "b"):
        compare_into([years / "1", years / "2"], tmp_path / name)
    assert (tmp_path / "a" / "changes.csv").read_bytes() == (tmp_path / "b" / "changes.csv").read_bytes()


def test_a_run_whose_inputs_changed_is_not_split(years, tmp_path):
    for name in ("study1", "1"):
        shutil.copytree(years / name, tmp_path / name)
    edit(tmp_path / "study1" / "facilities.csv", lambda text: text + "\n")
    with pytest.raises(InputError, match=r"facilities\.csv"):
        compare_into([tmp_path / "1", years / "2"], tmp_path / "out")
    shutil.rmtree(tmp_path / "study1")
    with pytest.raises(InputError, match=r"study\.toml"):
        compare_into([tmp_path / "1", years / "2"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("series_only", [False, True])
def test_a_table_that_is_no_longer_that_of_its_run_is_not_compared(years, tmp_path, series_only):
    for name in ("study1", "1"):
        shutil.copytree(years / name, tmp_path / name)
    edit(tmp_path / "1" / "coverage.csv", lambda text: text[: len(text) // 2])  # cut short, it would still be a table
    with pytest.raises(InputError, match=r"1 .*coverage\.csv"):
        compare_into([tmp_path / "1", years / "2"], tmp_path / "out", series_only=series_only)
    assert not (tmp_path / "out").exists()


def test_one_run_is_no_comparison(years, tmp_path):
    with pytest.raises(InputError, match="至少需要两次"):
        compare_into([years / "1"], tmp_path / "out")


def test_a_run_of_another_program_is_computed_again_and_the_rest_is_the_method(years, tmp_path):
    for name in ("study1", "1"):
        shutil.copytree(years / name, tmp_path / name)
    edit(tmp_path / "1" / "manifest.json", lambda text: text.replace('"method": "1"', '"method": "0"'))
    lines = (tmp_path / "1" / "rating.csv").read_text(encoding="utf-8-sig").splitlines()
    cells = lines[1].split(",")
    where = lines[0].split(",").index("stars_low")
    cells[where : where + 3] = ["5", "5", "5"]  # an earlier program gave five stars
    (tmp_path / "1" / "rating.csv").write_text("\n".join([lines[0], ",".join(cells), *lines[2:], ""]), encoding="utf-8-sig")
    manifest = json.loads((tmp_path / "1" / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"] |= checksums(tmp_path / "1", ["rating.csv"])
    (tmp_path / "1" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found, _ = compare_into([tmp_path / "1", years / "2"], tmp_path / "out")
    split = found.splits[0]
    assert [part.cause for part in split.parts if part.part == "tool"] == ["method"]
    assert split.changed.method
    row = next(row for row in split.rows if (row.community_id, row.what) == (cells[0], "stars"))
    assert row.shares.total == row.ends.after - row.ends.before
    assert row.shares.method < 0


def test_runs_that_do_not_stand_in_the_order_of_their_days_are_told(years, tmp_path):
    found, _ = compare_into([years / "2", years / "1"], tmp_path / "out")
    assert [("2027-06-30" in line, "2026-06-30" in line, "由早到晚" in line) for line in found.order] == [(True, True, True)]
    assert compare_into([years / "1", years / "2"], tmp_path / "out")[0].order == ()
