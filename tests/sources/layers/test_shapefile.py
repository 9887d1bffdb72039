"""Shapefiles with all their parts, and tables alone: what is missing, empty or of another delivery is named."""

import pandas as pd
import pytest

from tests.sources.layers.test_dbf_text import NAMES, read, written
from xc_gis.errors import InputError
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_missing_part_is_named(tmp_path, part):
    path = written(tmp_path, "UTF-8")
    path.with_suffix(part).unlink()
    with pytest.raises(InputError, match=f"缺少同名的 机构{part}"):
        read(path)
    assert not path.with_suffix(part).exists()


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_an_empty_part_is_named(tmp_path, part):
    path = written(tmp_path, "UTF-8")
    path.with_suffix(part).write_bytes(b"")
    with pytest.raises(InputError, match=f"机构{part} 是空文件"):
        read(path)


def test_parts_of_two_deliveries_are_not_mixed(tmp_path):
    path = written(tmp_path, "UTF-8")
    other = tmp_path / "新"
    other.mkdir()
    written(other, "UTF-8", names=NAMES[:2])
    (other / "机构.dbf").replace(tmp_path / "机构.dbf")
    with pytest.raises(InputError, match="却有 2 行"):
        read(path)


def test_parts_in_capitals_belong_to_it(tmp_path):
    path = written(tmp_path, "GBK")
    for part in list(tmp_path.iterdir()):
        part.rename(part.with_suffix(part.suffix.upper()))
    frame, _ = read(path.with_suffix(".SHP"))
    assert frame["名称"].tolist() == NAMES


def test_a_table_alone_is_read_without_places(tmp_path):
    path = written(tmp_path, "GBK", cpg="UTF-8")
    frame, given = read_file(path.with_suffix(".dbf"), LayerTable(path="机构.dbf"), Notes("机构.dbf", ""))
    assert given is None
    assert type(frame) is pd.DataFrame
    assert frame["名称"].tolist() == NAMES
    path.unlink()
    path.with_suffix(".shx").unlink()
    again, _ = read_file(path.with_suffix(".dbf"), LayerTable(path="机构.dbf"), Notes("机构.dbf", ""))
    pd.testing.assert_frame_equal(frame, again)
