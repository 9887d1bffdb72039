"""The manual: its pages, what they quote of the window, where F1 opens them, and that nothing leaves the program."""

import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt, QUrl
from PyQt5.QtGui import QKeySequence, QTextDocument
from PyQt5.QtWidgets import QApplication, QPushButton

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import own_copy, window_of
from tools.list_messages import english, every_sentence, gaps, loose_texts
from xc_gis.languages import CHINESE
from xc_gis.languages.message import wide_template
from xc_gis.languages.punctuation import wide
from xc_gis.ui.manual.text.pages import FIRST, manual_folder, read_pages
from xc_gis.ui.manual.text.places import PAGE_OF, PAGE_OF_STEP, page_of
from xc_gis.ui.manual.text.rendering import PAGE, PICTURE, bold_words, links_of, plain_text_of
from xc_gis.ui.shell.menus import MENUS, SHORTCUTS
from xc_gis.wording import window as words

LANGUAGES = ("zh", "en")
MENU_PATH = re.compile(r"\*\*([^*]+)\*\* → \*\*([^*]+)\*\*")
KEY_ROW = re.compile(r"^\| `([^`]+)` \| \*\*([^*]+)\*\*", re.MULTILINE)


def pages(language):
    return read_pages(manual_folder(), language)


def every_page():
    return [
        pytest.param(language, page, id=f"{language}/{page.name}") for language in LANGUAGES for page in pages(language).values()
    ]


def bare(text):
    """As quoted: without the letter of a menu, without the space that Chinese does not need, the first letter small."""
    text = re.sub(r"\(&.\)", "", text).replace("&", "").strip()
    return text[:1].lower() + text[1:]


@functools.cache
def texts_of_the_source():
    """Every message of the source with the loose texts of the window; read once."""
    return frozenset({*every_sentence(), *(text for texts in loose_texts().values() for text in texts)})


@functools.cache
def texts_of_the_window(language):
    """All that the window can say, with gaps, read from its source: what is no longer in it is not quoted rightly."""
    number = LANGUAGES.index(language)
    shell = {pair[number] for pair in words._WORDS.values()}
    every = texts_of_the_source()
    assert len(every) > 1_500
    filled = (
        {wide_template(text) if gaps(text) else wide(text) for text in every}
        if language == "zh"
        else {form for text in english().values() for form in ((text,) if isinstance(text, str) else text)}
    )
    return {bare(text) for text in shell | filled if text}


def is_shown(quoted, texts):
    """Whether the window says so: word by word, or as a sentence with gaps that fill less than half of it."""
    text = bare(quoted)
    if text in texts:
        return True
    fixed = {t: re.split(r"\{[^{}]*\}", t) for t in texts if "{" in t}
    return any(
        2 * sum(map(len, parts)) > len(text) and re.fullmatch(".+".join(map(re.escape, parts)), text) for parts in fixed.values()
    )


# -- the pages ---------------------------------------------------------------------------------------------------------
def test_both_languages_have_the_same_pages_and_each_is_listed_once():
    chinese, english = pages("zh"), pages("en")
    assert list(chinese) == list(english)
    assert len(chinese) == 21
    for language in LANGUAGES:
        files = {file.stem for file in (manual_folder() / language).glob("*.md")}
        assert files == set(pages(language))
        listed = re.findall(r"\]\(([\w-]+)\.md\)", pages(language)[FIRST].text)
        assert len(listed) == len(set(listed))


@pytest.mark.parametrize(("language", "page"), every_page())
def test_title_of_a_page_is_that_of_the_contents(language, page):
    assert page.text.startswith(f"# {page.title}\n")


@pytest.mark.parametrize(("language", "page"), every_page())
def test_links_and_pictures_of_a_page_exist_and_none_leads_outside(language, page):
    for link in links_of(page.text):
        if picture := PICTURE.match(link):
            assert (manual_folder() / "pictures" / picture[1]).is_file(), link
        else:
            assert (found := PAGE.match(link)), link
            assert found[1] in pages(language), link


@pytest.mark.parametrize(("language", "page"), every_page())
def test_no_mark_of_markdown_is_left_in_what_is_read(language, page):
    """Marks of bold beside full-width brackets are none to Markdown: they need a space."""
    assert not re.search(r"\*\*|\]\(|`", plain_text_of(page.text))


def test_every_picture_of_the_folder_is_used_and_made_by_the_script():
    used = {link for language in LANGUAGES for page in pages(language).values() for link in links_of(page.text)}
    made = (Path(__file__).parents[3] / "tools" / "make_manual_pictures.py").read_text(encoding="utf-8")
    for picture in (manual_folder() / "pictures").iterdir():
        assert f"../pictures/{picture.name}" in used
        assert f'"{picture.stem.removeprefix("en-")}"' in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_the_manual_quotes_is_one_of_the_window(language):
    texts = texts_of_the_window(language)
    unknown = {
        f"{page.name}: {quoted}"
        for page in pages(language).values()
        for quoted in bold_words(page.text)
        if not is_shown(quoted, texts)
    }
    assert not unknown


def test_a_word_that_the_window_does_not_say_is_found():
    texts = texts_of_the_window("zh")
    assert is_shown("打开示例数据（虚构）", texts)
    assert is_shown("距 3 星还差", texts)
    assert not is_shown("打开样例", texts)
    assert not is_shown("设施甲", texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_keys_of_the_manual_are_those_of_the_window(language):
    number = LANGUAGES.index(language)

    def text_of(key):
        return words._WORDS[key][number]

    menus = {(bare(text_of(name)), bare(text_of(key))) for name, keys in MENUS for key in keys if key != "-"}
    quoted = [(bare(a), bare(b)) for page in pages(language).values() for a, b in MENU_PATH.findall(page.text)]
    assert len(quoted) >= 7
    assert set(quoted) <= menus
    rows = dict(KEY_ROW.findall(pages(language)["keys"].text))
    assert rows == {**rows, **{keys: text_of(key) for key, keys in SHORTCUTS.items()}}
    assert all(QKeySequence(keys).toString() for keys in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stars_of_the_manual_are_those_of_the_standard(language):
    from xc_gis.standard.load import load_standard

    standard = load_standard("xicheng-ykz-default")
    text = pages(language)["stars"].text
    for stars, level in standard.levels.items():
        if not stars:
            continue
        row = next(line for line in text.splitlines() if line.startswith(f"| {stars} |"))
        cells = [cell.strip() for cell in row.split("|")[2:5]]
        wanted = [level.min_score, level.mandatory_each_min, level.min_completeness]
        assert cells[0] == f"{wanted[0]:g}"
        assert cells[1:] == [f"{share:.0%}" if share else "" for share in wanted[1:]]


def test_english_pages_have_no_chinese_but_names_of_the_data():
    for page in pages("en").values():
        assert not CHINESE.search(page.text.replace("养老服务", "")), page.name


def test_every_place_of_the_window_has_a_page():
    for language in LANGUAGES:
        assert {*PAGE_OF.values(), *PAGE_OF_STEP.values()} <= set(pages(language))
    assert page_of("step", "queue") == "09-placing"


def test_a_build_takes_the_manual_along(tmp_path):
    root = Path(__file__).parents[3]
    build = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    copied = tmp_path / "xc_gis" / "docs" / "manual"
    files = {file.relative_to(manual_folder()) for file in manual_folder().rglob("*") if file.is_file()}
    assert {file.relative_to(copied) for file in copied.rglob("*") if file.is_file()} == files


# -- the window --------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def opened(qapp, small_run, small_study, tmp_path_factory):
    """A window, and the small study with its run."""
    with window_of(tmp_path_factory.mktemp("home")) as window:
        yield window, own_copy(small_study, tmp_path_factory.mktemp("manual"))


@pytest.fixture
def window(opened):
    return opened[0]


def f1(qtbot, window):
    """Press the key where the keyboard is, once the window has it; the manual stands at its first page before."""
    if (manual := window._actions._manual) is not None:
        manual.browser.show_page(FIRST)
        manual.hide()

    def opened_by_the_key():
        window.activateWindow()
        qtbot.keyClick(window.focusWidget() or window, Qt.Key_F1)
        return window._actions._manual is not None and window._actions._manual.isVisible()

    qtbot.waitUntil(opened_by_the_key, timeout=WAIT_MS)
    return window._actions._manual


def test_f1_is_the_key_of_the_manual(window):
    assert window.menus.actions["manual"].shortcut() == QKeySequence(Qt.Key_F1)
    assert window.menus.actions["manual"].text() == "使用手册"


def test_f1_opens_the_page_that_belongs_to_each_place(opened, qtbot):
    window, study = opened
    from xc_gis.ui.shell.pages import HOME, MAP, PLANNING, STANDARD, STUDY, VOICES

    window.show_page(HOME)
    assert f1(qtbot, window).browser.page == "01-sample"
    window.open_study(study)
    qtbot.waitUntil(lambda: window.display.work.has_map and window.display.work.map.is_ready, timeout=WAIT_MS)
    window.show_page(MAP)
    assert f1(qtbot, window).browser.page == "02-star-map"
    window.display.table.view.setFocus()
    assert f1(qtbot, window).browser.page == "03-worst-gap"
    window.presenter.choose_community("C1")
    next(b for b in window.display.sheet.findChildren(QPushButton) if b.isVisible()).setFocus()
    assert f1(qtbot, window).browser.page == "05-next-star"
    for card in (window.display.work.totals_card, window.display.work.measure_card, window.display.work.facility_card):
        window.display.work.right.setCurrentWidget(card)
        assert f1(qtbot, window).browser.page == "tools"
    window.display.work.right.setCurrentWidget(window.display.sheet)
    window.show_page(PLANNING)
    assert f1(qtbot, window).browser.page == "13-planning"
    window.show_page(VOICES)
    assert f1(qtbot, window).browser.page == "15-voices"
    window.show_page(STANDARD)
    assert f1(qtbot, window).browser.page == "10-standard"
    window.show_page(STUDY)
    page = window.study_page
    qtbot.waitUntil(lambda: page.presenter.draft is not None, timeout=WAIT_MS)
    for step, wanted in (
        ("network", "07-own-data"),
        ("inventory", "06-unknown"),
        ("queue", "09-placing"),
        ("unknown", "06-unknown"),
    ):
        page.presenter.choose(step)
        assert f1(qtbot, window).browser.page == wanted
    page.presenter.choose("network")
    qtbot.waitUntil(lambda: not page.presenter.is_checking, timeout=WAIT_MS)
    page.findings._area.setFocus()
    assert f1(qtbot, window).browser.page == "08-check"
    window.show_page(MAP)
    window.display.show_earlier_runs([], [], has_before=True)
    dialog = QApplication.activeModalWidget()
    manual = window._actions._manual

    def at_the_page_of_comparing():
        dialog.activateWindow()
        qtbot.keyClick(dialog, Qt.Key_F1)
        return manual.browser.page == "11-compare"

    qtbot.waitUntil(at_the_page_of_comparing, timeout=WAIT_MS)
    dialog.close()


def test_contents_follow_the_page_and_lead_to_it(window, qtbot):
    manual = f1(qtbot, window)
    for name in manual.pages:
        manual.browser.show_page(name)
        assert manual.contents.currentItem().data(Qt.UserRole) == name
        assert manual.browser.toPlainText().strip()
    item = next(i for n in range(manual.contents.count()) if (i := manual.contents.item(n)).data(Qt.UserRole) == "stars")
    manual.contents.setCurrentItem(item)
    assert manual.browser.page == "stars"


def test_links_lead_to_pages_and_back_leads_back(window, qtbot):
    manual = f1(qtbot, window)
    manual.browser.show_page("README")
    manual.browser.anchorClicked.emit(QUrl("06-unknown.md"))
    assert manual.browser.page == "06-unknown"
    manual.back.click()
    assert manual.browser.page == "README"
    manual.on.click()
    assert manual.browser.page == "06-unknown"


@pytest.mark.parametrize(
    "address", ["https://example.org/", "file:///etc/passwd", "../../LICENSE", "qrc:/x", "../pictures/../../x.png"]
)
def test_nothing_else_is_read_or_opened(window, qtbot, address):
    manual = f1(qtbot, window)
    manual.browser.show_page("stars")
    before = manual.browser.toPlainText()
    manual.browser.anchorClicked.emit(QUrl(address))
    assert (manual.browser.page, manual.browser.toPlainText()) == ("stars", before)
    for kind in (QTextDocument.HtmlResource, QTextDocument.ImageResource, QTextDocument.StyleSheetResource):
        assert manual.browser.loadResource(kind, QUrl(address)) is None
    assert not manual.browser.openExternalLinks()


def test_words_are_found_in_the_page_then_in_the_others(window, qtbot):
    manual = f1(qtbot, window)
    manual.browser.show_page("01-sample")
    manual.look_for("图例", forwards=True)
    assert (manual.browser.page, manual.browser.textCursor().selectedText()) == ("01-sample", "图例")
    manual.look_for("一票否决", forwards=True)
    assert (manual.browser.page, manual.browser.textCursor().selectedText()) == ("07-own-data", "一票否决")
    manual.resize(manual.width() - 80, manual.height())  # the page is laid out anew: what was found stays marked
    qtbot.waitUntil(lambda: manual.browser._fitted == manual.browser._room(), timeout=WAIT_MS)
    assert manual.browser.textCursor().selectedText() == "一票否决"
    manual.look_for("绝无此词", forwards=True)
    assert manual.find_bar.answer.text() == "没有找到"


def test_pictures_are_as_broad_as_the_page_and_open_in_full_size(window, qtbot):
    manual = f1(qtbot, window)
    manual.resize(900, 600)
    manual.browser.show_page("01-sample")
    picture = manual.browser.loadResource(QTextDocument.ImageResource, QUrl("../pictures/home.png"))
    assert 0 < picture.width() <= manual.browser.width()
    manual.browser.anchorClicked.emit(QUrl("../pictures/home.png"))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_a_manual_that_lost_a_page_is_refused_in_words(window, qtbot, tmp_path, monkeypatch):
    from xc_gis.ui.shell import help as help_

    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "README.md").write_text("# 使用手册\n\n1. [甲](gone.md)\n", encoding="utf-8")
    failures = []
    monkeypatch.setattr(window.display, "show_failure", failures.append)
    monkeypatch.setattr(window._actions, "_manual", None)
    for folder in (tmp_path, None):
        monkeypatch.setattr(help_, "manual_folder", lambda folder=folder: folder)
        window.menus.actions["manual"].trigger()
    assert [(f.message, f.hint) for f in failures] == 2 * [("没有找到随程序附带的使用手册", "请重新安装程序")]


def test_manual_speaks_english_and_closes_with_the_window(qapp, qtbot, tmp_path):
    from tests.ui.test_english_window import in_sight
    from xc_gis.ui.shell.main_window import MainWindow
    from xc_gis.ui.widgets.memory import Memory

    words.use("en")
    try:
        window = MainWindow(Memory(tmp_path / "window.ini"))
        qtbot.addWidget(window)
        window.show()
        manual = f1(qtbot, window)
        assert not {text for text in in_sight(manual) if CHINESE.search(text)}
        assert "Open the sample" in manual.browser.toPlainText()
        window.close()
        assert not manual.isVisible()
    finally:
        words.use("zh")
