"""The tab of further programmes without a window: how many have which stars, themes, tables, the community that is chosen; what a study could name."""

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.voiced_run import Calls
from xc_gis.runs.programmes import read_programmes
from xc_gis.ui.presenters.targets.programme_presenter import LIST, STARS, VALUE, ProgrammePresenter
from xc_gis.ui.presenters.targets.programme_tables import CATEGORIES, COMMUNITIES


@pytest.fixture
def made(programme_run):
    """Presenter, what tab and tables were told last, themes shown."""
    tab, tables, shown = Calls(), Calls(), []
    presenter = ProgrammePresenter(tab, tables, lambda record, category: shown.append((record, category)))
    presenter.show_run(programme_run, read_programmes(programme_run))
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def test_the_tab_says_what_the_programme_is_and_comes_to(made):
    _, tab, tables, shown = made
    programmes, themes, chosen = tab["show_choices"]
    assert [words for _, words in programmes] == ["一刻钟便民生活圈星级评价（默认版，业态清单待确认）"]
    assert [key for key, _ in themes][:6] == [
        STARS,
        f"{LIST}0",
        f"{LIST}1",
        f"{VALUE}satisfaction",
        f"{VALUE}chain_rate",
        f"{VALUE}service_space",
    ]
    assert chosen == ("0", STARS)
    facts, method = tab["show_facts"]
    assert facts == ["5 星（品质型）0 个，4 星（提升型）0 个，3 星（基础型）0 个，暂不评级 2 个"]
    assert method[1].startswith("5 星（品质型）要求：得分不低于 90")
    assert "山西" in method[-1]
    assert [key for key, _ in tables["show_names"][0]] == [COMMUNITIES, CATEGORIES]
    assert shown[-1][0]["name"].endswith("· 星级和等级")
    assert shown[-1][0]["standard"] == ["bianmin-circle-default", "0.2.0"]


def test_themes_follow_the_choice_and_the_rows(made):
    presenter, tab, tables, shown = made
    for theme, words in ((f"{LIST}1", "品质提升类业态"), (f"{VALUE}chain_rate", "商业网点连锁化率"), ("CIN", "影院、小剧场")):
        presenter.choose_theme(theme)
        assert shown[-1][0]["name"].endswith(words)
        assert tab["show_choices"][2] == ("0", theme)
    assert shown[-1][1] == ""  # the first standard has no such category
    presenter.choose_table(CATEGORIES)
    presenter.choose_row("CVS")
    assert presenter.theme == "CVS"
    assert shown[-1][1] == "CVS"
    assert tables["select"] == ("", "CVS")
    presenter.choose_programme("0")
    assert presenter.theme == STARS


def test_the_chosen_community_is_told_with_what_it_lacks(made, programme_run):
    presenter, tab, tables, _ = made
    presenter.choose_community(programme_run.by_id["C2"])
    (detail,) = tab["show_detail"]
    assert detail.title.startswith("东社区")
    assert "基本保障类业态：0–22 种（共 23 种）" in detail.lines
    assert "商业网点连锁化率 没有填报" in detail.lines
    assert ("影院、小剧场", "15", "16.4%") in detail.rows
    assert detail.keys[detail.rows.index(("影院、小剧场", "15", "16.4%"))] == "CIN"
    assert tables["select"] == ("C2", "")
    presenter.choose_community(None)
    assert tab["show_detail"][0].title == ""


def test_a_study_with_one_standard_is_told_how_to_name_another(made, followed_run):
    presenter, tab, tables, shown = made
    presenter.show_run(followed(followed_run[1])[0], ())
    assert "bianmin-circle-default" in tab["show_missing"][0]
    presenter.show_again()
    assert tables["show_names"] == ((), "")
    assert shown[-1] == (None, "")
    assert presenter.current_table().rows == ()
