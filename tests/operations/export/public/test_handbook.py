"""A handbook of one subdistrict holds its facilities alone; the watermark follows the rule."""

import io

import docx

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.public.handbook import handbook_file
from xc_gis.operations.export.public.services import ListedFacility
from xc_gis.standard import load_standard

HERE = ListedFacility("CHS", "站", "某街 1 号", "08:00–17:00", "甲街道")
THERE = ListedFacility("CHS", "别处", "", "", "")
AWAY = ListedFacility("CHS", "区外", "", "", "", inside=False)
CALLED = ListedFacility("CHS", "有电话", "", "", "乙街道", "010-1", "yes")


def words(run, subdistrict="", lang="zh", **settings):
    standard = load_standard(inputs_of(run).run.standard["id"])
    content = handbook_file(
        inputs_of(run).run, standard, [HERE, THERE, CALLED, AWAY], PageSettings(**settings), lang, subdistrict
    )
    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs], rows


def test_all_facilities_or_those_of_a_subdistrict(finished_run):
    _, rows = words(finished_run)
    assert ["甲街道", "站", "某街 1 号", "", "08:00–17:00"] in rows
    assert ["—", "别处", "—", "", "—"] in rows
    assert ["乙街道", "有电话", "—", "010-1 可在线预约", "—"] in rows
    assert any("2 处没有地址，2 处没有开放时间，2 处没有电话（留空待填）" in line for line in words(finished_run)[0])
    assert not any("区外" in row for row in rows)
    assert any("另有 1 处正在运营的设施在各社区范围以外或没有位置" in line for line in words(finished_run)[0])
    _, rows = words(finished_run, "甲街道")
    assert not any("别处" in row for row in rows)


def test_the_watermark_may_be_taken_away_and_english_is_english(finished_run):
    assert any("不得公开" in line for line in words(finished_run)[0])
    assert not any("不得公开" in line for line in words(finished_run, watermark="")[0])
    lines, rows = words(finished_run, lang="en")
    assert "handbook of services" in lines[0]
    assert rows[0] == ["Subdistrict", "Name", "Address", "Phone", "Opening hours"] or rows[0][3] == "Phone"
