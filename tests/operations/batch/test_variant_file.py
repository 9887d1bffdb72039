"""A variant is a study of its own that reads the same files: what it names, corrections and standards among it, is found from elsewhere."""

from datetime import date
from importlib import resources

import pytest

from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.errors import StudyError
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.store_url import store_url
from xc_gis.operations.batch.variant_file import variant_text, write_variant
from xc_gis.operations.study import read_study
from xc_gis.operations.years.archive_layout import archived_study
from xc_gis.sources.study.draft import StudyDraft

VARIANT = Variant((), date(2025, 6, 30), (("walk.speed.adult", 1.0),))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("base"), study="# a remark\n" + STUDY)
    rows = "操作,设施编号,说明\n忽略,F2,\n"
    (path.parent / "study.corrections.csv").write_text(rows, encoding="utf-8")
    return path


def test_a_variant_reads_what_its_study_reads(base, tmp_path):
    place = tmp_path / "deep" / "v.toml"
    write_variant(base, VARIANT, place)
    one, other = read_study(base), read_study(place)
    assert other.data.facilities["facility_id"].tolist() == one.data.facilities["facility_id"].tolist()
    assert [(i.role, i.path, i.sha256) for i in other.data.inputs] == [(i.role, i.path, i.sha256) for i in one.data.inputs]
    assert (other.file.study.date, other.settings.speed("adult")) == (date(2025, 6, 30), 1.0)
    assert "# a remark" in place.read_text(encoding="utf-8")


def test_a_variant_of_a_study_in_a_store_names_the_store(base, tmp_path):
    own = str(tmp_path / "own.yaml")
    text = variant_text(base, Variant((own,)), tmp_path / "s", store_url("s3://bucket/west")).decode()
    assert 'folder = "s3://bucket/west"' in text
    assert f'standard = "{own}"' in text
    assert str(base.parent) not in text


def test_a_variant_that_says_the_same_is_left_alone(base, tmp_path):
    write_variant(base, VARIANT, tmp_path / "v.toml")
    before = (tmp_path / "v.toml").stat().st_mtime_ns
    write_variant(base, VARIANT, tmp_path / "v.toml")
    assert (tmp_path / "v.toml").stat().st_mtime_ns == before


def test_a_standard_from_a_file_is_found_from_elsewhere(base, tmp_path):
    text = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_bytes()
    (tmp_path / "own.yaml").write_bytes(text)
    write_variant(base, Variant((str(tmp_path / "own.yaml"),)), tmp_path / "s" / "v.toml")
    assert read_study(tmp_path / "s" / "v.toml").standard.sha256 == read_study(base).standard.sha256


def test_an_archive_and_the_window_find_the_files_of_a_variant(base, tmp_path):
    write_variant(base, VARIANT, tmp_path / "v.toml")
    packed = archived_study(tmp_path / "v.toml")
    assert {path.name for path in packed.files.values()} >= {"v.toml", "streets.osm", "residents.csv", "study.corrections.csv"}
    assert not [name for name in packed.files if ".." in name]
    assert StudyDraft.open(tmp_path / "v.toml").folder.resolve() == base.parent.resolve()


def test_a_variant_whose_study_has_gone_says_so(base, tmp_path):
    write_variant(base, VARIANT, tmp_path / "v.toml")
    text = (tmp_path / "v.toml").read_text(encoding="utf-8")
    (tmp_path / "v.toml").write_text(text.replace("folder = ", 'folder = "gone" #'), encoding="utf-8")
    with pytest.raises(StudyError, match="gone"):
        read_study(tmp_path / "v.toml")
