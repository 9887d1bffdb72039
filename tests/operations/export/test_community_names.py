"""Communities of one name: those of two subdistricts keep it, those of one are told apart."""

from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import community
from xc_gis.languages.message import in_language
from xc_gis.operations.export.checkup.content import checkup_texts
from xc_gis.operations.export.community_names import names_told_apart


def test_pages_of_communities_of_one_name_have_titles_of_their_own(finished_run):
    towns = [community(community_id=str(n), name="红庙", subdistrict=street) for n, street in enumerate(("甲", "甲", "乙", ""))]
    assert names_told_apart(towns) == {"0": "红庙 0", "1": "红庙 1", "2": "红庙", "3": "红庙"}
    titles = [in_language(text.title, "zh") for text in checkup_texts(run_with(finished_run, *towns), "zh")]
    assert titles == ["甲红庙 0体检表", "甲红庙 1体检表", "乙红庙体检表", "红庙体检表"]
