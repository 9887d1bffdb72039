"""Markdown as Qt understands it, and as plain words to search in: what is written shows as it is written."""

from xc_gis.ui.manual.text.rendering import bold_words, html_of, links_of, plain_text_of


def test_html_in_a_page_is_shown_as_it_is_written():
    made = html_of("# A <img src=x>\n\n<script>alert(1)</script>\n")
    assert "<script" not in made
    assert "<img" not in made


def test_a_picture_opens_itself_and_leaves_no_room_below():
    made = html_of("![首页](../pictures/home.png)")
    assert made.startswith('<p style="line-height: 100%"><a href="../pictures/home.png"><img src="../pictures/home.png"')


def test_plain_text_holds_what_is_read_and_no_marks():
    assert plain_text_of("# 甲\n\n**乙** [丙](a.md) `丁`\n\n| 戊 |\n|---|\n| 己 |") == "甲\n乙 丙 丁\n戊\n己"


def test_tables_have_borders_as_attributes():
    assert '<table border="1" cellspacing="0" cellpadding="6">' in html_of("| 甲 |\n|---|\n| 乙 |")


def test_pictures_of_other_places_are_no_links():
    assert "<a " not in html_of("![x](elsewhere/home.png)")
    assert "<a " not in html_of("![x](../pictures/../secret.png)")


def test_bold_words_and_links_are_found():
    text = "点 **运行**，见 [甲](01-a.md)。\n\n- **停** 和 **保存 `A`** ![图](../pictures/a.png)"
    assert bold_words(text) == ["运行", "停", "保存 A"]
    assert links_of(text) == ["01-a.md", "../pictures/a.png"]
