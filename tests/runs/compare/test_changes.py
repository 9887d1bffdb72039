"""Two runs compared: stars, residents, what the runs rest on; unknown is no zero and no loss."""

import json
import shutil

import pytest

from tests.fixtures.compared_runs import compared, stars
from xc_gis import cli
from xc_gis.errors import InputError
from xc_gis.runs.compare.changes import ADDED, FALLS, GONE, RISES, SAME, UNSURE
from xc_gis.runs.compare.flows import Counts, Flow
from xc_gis.runs.compare.words import comparison_sentences, head_sentences


def test_a_run_compared_with_itself_says_that_nothing_changed(compared_run):
    found = compared(compared_run, compared_run)
    assert found.differences == ()
    assert found.changes == ()
    assert found.flow == Flow()
    assert head_sentences(found)[0] == "两次结果的数据、标准和参数没有改动"


def test_stars_rise_fall_and_are_not_compared_where_one_run_gives_none(altered):
    before = altered("a", rating={"C1": stars(2), "C2": stars(4)})
    found = compared(before, altered("b", rating={"C1": stars(4), "C2": stars(3)}))
    (up,), (down,) = found.of_kind(RISES), found.of_kind(FALLS)
    assert (up.community_id, up.stars, up.step) == ("C1", ("2 星", "4 星"), 2)
    assert (down.community_id, down.stars, down.step) == ("C2", ("4 星", "3 星"), -1)
    assert [c.community_id for c in found.changes] == ["C1", "C2"]  # the greater step first
    found = compared(before, altered("c", rating={"C1": stars(2)}))
    assert [c.community_id for c in found.of_kind(SAME)] == ["C1"]
    (unsure,) = found.of_kind(UNSURE)
    assert unsure.stars == ("4 星", "暂不评级(数据不足)")
    assert not found.of_kind(FALLS)


def test_a_gap_that_was_unknown_before_is_no_loss(altered):
    before = altered("a", coverage={("C1", "MED"): {"covered": "2450", "gap": "0", "unknown": "2320"}})
    after = altered("b", coverage={("C2", "MED"): {"covered": "986", "gap": "4000", "unknown": "0"}})
    found = compared(before, after)
    (med,) = [c for c in found.categories if c.category.code == "MED"]
    assert med.before == Counts(2450, 4986, 2320)  # C1 2450, 0, 2320; C2 0, 4986, 0
    assert med.after == Counts(3436, 6320, 0)  # C1 2450, 2320, 0; C2 986, 4000, 0
    assert med.flow == Flow(gained=986, found_gap=2320)
    assert found.flow == med.flow
    text = "\n".join(head_sentences(found))
    assert "986 人次由缺口转为覆盖,0 人次由覆盖转为缺口" in text
    assert "原来未知、现已查明:缺口 2,320 人次,覆盖 0 人次(不是增减)" in text


def test_a_figure_that_is_missing_is_not_counted_as_zero(altered, compared_run):
    before = altered("a", coverage={("C2", "MED"): {"covered": "", "gap": "", "unknown": ""}})
    found = compared(before, compared_run)
    (med,) = [c for c in found.categories if c.category.code == "MED"]
    assert (med.before, med.after, med.left_out) == (Counts(2450, 2320, 0), Counts(2450, 2320, 0), 1)
    assert med.flow == Flow()
    assert "  另有 1 个社区缺数据,未计入" in comparison_sentences(found)


def test_communities_of_one_run_alone_are_named_and_in_no_sum(altered, compared_run):
    def rename(view):
        view["communities"][1].update(id="C9", name="新社区")

    after = altered("b", view=rename, coverage={("C2", code): {"community_id": "C9"} for code in ("MED",)})
    text = (after / "rating.csv").read_text(encoding="utf-8-sig").replace("\nC2,", "\nC9,")
    (after / "rating.csv").write_text(text, encoding="utf-8-sig")
    found = compared(compared_run, after)
    assert [(c.community_id, c.stars[0]) for c in found.of_kind(ADDED)] == [("C9", "—")]
    assert [(c.community_id, c.stars[1]) for c in found.of_kind(GONE)] == [("C2", "—")]
    (med,) = [c for c in found.categories if c.category.code == "MED"]
    assert med.before == med.after == Counts(2450, 2320, 0)
    assert "只在后一次结果中的社区:新社区" in head_sentences(found)
    assert "只在前一次结果中的社区:东社区" in head_sentences(found)


def test_results_of_another_place_or_damaged_ones_are_refused(altered, compared_run):
    def rename(view):
        for n, community in enumerate(view["communities"]):
            community["id"] = f"X{n}"

    other = altered("b", view=rename)
    text = (other / "rating.csv").read_text(encoding="utf-8-sig").replace("\nC1,", "\nX0,").replace("\nC2,", "\nX1,")
    (other / "rating.csv").write_text(text, encoding="utf-8-sig")
    with pytest.raises(InputError, match="没有共同的社区") as caught:
        compared(compared_run, other)
    assert caught.value.hint
    with pytest.raises(InputError, match="已损坏"):
        compared(compared_run, altered("c", manifest=lambda content: content.pop("settings")))


def output_of(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        cli.main([*map(str, arguments)])
    return left.value.code, capsys.readouterr()


def test_command_compares_and_writes(altered, compared_run, tmp_path, capsys):
    after = altered("b", rating={"C1": stars(3)}, coverage={("C2", "MED"): {"covered": "986", "gap": "4000", "unknown": "0"}})
    code, heard = output_of(capsys, "compare", compared_run, after, "--out", tmp_path / "out.xlsx")
    assert code == 0
    assert heard.out.splitlines()[-1] == str(tmp_path / "out.xlsx")
    assert "西社区（C1）：暂不评级（数据不足） → 3 星" in heard.out
    assert (tmp_path / "out.xlsx").is_file()
    code, heard = output_of(capsys, "compare", compared_run, after, "--json")
    content = json.loads(heard.out)
    assert code == 0
    assert content["communities"][0] == {
        "id": "C1", "name": "西社区", "change": "unsure", "stars_before": None, "stars_after": 3,
    }  # fmt: skip
    med = next(c for c in content["categories"] if c["code"] == "MED")
    assert (med["flow"]["gained"], med["before"]["gap"], med["after"]["gap"]) == (986, 7306, 6320)


def test_command_refuses_what_is_no_result_with_one_message(compared_run, tmp_path, capsys):
    code, heard = output_of(capsys, "compare", compared_run, tmp_path)
    assert code == 1
    assert "不是运行结果文件夹" in heard.err
    shutil.copytree(compared_run, tmp_path / "old")
    (tmp_path / "old" / "view.json").write_text('{"format": 0}', encoding="utf-8")
    code, heard = output_of(capsys, "compare", tmp_path / "old", compared_run)
    assert code == 1
    assert "另一版本" in heard.err
    assert not heard.out
