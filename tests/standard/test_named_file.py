"""A file by its shipped id or by its path; what is neither is named with what there is."""

import pytest

from xc_gis.errors import StandardError
from xc_gis.standard.named_file import MOST_BYTES, named_file, shipped_ids

SHIPPED = "xc_gis.standard.shipped"


def test_shipped_ids_and_paths(tmp_path):
    assert shipped_ids(SHIPPED) == ("bianmin-circle-default", "xicheng-ykz-default")
    assert named_file("xicheng-ykz-default", SHIPPED, "标准")[1] == "xicheng-ykz-default.yaml"
    (tmp_path / "own.yaml").write_bytes(b"a: 1\n")
    assert named_file("own.yaml", SHIPPED, "标准", base_dir=tmp_path) == (b"a: 1\n", "own.yaml")
    assert named_file(str(tmp_path / "own.yaml"), SHIPPED, "标准")[0] == b"a: 1\n"


def test_what_is_neither_is_refused(tmp_path):
    with pytest.raises(StandardError, match=r"找不到标准 “own\.yaml”") as caught:
        named_file("own.yaml", SHIPPED, "标准", base_dir=tmp_path)
    assert "bianmin-circle-default、xicheng-ykz-default" in str(caught.value)
    (tmp_path / "big.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(StandardError, match=r"big\.yaml 大于 5 MB，不是标准"):
        named_file("big.yaml", SHIPPED, "标准", base_dir=tmp_path)
