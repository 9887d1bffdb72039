"""An older standard is copied as it is written now: caps get the condition that was computed, comments and layout stay."""

from importlib import resources

import pytest

from tests.standard.test_caps import STANDARD
from xc_gis.cli import main
from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard
from xc_gis.standard.upgrade import current_text, upgraded_text

TEXT = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")

OLD = STANDARD.replace("mandatory: ", "distance_m: 500, strict_minutes: 5, mandatory: ").replace("CAPS", """\
    - {id: V1, when: "any mandatory category == 0", cap: 2}   # ours
    - id: V3   # in lines
      when: >-
        MED or ELD
        below half
      cap: 3
      zh: 老年人
""").replace("kind: red_flag, stars: 0", "cap: 1, zh: 否决").replace("facility_types:", """\
circles:   # radii
  - {minutes: 5, distance_m: 300}

  - minutes: 10
    pop:
      - 15000
measurement: {mode: time, time_slice: any}
coverage:
  demand_point: building   # where
  unknown_max: 0.25   # A
  outputs: {low: x,
    high: y}
facility_types:""").replace("AAA", "MED").replace("BBB", "ELD")  # fmt: skip


def test_copy_of_an_old_standard_says_what_was_computed_and_keeps_the_rest():
    text = upgraded_text(OLD)
    found = parse_standard(text.encode(), "新.yaml")
    kept = {"exclude_defaults": True, "exclude": {"zh"}}
    assert [cap.model_dump(**kept) for cap in found.stars.caps] == [
        {
            "id": "V1",
            "kind": "none_covered",
            "categories": ("mandatory",),
            "count": 1,
            "stars": 2,
            "note": "any mandatory category == 0",
        },
        {
            "id": "V3",
            "kind": "senior_coverage_below",
            "categories": ("MED", "ELD"),
            "count": 1,
            "share": 0.5,
            "stars": 3,
            "note": "MED or ELD below half",
        },
        {"id": "V4", "kind": "red_flag", "stars": 1},
    ]
    assert (found.coverage.unknown_max, [cap.zh for cap in found.stars.caps]) == (0.25, ["", "老年人", "否决"])
    for comment in ("# ours", "# in lines", "# A"):
        assert comment in text
    assert upgraded_text(text) == text


def test_standard_of_today_is_copied_as_it_is():
    assert upgraded_text(TEXT) == TEXT


def test_command_copies_an_old_standard_as_it_is_written_now_and_says_so(tmp_path, capsys):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["standard", "check", str(old)])
    assert ended.value.code == 1
    assert "xc-gis standard new" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["standard", "new", "own", "--from", str(old), "--out", str(new)])
    assert ended.value.code == 0
    assert "较早版本的写法" in capsys.readouterr().err
    assert load_standard(str(new)).id == "own"
    assert old.read_text(encoding="utf-8") == OLD


def test_text_is_current_or_old_and_other_faults_stay_faults(tmp_path):
    for name, text in (("new.yaml", TEXT), ("old.yaml", OLD), ("wrong.yaml", TEXT.replace("weight: 12,", "weight: 13,"))):
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert current_text("new.yaml", base_dir=tmp_path) == (TEXT, False)
    assert current_text("old.yaml", base_dir=tmp_path) == (upgraded_text(OLD), True)
    with pytest.raises(StandardError, match="权重之和是 101"):
        current_text("wrong.yaml", base_dir=tmp_path)


def test_what_is_no_table_comes_back_as_it_is():
    for text in ("", "- 1\n", "words\n"):
        assert upgraded_text(text) == text


def test_a_cap_of_another_id_stays_as_it_is():
    text = STANDARD.replace("CAPS", '    - {id: V9, when: "x", cap: 2}')
    assert '{id: V9, when: "x", cap: 2}' in upgraded_text(text)


@pytest.mark.parametrize(
    ("table", "left"),
    [
        ("{mode: t, legs: reach}", {"legs": "reach"}),
        ("{legs: reach, mode: t}", {"legs": "reach"}),
        ("{mode: t, legs: reach, time_slice: any, leg_detour: 1.2, distance_decay: x}", {"legs": "reach", "leg_detour": 1.2}),
        ("{mode: t}", {}),
        ("\n  mode: t\n  legs: reach\n  time_slice: any", {"legs": "reach"}),
    ],
)
def test_keys_go_with_their_commas_and_lines(table, left):
    text = upgraded_text(STANDARD.replace("CAPS", "") + f"measurement: {table}\n")
    assert parse_standard(text.encode(), "x").measurement.model_dump(exclude_unset=True) == left
