"""Head and foot of web pages of a run."""

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.web.run_page import credit_of, head_of
from xc_gis.runs.run_id import run_id


def test_the_number_of_the_review_stands_instead_of_the_limit_of_use(finished_run):
    inputs = inputs_of(finished_run)
    limit = list(inputs.page["credit"][-1])
    plain, reviewed = (credit_of(inputs.page, inputs.run, number) for number in ("", "京审 1"))
    assert plain[-2:] == [["结果编号 {}", run_id(inputs.run.manifest)], limit]
    assert reviewed[-1] == ["审图号 {}", "京审 1"]
    assert limit not in reviewed
    assert len(credit_of(inputs.page, inputs.run, "", public=True)) == len(plain) + 1


def test_a_page_is_called_by_its_area_and_study(finished_run):
    run = inputs_of(finished_run).run
    assert head_of(run, "甲街道", "zh").name == f"甲街道 · {run.name}"
    assert head_of(run, "", "en").name == run.name
