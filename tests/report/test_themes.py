"""
The table of colours and class limits: read alike in grey and without red and green, and written nowhere else.

Lightness is CIE L* from relative luminance Y (IEC 61966-2-1 for sRGB; L* = 116 f(Y) - 16, ISO/CIE 11664-4), which is what a
grey print keeps. An eye without the receptors for green is simulated by the matrix for deuteranomaly of severity 1.0 in Machado,
Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009, applied to linear RGB; distances are CIE76, the length of the difference in
L*a*b* (D65).
"""

import io
import itertools
import re
import tokenize
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from xc_gis.report import themes
from xc_gis.report.themes import BEYOND_DOT, GAP_DOTS, ISOCHRONES, PREVIEW_AMOUNTS, THEMES, page_themes

LEAST_LIGHTNESS = 10.0
"""Between neighbouring classes as they are printed: L* runs from 0 to 100, and two fields side by side differ visibly from 1 on."""

LEAST_APART = 10.0
"""Between any two classes for an eye without green; 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck 1994)."""

LEAST_CONTRAST = 3.0
"""Of a dot to its white rim: WCAG 2.1, 1.4.11 for what is no text."""

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])
WITHOUT_GREEN = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)  # fmt: skip

RAMPS = {**{name: theme.colours for name, theme in THEMES.items()}, "amounts of a preview": PREVIEW_AMOUNTS}
DOTS = {"people in gap": [d.colour for d in (*GAP_DOTS, BEYOND_DOT)], "isochrones": ISOCHRONES[::-1]}


def eighths(colour):
    return np.array(list(bytes.fromhex(colour[1:])), dtype=float)


def on_the_map(colour):
    """Red, green, blue 0-1 of a class as it lies on the ground of the map."""
    return eighths(themes.on_the_map(colour)) / 255


def linear(rgb):
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(light):
    relative = TO_XYZ @ light / WHITE
    f = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def lightness(rgb):
    return lab(linear(rgb))[0]


def without_green(rgb):
    return lab(np.clip(WITHOUT_GREEN @ linear(rgb), 0, 1))


def luminance(colour):
    return float(TO_XYZ[1] @ linear(eighths(colour) / 255))


def test_measures_agree_with_published_values():
    """White and mid grey of sRGB in L*; grey stays grey for every eye."""
    assert lightness(np.ones(3)) == pytest.approx(100, abs=1e-3)
    assert lightness(np.full(3, 119 / 255)) == pytest.approx(50, abs=0.1)
    assert without_green(np.full(3, 0.5))[1:] == pytest.approx([0, 0], abs=0.1)


@pytest.mark.parametrize("name", [*RAMPS, *DOTS])
def test_classes_grow_darker_or_lighter_all_the_way_in_steps_that_grey_print_shows(name):
    colours = [on_the_map(c) for c in RAMPS[name]] if name in RAMPS else [eighths(c) / 255 for c in DOTS[name]]
    steps = np.diff([lightness(c) for c in colours])
    assert (np.abs(steps) >= LEAST_LIGHTNESS).all()
    assert len(set(np.sign(steps))) == 1


@pytest.mark.parametrize("name", RAMPS)
def test_any_two_classes_are_told_apart_without_red_and_green(name):
    seen = [without_green(on_the_map(c)) for c in RAMPS[name]]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) >= LEAST_APART


def test_the_more_of_what_a_theme_names_the_darker():
    assert lightness(eighths(THEMES["stars"].colours[5]) / 255) < lightness(eighths(THEMES["stars"].colours[0]) / 255)
    for name, first_is_dark in (("coverage", False), ("joint", False), ("gaps", False), ("minutes_in_thirds", True)):
        first, *_, last = (lightness(eighths(c) / 255) for c in THEMES[name].colours)
        assert (first < last) == first_is_dark


@pytest.mark.parametrize("colour", DOTS["people in gap"])
def test_people_in_gap_stand_out_from_their_white_rim(colour):
    assert (1.0 + 0.05) / (luminance(colour) + 0.05) >= LEAST_CONTRAST


def test_covered_stands_out_from_gap_in_grey():
    covered, gap = (lightness(eighths(c) / 255) for c in (themes.COVERED, themes.GAP))
    assert gap - covered >= 2 * LEAST_LIGHTNESS


def test_lines_of_the_hatch_are_seen_and_its_ground_is_no_class():
    """Unknown is told by its lines; no class has the colour of its ground or of its lines."""
    assert lightness(eighths(themes.UNKNOWN) / 255) - lightness(eighths(themes.UNKNOWN_LINE) / 255) >= 2 * LEAST_LIGHTNESS
    assert not {themes.UNKNOWN, themes.UNKNOWN_LINE} & {c for colours in RAMPS.values() for c in colours}


@pytest.mark.parametrize("name", THEMES)
def test_limits_grow_and_every_value_has_a_class(name):
    limits = [c.limit for c in THEMES[name].classes]
    assert limits == sorted(set(limits))
    assert limits[-1] == (5 if name == "stars" else float("inf"))


def test_words_say_the_limits():
    words = [c.words[0].format(*c.words[1:]) for c in (*THEMES["coverage"].classes, *THEMES["gaps"].classes)]
    assert words == [
        "50% 以下", "50%–75%", "75%–90%", "90%–100%", "100%",
        "没有缺口", "50 人以内", "51–200 人", "201–500 人", "501–1000 人", "多于 1000 人",
    ]  # fmt: skip


# -- written nowhere else ----------------------------------------------------------------------------------------------
PACKAGE = Path(str(resources.files("xc_gis")))
TABLE = Path(themes.__file__)
SOURCES = sorted(
    path
    for pattern in ("*.py", "*.js", "*.css", "*.html", "*.svg")
    for root in (PACKAGE, PACKAGE.parent / "tools", PACKAGE.parent / "benchmarks")
    for path in root.rglob(pattern)
    if path != TABLE
)
PLAIN = {"#ffffff", "#fff", "#000000", "#000"}
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
BARE = re.compile(r"""["']([0-9a-fA-F]{6})["']""")
PARTS = re.compile(r"(?:QColor|rgba?)\(\s*(\d+), *(\d+), *(\d+)")
NUMBER = re.compile(r"(?<![\w.])(?:\d+\.?\d*|\.\d+)(?![\w.])")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|//[^\n]*|/\*.*?\*/', re.DOTALL)


def theme_colours():
    bars = {themes.COVERED, themes.GAP, themes.UNKNOWN, themes.UNKNOWN_LINE}
    ramps = {c for colours in (*RAMPS.values(), *DOTS.values(), themes.PREVIEW_KINDS) for c in colours}
    return (bars | ramps | {themes.PREVIEW_OTHERS, themes.MARKS["facility"], themes.MARKS["left_out"]}) - PLAIN


def colours_in(text):
    """Colours of a source: ``#rrggbb``, ``"rrggbb"``, ``QColor(r, g, b)``, ``rgb(r, g, b)``."""
    parts = ("#" + "".join(f"{min(int(n), 255):02x}" for n in found) for found in PARTS.findall(text))
    return {c.lower() for c in (*HEX.findall(text), *(f"#{c}" for c in BARE.findall(text)), *parts)}


def numbers_in(path, text):
    """Numbers of a source in their order, without those in texts and comments."""
    if path.suffix == ".py":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return [
            float(t.string.replace("_", ""))
            for t in tokens
            if t.type == tokenize.NUMBER and t.string.replace("_", "").replace(".", "").isdigit()
        ]
    return [float(found) for found in NUMBER.findall(TEXT.sub(" ", text))]


def holds(numbers, wanted):
    return any(numbers[i : i + len(wanted)] == wanted for i in range(len(numbers)))


def limits_as_written():
    """Limits of each theme, as a source would list them, whole ones and fractions alike, up or down."""
    shares, heads = list(themes.SHARES[:3]), [float(n) for n in themes.HEADS[1:]]
    for wanted in (shares, heads, [1.0, 3.0, 2.0, 3.0, 1.0, 1.5, 2.0], [1.0, 1.5, 2.0]):
        yield wanted
        yield wanted[::-1]


def test_no_other_source_writes_a_colour_of_a_theme():
    assert len(SOURCES) > 300
    colours = theme_colours()
    found = {f"{p.name}: {c}" for p in SOURCES for c in colours_in(p.read_text(encoding="utf-8")) if c in colours}
    assert found == set()


def test_scripts_of_the_map_write_no_colour_at_all():
    scripts = [p for p in SOURCES if p.suffix == ".js"]
    assert scripts
    assert {f"{p.name}: {c}" for p in scripts for c in colours_in(p.read_text(encoding="utf-8")) - PLAIN} == set()


def test_no_other_source_writes_the_limits_of_a_theme():
    sources = [
        p for p in SOURCES if p.suffix == ".js" or p.is_relative_to(PACKAGE / "ui") or p.is_relative_to(PACKAGE / "report")
    ]
    found = {
        f"{p.name}: {wanted}"
        for p in sources
        if p.suffix in {".py", ".js"}
        for numbers in [numbers_in(p, p.read_text(encoding="utf-8"))]
        for wanted in limits_as_written()
        if holds(numbers, wanted)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", 'var BINS = [[0.5, "#8c510a", t("50% 以下")], [0.75, "x", "50%–75%"], [.9, "y"]];'),
        ("a.js", "var THIRDS = [[1 / 3], [2 / 3], [1], [1.5], [2]];"),
        ("a.py", 'PEOPLE = ((50, "没有"), (200, "x"), (500, "y"), (1_000, "z"))\n'),
    ],
)
def test_limits_written_elsewhere_would_be_found(name, text):
    assert any(holds(numbers_in(Path(name), text), wanted) for wanted in limits_as_written())


@pytest.mark.parametrize("written", ["#2F8F83", '"2f8f83"', "QColor(47, 143, 131, 90)", "rgba(47, 143, 131, 0.5)"])
def test_colours_written_elsewhere_would_be_found(written):
    assert colours_in(f"a = {written}") == {themes.COVERED}


@pytest.mark.parametrize("colour", [c for theme in THEMES.values() for c in theme.colours])
def test_letters_are_read_on_every_tint(colour):
    assert (luminance(themes.tint(colour)) + 0.05) / 0.05 >= 4.5  # WCAG 2.1, 1.4.3


def test_legend_shows_a_class_as_the_map_does():
    """A grey print is read by lightness: a swatch darker than its communities would be the next class."""
    assert themes.on_the_map("#000000") == "#2b2b2c"  # 18 % of the ground shines through
    for theme in page_themes()["classes"].values():
        assert [c["shown"] for c in theme["classes"]] == [themes.on_the_map(c["colour"]) for c in theme["classes"]]


def test_page_gets_every_class_with_its_limit_and_colour():
    page = page_themes()
    for name, theme in THEMES.items():
        sent = page["classes"][name]["classes"]
        assert [c["colour"] for c in sent] == list(theme.colours)
        assert [float("inf") if c["limit"] is None else c["limit"] for c in sent] == [c.limit for c in theme.classes]
