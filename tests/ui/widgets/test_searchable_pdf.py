"""Text of PDFs is found by the letters that were written, read by a library that knows nothing of how they were made."""

import pypdfium2
import pytest

RADICALS_ALIKE = "一丨丶丿乙亅二人儿入八力十厂又口囗土士大女子小山川工己巾干广弓心戈户手支文斗方日月木止比毛气水火父片牙牛犬玉瓜瓦甘生用田白皮皿目石示禾穴立竹米羊羽老而耳肉臣自至舌舟色虫血行衣西见角言谷豆走足身车辛邑酉里金长门青非面革韦音页风飞食首香马骨高鬼鱼鸟鹿麦麻黄黑鼎鼓鼠鼻齐齿龙龟"


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words.replace("\r", "")


@pytest.fixture
def empty_map():
    from PyQt5.QtGui import QImage

    picture = QImage(600, 514, QImage.Format_RGB32)
    picture.fill(0xFFD08B3E)
    return picture


@pytest.mark.parametrize(
    "words",
    [
        *(RADICALS_ALIKE[n : n + 40] for n in range(0, len(RADICALS_ALIKE), 40)),
        "长者食堂(老年人) 12.5% · 50%–75% ff fi",
        "一刻钟生活圈~二〇二六年六月,共 1,234 人",
    ],
)
def test_words_of_a_sheet_are_read_letter_by_letter(qapp, tmp_path, empty_map, words):
    from xc_gis.ui.map.export import MapSheet

    row = {"fill": "#8c510a", "hatched": False, "words": "居民 500 人以内", "count": "3 个社区", "dot": False, "note": False}
    sheet = MapSheet(empty_map, title=words, theme="养老服务 · 覆盖率", rows=[row], notes=["仅供内部工作使用"], mark="合成样例")
    sheet.save_pdf(tmp_path / "map.pdf")
    read = text_of(tmp_path / "map.pdf")
    for wanted in (words, "养老服务 · 覆盖率", "居民 500 人以内", "3 个社区", "仅供内部工作使用", "合成样例"):
        assert wanted in read


def test_document_keeps_title_and_pictures(qapp, tmp_path, empty_map):
    from xc_gis.ui.map.export import MapSheet

    MapSheet(empty_map, title="某区", theme="星级", rows=[], notes=[], mark="").save_pdf(tmp_path / "map.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "map.pdf")
    assert document.get_metadata_value("Title") == "某区"
    page = document[0]
    assert page.get_size() == pytest.approx((420 / 25.4 * 72, 297 / 25.4 * 72), abs=2)
    shown = page.render(scale=0.5).to_numpy()
    assert shown[shown.shape[0] // 2, shown.shape[1] // 3].tolist()[:3] in ([0x3E, 0x8B, 0xD0], [0xD0, 0x8B, 0x3E])
    document.close()
