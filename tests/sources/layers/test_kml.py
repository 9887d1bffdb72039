"""Places of KML and KMZ with their words, in WGS 84; no links are followed, what is no ring is none."""

import zipfile

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.layers.kml import read_kml

HEAD = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
POINT = "<Point><coordinates>116.3,39.9,5</coordinates></Point>"


def read(folder, *marks, name="a.kml"):
    (folder / name).write_text(HEAD.format("".join(marks)), encoding="utf-8")
    return read_kml(folder / name, name)


def geometry(folder, inside):
    return read(folder, f"<Placemark>{inside}</Placemark>").geometry[0]


def test_words_folder_and_fields_come_along(tmp_path):
    data = "<ExtendedData><Data name='类型'><value> PHA </value></Data><SchemaData><SimpleData name='编号'>7</SimpleData></SchemaData><Data name='name'><value>x</value></Data></ExtendedData>"
    frame = read(
        tmp_path,
        f"<Folder><name>一组</name><Placemark><name> 甲 </name><description>a<b>c</b></description>{data}{POINT}</Placemark></Folder>",
        "<Placemark/>",
    )
    assert frame.loc[0, ["name", "description", "folder", "类型", "编号"]].tolist() == ["甲", "ac", "一组", "PHA", "7"]
    assert frame.geometry[1] is None
    assert frame.crs == "EPSG:4326"


RING = "<{0}><LinearRing><coordinates>{1}</coordinates></LinearRing></{0}>"
SQUARE, HOLE = "0,0 4,0 4,4 0,4 0,0", "1,1 2,1 2,2 1,1"


@pytest.mark.parametrize(
    ("inside", "kind", "size"),
    [
        (POINT, "Point", 0), ("<LineString><coordinates>0,0 3,4</coordinates></LineString>", "LineString", 5), (f"<Polygon>{RING.format('outerBoundaryIs', SQUARE)}{RING.format('innerBoundaryIs', HOLE)}</Polygon>", "Polygon", 15.5),
        (f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>", "MultiPoint", 0), (f"<MultiGeometry>{POINT}<LineString><coordinates>0,0 3,4</coordinates></LineString></MultiGeometry>", "GeometryCollection", 5), (f"<MultiGeometry>{POINT}</MultiGeometry>", "Point", 0),
    ],
)  # fmt: skip
def test_shapes_are_read(tmp_path, inside, kind, size):
    found = geometry(tmp_path, inside)
    assert found.geom_type == kind
    assert (found.area or found.length) == pytest.approx(size)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Point/>",
        "<Point><coordinates>x,y</coordinates></Point>",
        "<Point><coordinates>116</coordinates></Point>",
        "<LineString><coordinates>0,0</coordinates></LineString>",
        f"<Polygon>{RING.format('outerBoundaryIs', '0,0 1,0 0,0')}</Polygon>",
        "<NetworkLink><Link><href>http://x</href></Link></NetworkLink>",
    ],
)
def test_what_is_no_shape_is_none(tmp_path, inside):
    assert geometry(tmp_path, inside) is None


def test_of_a_kmz_the_main_document_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr("a.kml", HEAD.format("<Placemark><name>别的</name></Placemark>"))
        archive.writestr("Doc.kml", HEAD.format("<Placemark><name>甲</name></Placemark>"))
    assert read_kml(tmp_path / "a.kmz", "a.kmz")["name"].tolist() == ["甲"]
    with zipfile.ZipFile(tmp_path / "b.kmz", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(InputError, match=r"b\.kmz 里没有 \.kml 文件"):
        read_kml(tmp_path / "b.kmz", "b.kmz")


def test_nothing_but_links_and_folders_without_end_are_told(tmp_path):
    with pytest.raises(InputError, match="没有任何地标") as caught:
        read(tmp_path, "<NetworkLink/>")
    assert "NetworkLink" in caught.value.hint
    with pytest.raises(InputError, match=r"嵌套过深|不是完整的 KML"):
        read(tmp_path, "<Folder>" * 3000 + "</Folder>" * 3000)
