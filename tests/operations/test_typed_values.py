"""Stated values of a study from the table to the stars: in the tables of a run, in the next star and in how sure stars are."""

import csv
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.analysis.planning.next_star.star_towns import search_of, short_standard, star_town
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.analysis.planning.next_star.plan import plan_of
from xc_gis.findings import LowValue
from xc_gis.languages.message import in_language
from xc_gis.model.ranges import Ranges
from xc_gis.operations.check.check import check_study
from xc_gis.operations.planning.five_stars import FiveStarsRequest, five_stars_of
from xc_gis.operations.planning.next_star import notes_of
from xc_gis.operations.planning.robust import robust_of
from xc_gis.operations.run import run_into
from xc_gis.operations.study import analyse
from xc_gis.progress import Silent
from xc_gis.report.next_star.words import plan_words
from xc_gis.standard.typed_values import TypedValue

BOTH = STUDY.replace('standard = "xicheng-ykz-default"', 'standard = ["xicheng-ykz-default", "bianmin-circle-default"]')
WITH_VALUES = BOTH + '\n[values]\ntable = "values.csv"\n'
TABLE = "区域,指标,数值,单位,来源,日期\n甲街道,居民满意度,91,%,第三方调查,2026-05-01\nC2,居民满意度,0.85,比例,第三方调查,2026-05-01\nC1,每百户社区服务空间,三十,㎡/百户,台账,\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed")
    study = write_small_study(folder / "s", study=WITH_VALUES)
    (folder / "s" / "values.csv").write_text(TABLE, encoding="utf-8")
    _, manifest = run_into(study, folder / "r", tables_only=True)
    return folder, manifest


def test_the_run_says_what_is_known_of_each_community(run):
    folder, manifest = run
    text = (folder / "r" / "typed_values.csv").read_text(encoding="utf-8-sig")
    rows = [
        (row["community_id"], row["key"], row["value"], row["unit"], row["level"], row["stated"])
        for row in csv.DictReader(text.splitlines())
    ]
    assert rows == [
        ("C1", "satisfaction", "91", "%", "subdistrict", "2026-05-01"), ("C1", "chain_rate", "", "%", "", ""), ("C1", "service_space", "30", "㎡/百户", "community", ""),
        ("C2", "satisfaction", "85", "%", "community", "2026-05-01"), ("C2", "chain_rate", "", "%", "", ""), ("C2", "service_space", "", "㎡/百户", "", ""),
    ]  # fmt: skip
    assert [(one["role"], one["rows"]) for one in manifest["inputs"] if one["role"] == "values"] == [("values", 3)]
    told = [one for one in manifest["warnings"] if "没有填报" in one]
    assert [("商业网点连锁化率" in one, "2 个社区" in one) for one in told] == [(True, True), (False, False)]


def test_the_check_reads_the_table_and_refuses_it_with_its_row(run, tmp_path):
    folder, _ = run
    layer = next(one for one in check_study(folder / "s" / "study.toml").layers if one.table == "values")
    assert layer.fault is None
    study = write_small_study(tmp_path, study=WITH_VALUES)
    (tmp_path / "values.csv").write_text(TABLE + "C9,居民满意度,90,,,\n", encoding="utf-8")
    layer = next(one for one in check_study(study).layers if one.table == "values")
    assert "第 5 行：没有街道或社区 “C9”" in layer.fault.message


def test_without_a_table_all_is_unknown_and_an_ordinary_study_has_no_such_table(tmp_path):
    run_into(write_small_study(tmp_path / "s", study=BOTH), tmp_path / "r", tables_only=True)
    frame = pd.read_csv(tmp_path / "r" / "typed_values.csv", encoding="utf-8-sig")
    assert frame["value"].isna().all()
    assert len(frame) == 6


# the next star, and how sure stars are --------------------------------------------------------------------------------------------


def asking(standard, least):
    """A standard of which each level asks for a stated value, too."""
    levels = {n: {**level, "values": [{"value": "joy", "least": least}]} for n, level in standard.stars.levels.items()}
    values = {"joy": TypedValue(zh="满意度", en="satisfaction")}
    return standard.model_copy(update={"values": values, "stars": standard.stars.model_copy(update={"levels": levels})})


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """The town under a standard that asks for 90 %: C1 has 85 %, C2 95 %; and the same where nobody stated anything."""
    study, _ = star_town(tmp_path_factory.mktemp("town"), closed=("G2",))
    study = replace(study, standard=asking(short_standard(study.standard), 90.0))
    said = pd.DataFrame(
        [("joy", "community", "C1", 85.0, "", ""), ("joy", "community", "C2", 95.0, "", "")],
        columns=["key", "level", "area", "value", "origin", "stated"],
    )
    told = replace(study, data=replace(study.data, typed=said))
    return {"told": (told, analyse(told)), "silent": (study, analyse(study))}


def test_no_siting_moves_a_stated_value_and_it_is_named_as_such(towns):
    study, found = towns["told"]
    search = search_of(study, found)
    plan = plan_of(search, search.of(0))
    assert (plan.stars, plan.status) == (0, "none")
    assert plan.lacking[-1] == LowValue("joy", "满意度", "satisfaction", "%", "", 85.0, 90.0)

    words = plan_words(plan, SimpleNamespace(categories={}))
    assert "满意度 85%，要求 90%（填报数值，与设施布局无关）" in words
    assert "no siting changes it" in in_language(words, "en")
    assert plan_of(search, search.of(1)).status in {"found", "top"}


def test_where_nobody_stated_one_the_plan_says_what_it_rests_on(towns):
    study, found = towns["silent"]
    search = search_of(study, found)
    assert search.of(0).status in {"found", "top"}
    notes = [str(note) for note in notes_of(found, study.standard)]
    assert any("2 个社区没有填报“满意度”（1 星起要求不低于 90%）" in note for note in notes)
    assert any(note.startswith("满意度 是填报数值") for note in notes)


def test_a_plan_for_the_district_leaves_out_who_cannot_have_five_stars(towns):
    study, found = towns["told"]
    result = five_stars_of(study, found, FiveStarsRequest(five=2, every_m=600.0), Silent())
    assert result.status == "none"
    assert result.confirmed is None
    assert any(isinstance(reason, LowValue) for community in result.communities for reason in community.lacking)


def test_a_star_that_hangs_on_an_unstated_value_is_fragile_for_it_and_not_for_the_residents(towns):
    study, found = towns["silent"]
    table = robust_of(study, found, Silent(), ranges=Ranges(draws=20)).communities
    assert not table["robust"].any()
    rated = found.rating["stars"] > 0
    assert rated.any()
    assert all("value:joy" in codes.split(";") for codes in table["turned_by"][rated.to_numpy(dtype=bool)])
    assert table["lowest"].tolist() == [0, 0]
    told = robust_of(*towns["told"], Silent(), ranges=Ranges(draws=20)).communities
    assert not any("value:joy" in codes for codes in told["turned_by"])
    assert (told["highest"].iloc[0], told["stars"].iloc[0]) == (0, 0)
