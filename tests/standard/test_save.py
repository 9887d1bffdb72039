"""A standard is saved as a new version in a new file: it reads as edited, names its base, and takes nobody's place."""

from importlib import resources

import pytest

from xc_gis.cli import main
from xc_gis.errors import OutputError, StandardError
from xc_gis.standard import diff_standards, load_standard
from xc_gis.standard.draft import Draft
from xc_gis.standard.save import check_name, file_name, next_version, save_standard, standard_text

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def draft():
    return Draft(TEXT, NAME)


def test_saved_version_reads_as_edited_and_names_its_base(tmp_path, draft):
    draft.set(("categories", "MED", "minutes"), 12)
    path = tmp_path / "xicheng-2026-0.2.0.yaml"
    save_standard(draft, path, standard_id="xicheng-2026", version="0.2.0")
    saved = load_standard(str(path))
    assert (saved.id, saved.version) == ("xicheng-2026", "0.2.0")
    assert path.read_text(encoding="utf-8").startswith(f"# 由 {NAME} 0.1.0 另存\n")
    assert {c.key for c in diff_standards(draft.base, saved)} == {"meta.id", "meta.version", "categories.MED.minutes"}
    assert standard_text(str(path)) == path.read_text(encoding="utf-8")


def test_nothing_is_overwritten(tmp_path, draft):
    path = tmp_path / "own.yaml"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(StandardError, match="已存在"):
        save_standard(draft, path, standard_id="own", version="1")
    assert path.read_text(encoding="utf-8") == "x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("standard_id", "version", "words"),
    [
        (NAME, "9.9.9", "内置标准"),
        ("a/b", "1", "不可用"),
        ("own", "", "版本号"),
        ("own", "1/2", "版本号"),
        ("base", "1", "已有版本 1"),
    ],
)
def test_id_or_version_that_is_taken_is_refused(standard_id, version, words):
    with pytest.raises(StandardError, match=words):
        check_name(standard_id, version, "base", "1")


def test_wrong_draft_is_not_saved(tmp_path, draft):
    draft.set(("categories", "MED", "weight"), 10)
    with pytest.raises(StandardError, match="权重之和是 98"):
        save_standard(draft, tmp_path / "own.yaml", standard_id="own", version="1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after"), [("0.1.0", "0.2.0"), ("1.9.3", "1.10.0"), ("3", "4"), ("试行", "试行.1"), ("试行.1", "试行.2")]
)
def test_next_version_grows(before, after):
    assert next_version(before) == after


def test_command_line_makes_a_copy_to_edit(tmp_path, capsys):
    out = tmp_path / "own.yaml"
    with pytest.raises(SystemExit) as ended:
        main(["standard", "new", "own", "--from", NAME, "--out", str(out)])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert (load_standard(str(out)).id, load_standard(str(out)).version) == ("own", "0.2.0")
    with pytest.raises(SystemExit) as ended:
        main(["standard", "new", "own", "--from", str(out), "--out", str(out)])
    assert ended.value.code == 1
    assert "已存在" in capsys.readouterr().err


def test_text_of_a_shipped_standard_is_its_file_and_of_a_path_is_taken_from_the_folder(tmp_path):
    assert standard_text(NAME) == TEXT
    (tmp_path / "own.yaml").write_text("\ufeff" + TEXT, encoding="utf-8")
    assert standard_text("own.yaml", base_dir=tmp_path) == TEXT
    with pytest.raises(StandardError):
        standard_text("nothing.yaml", base_dir=tmp_path)


def test_file_is_named_after_id_and_version():
    assert file_name("西城-2026", "0.2.0") == "西城-2026-0.2.0.yaml"


def test_folder_that_is_not_there_is_told_and_nothing_is_left(tmp_path, draft):
    with pytest.raises(OutputError, match=r"own\.yaml"):
        save_standard(draft, tmp_path / "none" / "own.yaml", standard_id="own", version="1")
    assert list(tmp_path.iterdir()) == []
