"""Text of PDFs is found by the letters that were written, read by a library that knows nothing of how they were made."""

import pypdfium2
import pytest

RADICALS_ALIKE = "一丨丶丿乙亅二人儿入八力十厂又口囗土士大女子小山川工己巾干广弓心戈户手支文斗方日月木止比毛气水火父片牙牛犬玉瓜瓦甘生用田白皮皿目石示禾穴立竹米羊羽老而耳肉臣自至舌舟色虫血行衣西见角言谷豆走足身车辛邑酉里金长门青非面革韦音页风飞食首香马骨高鬼鱼鸟鹿麦麻黄黑鼎鼓鼠鼻齐齿龙龟"


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words.replace("\r", "")


def written(path, lines, picture=None):
    """A page on which lines are painted one below the other, over a picture."""
    from PyQt5.QtCore import QBuffer, QIODevice, QRectF
    from PyQt5.QtGui import QFont, QPdfWriter

    from xc_gis.ui.widgets.searchable_pdf import NotingPainter, plain_letters, searchable
    from xc_gis.ui.widgets.style import FONTS

    drawn = QBuffer()
    drawn.open(QIODevice.WriteOnly)
    writer = QPdfWriter(drawn)
    writer.setResolution(200)
    writer.setTitle("某区")
    painter = NotingPainter(writer)
    if picture is not None:
        painter.drawImage(QRectF(painter.viewport()), picture, QRectF(picture.rect()))
    font = QFont()
    font.setFamilies(list(FONTS))
    font.setPixelSize(40)
    painter.setFont(plain_letters(font))
    for n, words in enumerate(lines):
        painter.drawText(QRectF(20, 20 + 80 * n, 1500, 70), 0, words)
    painter.end()
    path.write_bytes(searchable(bytes(drawn.data()), painter.words))
    return path


@pytest.mark.parametrize(
    "words",
    [
        *(RADICALS_ALIKE[n : n + 40] for n in range(0, len(RADICALS_ALIKE), 40)),
        "长者食堂(老年人) 12.5% · 50%–75% ff fi",
        "一刻钟生活圈~二〇二六年六月,共 1,234 人",
    ],
)
def test_words_of_a_sheet_are_read_letter_by_letter(qapp, tmp_path, words):
    lines = (words, "养老服务 · 覆盖率", "居民 500 人以内", "仅供内部工作使用")
    read = text_of(written(tmp_path / "map.pdf", lines))
    for wanted in lines:
        assert wanted in read


def test_document_keeps_title_and_pictures(qapp, tmp_path):
    from PyQt5.QtGui import QImage

    picture = QImage(600, 514, QImage.Format_RGB32)
    picture.fill(0xFFD08B3E)
    document = pypdfium2.PdfDocument(written(tmp_path / "map.pdf", ["星级"], picture))
    assert document.get_metadata_value("Title") == "某区"
    shown = document[0].render(scale=0.5).to_numpy()
    assert shown[shown.shape[0] // 2, shown.shape[1] // 3].tolist()[:3] in ([0x3E, 0x8B, 0xD0], [0xD0, 0x8B, 0x3E])
    document.close()
