"""The embedded sample: the same bytes every time, and its designed truths in a real run."""

import doctest
import io
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.studies import ROOT, SAMPLE
from tools.sample import commerce, levels, links, truths
from tools.sample import governance as designed
from tools.sample import resources as owned
from tools.sample import targets as followed
from tools.sample.frame import to_plane
from xc_gis.analysis.assessment import state_inputs_of
from xc_gis.analysis.coverage.hierarchy import grid_table, names_around
from xc_gis.analysis.governance.hotline_tables import hotline_tables
from xc_gis.analysis.times.facility_services import facility_services
from xc_gis.findings import Capped
from xc_gis.operations.governance import contacts_of, reach_of, resources_of
from xc_gis.operations.hierarchy import roles_table
from xc_gis.operations.indicators import followed_indicators
from xc_gis.operations.other_standards import rated_by
from xc_gis.operations.study import analyse, read_study, settings_under
from xc_gis.sources.governance.levels import AreasByLevel
from xc_gis.sources.governance.plans import read_plans
from xc_gis.sources.governance.roles import read_roles
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.sites.named_areas import read_named_areas
from xc_gis.sources.study.file import read_study_file


@pytest.fixture(scope="module")
def study():
    return read_study(SAMPLE)


@pytest.fixture(scope="module")
def found(study):
    return analyse(study)


def test_sample_is_made_again_byte_by_byte(tmp_path):
    subprocess.run([sys.executable, "tools/make_sample.py", "--out", tmp_path], cwd=ROOT, check=True, timeout=300)
    made = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    for name in sorted(made):
        assert (tmp_path / name).read_bytes() == (SAMPLE.parent / name).read_bytes(), name
    kept = {p.relative_to(SAMPLE.parent).as_posix() for p in SAMPLE.parent.rglob("*") if p.is_file() and p.name != "README.md"}
    assert made == kept


def test_sample_has_the_size_of_the_district(study, found):
    data = study.data
    assert len(data.communities) == 263
    assert len(data.subdistricts) == 15
    assert data.subdistricts.geometry.area.sum() / 1e6 == pytest.approx(50.7, abs=0.3)
    assert shapely.union_all(data.communities.geometry.array).area == pytest.approx(
        data.communities.geometry.area.sum(), rel=1e-6
    )
    assert data.demand["residents"].sum() == 1_100_000
    assert 11_000 <= len(data.demand) <= 13_000
    assert 2_700 <= len(data.facilities) <= 3_400
    assert 25_000 <= found.scene.network.n_nodes <= 40_000
    assert "示例数据（虚构）" in (ROOT / "data" / "sample-study.toml").read_text(encoding="utf-8")


def test_dirty_rows_are_left_out_aloud(study):
    reasons = study.data.problems.set_index("file")["reason"]
    health = reasons.loc["facilities/社区卫生服务机构.csv"].tolist()
    assert "没有坐标" in health
    assert "坐标不是有效的经纬度或平面坐标" in health  # swapped axes
    assert any("重复" in r for r in health)
    assert any("超过 1500 米" in r for r in reasons.loc["facilities/便民商业网点.xlsx"])  # a shop in another city
    assert (study.data.facilities["status"] == "closed").sum() > 5


def test_hours_and_amounts_are_said_left_blank_and_once_in_a_while_unreadable(study):
    facilities = study.data.facilities
    said = facilities["hours"] != ""
    assert 0.85 < said.mean() < 0.97
    reasons = study.data.problems["reason"]
    assert 4 <= reasons.str.contains("读不懂").sum() <= 12
    beds = facilities.loc[facilities["type"].isin(["EDS", "ECC", "NRH"]), "capacity"]
    assert 0.85 < beds.notna().mean() < 1
    assert 7_000 < beds.sum() < 10_000  # of 287,270 residents of 60 and more, thirty beds a thousand would be 8,618


def rows_of(found, place, category):
    community = truths.community_at(place).community_id
    table = found.coverage[(found.coverage["community_id"] == community) & (found.coverage["category"] == category)]
    return community, table.iloc[0]


def test_clinic_across_the_canal_is_near_and_out_of_reach(found):
    community, med = rows_of(found, truths.ACROSS_THE_CANAL, "MED")
    assert med["gap"] > 0.7 * med["residents"]
    home = (found.data.demand["community_id"] == community).to_numpy()
    clinic = to_plane(np.array(truths.CLINIC_BEYOND))
    near = home & (np.hypot(*(found.scene.demand.xy - clinic).T) < 400)
    assert near.sum() >= 5  # a circle would call them covered
    assert (found.demand.loc[near, "state_MED"] == "gap").all()


def test_store_behind_the_wall_is_near_and_out_of_reach(found):
    facilities = found.data.facilities.set_index("name")
    store = facilities.loc[truths.STORE_BEHIND]
    assert store["status"] == "open"
    near = np.hypot(*(found.scene.demand.xy - (store.geometry.x, store.geometry.y)).T) < 130
    assert near.sum() >= 2
    beyond = found.demand.loc[near & (found.demand["state_CVS"] == "gap").to_numpy()]
    assert len(beyond) >= 2


def test_community_without_a_clinic_is_a_true_gap(found):
    community, med = rows_of(found, truths.NO_CLINIC, "MED")
    assert med["gap"] == med["residents"] > 0
    rating = found.rating.set_index("community_id").loc[community]
    assert rating["stars"] == 1
    assert [(r.cap, r.categories) for r in rating["reasons"] if isinstance(r, Capped)] == [("V1", ("MED",))]


def test_partial_inventory_is_unknown_and_not_a_gap(found):
    _, rep = rows_of(found, truths.PARTIAL, truths.PARTIAL_CATEGORY)
    assert rep["unknown"] == rep["residents"] > 0
    assert np.isnan(rep["coverage"])
    assert (rep["coverage_low"], rep["coverage_high"]) == (0.0, 1.0)


def test_one_community_reaches_five_stars(found):
    community = truths.community_at(truths.FIVE_STARS).community_id
    rating = found.rating.set_index("community_id").loc[community]
    assert (rating["stars"], rating["status"], rating["reasons"]) == (5, "rated", ())


def test_stale_inventory_counts_as_partial(found):
    laundry = found.coverage[found.coverage["category"] == "LAU"]
    assert laundry["gap"].sum() == 0
    assert laundry["unknown"].sum() > 0


def test_walled_off_homes_and_the_island_are_unknown_everywhere(found):
    off = found.demand[found.demand["off_network"]]
    assert len(off) >= 5
    states = off[[c for c in off.columns if c.startswith("state_")]]
    assert (states == "unknown").all().all()
    assert off[[c for c in off.columns if c.startswith("t_")]].isna().all().all()


def test_stars_are_spread(found):
    stars = found.rating["stars"].dropna().astype(int)
    assert set(stars) >= {1, 2, 3, 4, 5}
    assert len(stars) == 263


def test_states_add_up_everywhere(found):
    table = found.coverage
    assert np.allclose(table[["covered", "gap", "unknown"]].sum(axis=1), table["residents"])
    assert (table["coverage_low"].fillna(0) <= table["coverage_high"].fillna(0)).all()
    known = table["coverage"].notna()
    assert table.loc[known, "coverage"].between(table.loc[known, "coverage_low"], table.loc[known, "coverage_high"]).all()


def test_closed_and_planned_facilities_serve_nobody(found):
    rows = pd.Series(found.data.facilities["status"].to_numpy()[found.services["facility"]])
    assert set(rows) == {"open"}


@pytest.fixture(scope="module")
def whole():
    """The second study of the sample: the same layers, services and voices, a second programme."""
    return read_study(SAMPLE.with_name("sample-governance.toml"))


@pytest.fixture(scope="module")
def heard(whole, found):
    """What the second study was told, worked out beside the coverage of the first: the layers are the same."""
    data, governance = whole.data, whole.governance
    return data, governance, hotline_tables(governance.hotline, found.coverage, data.communities, whole.settings)


def reasons_of(whole, table):
    """Why rows of a table of the second study were left out."""
    problems = whole.data.problems
    return problems.loc[problems["file"] == f"governance/{table}.csv", "reason"].astype(str).tolist()


def test_the_survey_gives_back_the_shares_that_it_was_made_with(heard):
    mine = heard[1].survey.statistics.query("base == 'subitem'").set_index("statistic")
    assert mine["value"].to_dict() == pytest.approx(
        {
            "item_satisfied_share": designed.SATISFIED / 180, "item_full_satisfaction": designed.FULL_SATISFACTION / 180,
            "item_full_coverage": designed.EVERYWHERE / 180, "community_full_coverage": designed.COMPLETE / 263,
        }
    )  # fmt: skip
    assert heard[1].survey.items["unknown"].sum() == 1


def test_complaints_without_end_in_one_street_are_a_hot_spot(heard):
    data, _, tables = heard
    shops = tables.table[tables.table["category"] == "CVS"].set_index("community_id")["hot_spot"]
    there = data.communities.set_index("community_id")["subdistrict"] == designed.HOT_STREET
    assert (shops[there[there].index] == "hot").mean() > 0.6
    assert (shops[there[~there].index] == "hot").mean() < 0.05


def test_nobody_complains_where_there_is_no_clinic_and_complaints_are_expected(heard):
    tables, community = heard[2], truths.community_at(truths.NO_CLINIC).community_id
    mine = tables.table.set_index(["community_id", "category"]).loc[(community, "MED")]
    assert (mine["tickets"], mine["quadrant"]) == (0, "gap_silent")
    assert community in set(tables.ahead.query("category == 'MED'")["community_id"])


def test_rows_with_personal_data_and_doubled_ones_are_not_counted(whole):
    problems = reasons_of(whole, "热线工单")
    assert sum("含个人信息" in reason for reason in problems) == designed.PERSONAL_TIMES * len(designed.PERSONAL)
    assert sum("重复" in reason for reason in problems) == designed.TWICE


def test_satisfaction_of_few_is_not_known_and_everybody_has_a_feedback(heard):
    data, governance, _ = heard
    few = governance.satisfaction.table.query("note == 'small_n'")
    assert few["community_id"].tolist() == [truths.community_at(truths.PARTIAL).community_id]
    assert few["n"].tolist() == [designed.FEW]
    assert len(data.feedback) == len(data.supply) == 263


def test_one_station_gives_several_services_and_each_counts(study, whole):
    data = whole.data
    facilities = data.facilities[data.facilities["type"].isin(list(study.standard.facility_types))].reset_index(drop=True)
    windows = facilities[facilities["facility_id"].str.contains("+", regex=False)]
    assert sorted(windows["type"]) == ["CAN", "EDS", "LIB", "PCL", "PSY"]
    own = facilities["name"] == links.station_of(truths.community_at(truths.NO_CLINIC))
    assert sorted(facilities.loc[own, "type"]) == ["CAN", "CSS", "PSY"]
    given = facility_services(facilities, data.communities, data.subdistricts, study.standard, study.settings)
    services = [
        code
        for kind in facilities["type"].iloc[given["facility"]][own.iloc[given["facility"]].to_numpy()]
        for code in study.standard.facility_types[kind].services
    ]
    assert sorted(set(services)) == ["CAN", "EMP", "PSY", "SAS", "SSE"]


def test_the_survey_says_a_clinic_where_there_is_none(study, found, heard):
    reach = reach_of(heard[0], found.coverage, study.settings).set_index(["community_id", "code"])
    assert set(reach["category"]) == set(links.ITEMS.values())
    community = truths.community_at(truths.NO_CLINIC).community_id
    clinic = reach.loc[(community, "04011")]
    assert (clinic["provided"], clinic["gap_share"], clinic["verdict"]) == ("yes", 1.0, "provided_gap")
    said_no = reach[reach["provided"] == "no"]
    assert set(said_no["verdict"]) >= {"reached_not_provided"}
    assert (reach.loc[reach["provided"] == "unknown", "verdict"] == "unknown").all()


@pytest.fixture(scope="module")
def resources(study, heard):
    return resources_of(heard[0], study.settings)


def test_the_census_gives_back_what_it_was_made_with(whole, heard, resources):
    data, census = heard[0], resources[0]
    table = census.table.set_index(["community_id", "kind"])
    assert len(table) == 263 * owned.KINDS == 263 * 39
    assert set(table.xs(owned.EACH, level="kind")["count"]) == {owned.EACH_COUNT}
    there = data.communities.set_index("community_id")["subdistrict"] == owned.NOT_ASKED_STREET
    books = table.xs(owned.NOT_ASKED, level="kind")
    assert set(books["state"][there[there].index]) == {"unknown"}
    assert set(books["state"][there[~there].index]) == {"known"}
    toilets = table.xs(owned.NONE_THERE, level="kind")
    assert toilets["state"].eq("known").all()
    assert (toilets["count"] == 0).sum() > 200
    area = census.areas.set_index(["area", "kind"])
    assert area.loc[("ALL", owned.EACH), "count"] == 263 * owned.EACH_COUNT
    assert area.loc[(owned.NOT_ASKED_STREET, owned.NOT_ASKED), "known"] == 0
    assert np.isnan(area.loc[(owned.NOT_ASKED_STREET, owned.NOT_ASKED), "count"])
    assert sum("完全相同" in reason for reason in reasons_of(whole, "资源普查")) == owned.TWICE


def test_resources_are_linked_to_the_facilities_of_the_run(resources):
    census, directory = resources
    assert census.ways["id"] > 20
    assert census.table["linked"].sum() > 0.98 * len(census.links)
    lost = directory.table[directory.table["way"] == "none"]
    assert lost["name"].str.startswith(owned.NO_SUCH).sum() == owned.NO_SUCH_COUNT
    assert len(lost) < 1.5 * owned.NO_SUCH_COUNT
    assert set(directory.table["division"]) == set(owned.DIVISIONS)


def test_the_directory_tells_telephone_numbers_of_facilities(study, heard):
    said = contacts_of(heard[0], study.settings)
    assert len(said) > 800
    assert all(one.phone.startswith("010-0000") for one in said.values())
    assert {one.booking for one in said.values()} == {"yes", "no", ""}


@pytest.fixture(scope="module")
def targets(study, found, heard):
    """Where the plan's indicators stand, by number and part."""
    residents = (
        found.data.demand.groupby("community_id")["residents"].sum().reindex(found.data.communities["community_id"]).fillna(0)
    )
    tables = followed_indicators(
        heard[0], found.coverage, residents, study.standard, study.settings, SAMPLE.parent, study.file.study.date
    )
    of_plan = tables.status.query("list == 'xicheng-plan-2021-2025' and area == 'ALL'")
    return of_plan.set_index(["number", "part"])


def test_targets_stand_where_their_values_were_made_to_stand(targets):
    status = targets["status"]
    whole = ""
    assert status[followed.REACHED, whole] == "done"
    assert (status[followed.IN_PEOPLE, whole], targets["value"][followed.IN_PEOPLE, whole]) == ("done", pytest.approx(0.72))
    assert (status[followed.JUST_MISSED, whole], targets["value"][followed.JUST_MISSED, whole]) == ("behind", 8)
    assert status[followed.FELL_ONCE, whole] == "behind"
    assert status[followed.ONE_PART_SHORT].to_dict() == {"平安街道": "done", "平安社区": "behind"}
    assert targets["outlook"][followed.ON_ITS_WAY, whole] == "missed"
    assert (targets["year"][followed.UNKNOWN_AT_THE_END, whole], status[followed.UNKNOWN_AT_THE_END, whole]) == (2024, "behind")
    assert status[followed.WITHOUT_VALUES, whole] == "no_data"
    assert pd.isna(targets["value"][followed.WITHOUT_VALUES, whole])


@pytest.fixture(scope="module")
def levelled(study, found):
    """Grids of the second study with the demand points, who answers for them, and its plans."""
    file = read_study_file(SAMPLE.with_name("sample-governance.toml"))
    grids = read_named_areas(file.resolve(file.hierarchy.grids.path), None, study.settings.word("crs.analysis")).frame
    compounds = read_named_areas(file.resolve(file.hierarchy.compounds.path), None, study.settings.word("crs.analysis")).frame
    known = AreasByLevel(found.data.communities, {"grid": list(grids["name"]), "compound": list(compounds["name"])})
    roles, _ = read_roles(file.files, file.hierarchy.roles, known, Notes("roles", "roles"))
    numbers = [f"YJ{n:03d}" for n in range(1, 46)]
    plans, _ = read_plans(file.files, file.emergency.plans, known, numbers, Notes("plans", "plans"))
    return grids, roles_table(roles, known), plans.set_index(["level", "area"])


def test_one_community_has_no_grids_and_two_of_another_overlap(found, levelled):
    ground = state_inputs_of(found.scene, found.data)
    names, inside = names_around(ground.xy, levelled[0])
    home = found.data.communities["community_id"].to_numpy()[ground.demand_points.community]
    without, over = (truths.community_at(place).community_id for place in (levels.WITHOUT_GRIDS, levels.OVERLAPPING))
    assert set(names[home == without]) <= {"NONE"}
    assert {home_of for home_of, count in zip(home, inside, strict=True) if count > 1} == {over}
    table = grid_table(ground.demand_points, inside, found.data.communities, levelled[0]).set_index("area")
    assert table.loc["ALL", "in_grids"] / table.loc["ALL", "residents"] == pytest.approx(0.9948, abs=1e-3)


def test_one_street_has_nobody_who_answers_for_it(levelled):
    table = levelled[1]
    silent = table[(table["role"] == "") & (table["level"] != "compound")]
    assert silent[["level", "area"]].to_numpy().tolist() == [["subdistrict", levels.WITHOUT_ROLE]]


def test_plans_are_there_are_not_or_nobody_knows(levelled):
    plans = levelled[2]
    unknown, silent, far = (
        truths.community_at(place).community_id for place in (levels.UNKNOWN_PLAN, levels.NOT_STATED, levels.FAR_SHELTER)
    )
    assert plans.loc[("subdistrict", levels.NO_PLAN_STREET), "plan"] == "no"
    assert plans.loc[("community", unknown), "plan"] == "unknown"
    assert ("community", silent) not in plans.index
    assert plans.loc[("community", far), "shelters"] == "YJ045"
    assert {level for level, _ in plans.index} == {"subdistrict", "community", "compound"}


@pytest.fixture(scope="module")
def second(whole):
    """The second study by its second programme."""
    other = whole.others[0]
    return other, rated_by(
        analyse(whole), (whole.standard, whole.settings), other, settings_under(whole, other), whole.file.study.date
    )


def test_the_second_programme_has_every_grade(second):
    rated = second[1]
    assert set(rated.rating["stars_low"].dropna().astype(int)) == {0, 3, 4, 5}
    assert set(rated.rating["status"]) == {"rated", "range"}


def test_types_that_nobody_has_listed_whole_are_unknown_in_the_second_programme(second):
    table = second[1].coverage.groupby("category")[["gap", "unknown"]].sum()
    for code in (*commerce.KNOWN_BEFORE, commerce.NOT_SURVEYED):
        assert (table.loc[code, "gap"], table.loc[code, "unknown"] > 0) == (0, True)
    assert (table.loc[list(commerce.BASIC), "gap"] > 0).all()


def test_a_figure_that_nobody_stated_is_open_and_one_that_is_too_low_costs_the_grade(second, whole):
    rating = second[1].rating.set_index("community_id")
    street = whole.data.communities.set_index("community_id")["subdistrict"]
    silent, few = (rating.loc[street[street == name].index] for name in (commerce.NOT_STATED_STREET, commerce.FEW_CHAINS_STREET))
    best = silent[silent["stars_high"] == 5]
    assert len(best) > 0
    assert (best["stars_low"] < 5).all()
    assert best["surveys"].astype(str).str.contains("value:chain_rate").all()
    assert (few["stars_high"] < 5).all()
    assert few["reasons"].astype(str).str.contains("chain_rate").any()


def test_the_tutorial_says_what_the_sample_comes_to(found):
    """As ``make docs`` runs it, but on what was assessed here: the sample need not be run once more."""
    marked = re.findall(r"```\{doctest\}\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_examples("\n".join(marked))
    runs = [example for example in examples if re.search(r"xc_gis\.(sample|run)\(", example.source)]
    assert len(runs) == 2
    shown = [example for example in examples if example not in runs]
    assert sum(bool(example.want) for example in shown) == 3
    test = doctest.DocTest(shown, {"result": found}, "tutorial.md", None, 0, None)
    told = io.StringIO()
    assert doctest.DocTestRunner(verbose=False).run(test, out=told.write).failed == 0, told.getvalue()
