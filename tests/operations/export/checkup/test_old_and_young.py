"""The box 一老一小: people and coverage, unknown told as unknown."""

from dataclasses import replace

from tests.ui.presenters.result.figures import CVS, ELD, MED, community, cover
from xc_gis.operations.export.checkup.old_and_young import old_words, young_words
from xc_gis.operations.export.spoken import saying

SAY = saying("zh")
NURSERY = replace(CVS, code="CHI", zh="托育", en="Childcare", population="age0_3")


def test_the_old_are_counted_and_reached_at_their_own_pace():
    c = community(
        cover(MED, senior_low=0.401, senior_high=0.401), cover(ELD, share=0.72), cover(CVS),
        residents={"residents": 1000.0, "residents_60plus": 250.0, "residents_80plus": 40.0},
    )  # fmt: skip
    assert (
        old_words(c, SAY)
        == "60 岁以上 250 人（占 25.0%），80 岁以上 40 人。按老年人步速，覆盖率：医疗卫生 40.1%、养老服务 72.0%。"
    )


def test_what_is_not_known_is_said_and_no_number_is_made_of_it():
    lost = cover(NURSERY, low=0.1, share=None, high=0.9)
    c = community(lost, residents={"residents": 1000.0, "residents_0_3": None, "residents_3_6": 3.0, "residents_6_12": 0.0})
    assert young_words(c, SAY) == "0–3 岁人数未知，3–6 岁 3 人，6–12 岁 0 人。覆盖率：托育 未知 10.0–90.0%。"
    assert "number not known" in young_words(c, saying("en"))


def test_a_standard_without_such_services_and_a_group_that_is_not_there():
    c = community(cover(CVS))
    assert "标准没有这类服务" in young_words(c, SAY)
    assert "托育 不适用" in young_words(community(cover(NURSERY, notes=("not_applicable",))), SAY)
