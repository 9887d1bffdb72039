"""
Write ``tests/data/messy``: small files as they come out of offices, each named for its fault.

The places are those of the town in ``tests/fixtures/small_study.py``. The files are committed; this script says how each
came about and writes the same bytes every time.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fixtures.small_study import degrees  # noqa: E402
from tests.fixtures.towns import ORIGIN  # noqa: E402
from xc_gis.sources.crs.gcj02 import gcj02_to_bd09, wgs84_to_gcj02  # noqa: E402
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS  # noqa: E402

OUT = ROOT / "tests" / "data" / "messy"
TIME = (2026, 6, 30, 0, 0, 0)

TWELVE = [(x, y) for y in (215.0, 605.0, 1010.0) for x in (130.0, 720.0, 1390.0, 2210.0)]
FORTY = [(x + 7.0 * (y // 100), y + 11.0 * (x // 300)) for y in (90.0, 310.0, 530.0, 750.0, 970.0) for x in range(60, 2400, 300)]
HEAD = ["编号", "名称", "类型", "地址", "经度", "纬度"]

Table = list[list[object]]


COMMUNITIES = ("槐树社区", "柳荫社区", "松林社区", "竹园社区", "梅花社区", "桃源社区")
"""The town in six: three from west to east, twice from south to north."""


def side(place: tuple[float, float]) -> str:
    """Community of a place in the town."""
    return COMMUNITIES[int(place[0] // 800) + 3 * int(place[1] // 600)]


def lonlat(places: Sequence[tuple[float, float]], crs: str = EXCHANGE_CRS) -> list[tuple[float, float]]:
    """Places of the town as a file of that system has them."""
    xy = degrees(places)
    if crs in {"GCJ-02", "BD-09"}:
        shifted = wgs84_to_gcj02(*xy.T)
        xy = np.column_stack(gcj02_to_bd09(*shifted) if crs == "BD-09" else shifted)
    elif crs != EXCHANGE_CRS:
        xy = shapely.get_coordinates(gpd.GeoSeries(shapely.points(xy), crs=EXCHANGE_CRS).to_crs(crs).to_numpy())
    digits = 7 if crs in {EXCHANGE_CRS, "GCJ-02", "BD-09"} else 3
    return [(round(float(x), digits), round(float(y), digits)) for x, y in xy]


def clinics(places: Sequence[tuple[float, float]] = TWELVE, crs: str = EXCHANGE_CRS) -> Table:
    """A list of clinics, heading first."""
    rows: Table = [list(HEAD)]
    for n, (place, (x, y)) in enumerate(zip(places, lonlat(places, crs), strict=True), 1):
        rows.append([f"W{n:03d}", f"{side(place)}第{n}卫生站", "CHS", f"{side(place)}胡同{n}号", x, y])
    return rows


def csv_text(rows: Table, mark: str = ",") -> str:
    """Rows as text, unquoted."""
    return "".join(mark.join(str(cell) for cell in row) + "\r\n" for row in rows)


def write(name: str, content: str | bytes, encoding: str = "utf-8") -> None:
    """Write one file."""
    (OUT / name).write_bytes(content.encode(encoding) if isinstance(content, str) else content)


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive with fixed times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpacked(book: bytes) -> dict[str, bytes]:
    """Parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(sheets: dict[str, Table], *, merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """A workbook; ``merged`` are ranges of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unpacked(buffer.getvalue())
    parts.pop("docProps/core.xml", None)  # holds a clock
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .replace(
            b'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />',
            b"",
        )
        .replace(
            b'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
            b"",
        )
    )
    rels = parts["_rels/.rels"].decode()
    for piece in rels.split("<Relationship ")[1:]:
        if "core-properties" in piece:
            rels = rels.replace("<Relationship " + piece.split("/>")[0] + "/>", "")
    parts["_rels/.rels"] = rels.encode()
    return packed(parts)


def xls(rows: Table) -> bytes:
    """A workbook of Excel 97: BIFF8 records in an OLE container, as old systems still write them."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def text(word: str) -> bytes:
        return struct.pack("<HB", len(word), 1) + word.encode("utf-16-le")

    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, int | float):
                cells += record(0x0203, struct.pack("<HHHd", r, c, 0, float(value)))
            elif value:
                cells += record(0x0204, struct.pack("<HHH", r, c, 0) + text(str(value)))
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    name = "网点".encode("utf-16-le")
    sheet = record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:])
    sheet += record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0)) + cells + record(0x000A, b"")
    head = record(0x0809, begin) + record(0x0042, struct.pack("<H", 1200))
    entry = struct.pack("<BB", 2, 1) + name
    offset = len(head) + 4 + 6 + len(entry) + 4
    stream = head + record(0x0085, struct.pack("<IH", offset, 0) + entry) + record(0x000A, b"") + sheet
    return ole({"Workbook": stream})


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container with streams of at least one large sector chain each."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    body, table, entries = b"", [0xFFFFFFFD], []
    for name, content in streams.items():
        padded = content + b"\0" * (max(4096, -(-len(content) // sector) * sector) - len(content))
        first, count = len(table), len(padded) // sector
        table += [first + k + 1 for k in range(count - 1)] + [end]
        body += padded
        entries.append((name, first, len(padded)))
    directory_at = len(table)
    table.append(end)

    def entry(name: str, kind: int, first: int, size: int, child: int = free) -> bytes:
        word = name.encode("utf-16-le") + b"\0\0" if name else b""
        right = free
        return (
            word.ljust(64, b"\0") + struct.pack("<HBBIII", len(word), kind, 1, free, right, child)
            + b"\0" * 16 + struct.pack("<I", 0) + b"\0" * 16 + struct.pack("<IQ", first, size)
        )  # fmt: skip

    directory = entry("Root Entry", 5, end, 0, 1)
    for name, first, size in entries:
        directory += entry(name, 2, first, size)
    directory = directory.ljust(sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    sat = b"".join(struct.pack("<I", value) for value in table).ljust(sector, b"\xff")
    return header + sat + body + directory


def ods(rows: Table, *, doctype: str = "") -> bytes:
    """An OpenDocument sheet."""
    lines = []
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="float" office:value="{c}"><text:p>{c}</text:p></table:table-cell>'
            if isinstance(c, int | float)
            else f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in row
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="网点">{"".join(lines)}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def kml(rows: Table, *, doctype: str = "") -> str:
    """Placemarks with extended data, as map tools write them."""
    marks = "".join(
        f"<Placemark><name>{name}</name><description><![CDATA[<b>{address}</b>]]></description>"
        f'<ExtendedData><Data name="类型"><value>{kind}</value></Data></ExtendedData>'
        f"<Point><coordinates>{x},{y},0</coordinates></Point></Placemark>"
        for _, name, kind, address, x, y in rows[1:]
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>'
        f"<name>卫生站</name>{marks}</Folder><NetworkLink><Link><href>http://example.invalid/x.kml</href></Link></NetworkLink>"
        "</Document></kml>\n"
    )


def sixty(value: float) -> str:
    """Degrees, minutes, seconds."""
    seconds = round(value * 3600, 2)
    return f"{int(seconds // 3600)}\u00b0{int(seconds % 3600 // 60):02d}\u2032{seconds % 60:05.2f}\u2033"


def encodings() -> None:
    """Encodings and delimiters."""
    text = csv_text(clinics())
    write("编码-GB18030.csv", text, "gb18030")
    write("编码-UTF8带标记.csv", text, "utf-8-sig")
    write("编码-UTF16.csv", text, "utf-16")
    write("编码-UTF16无标记.csv", text, "utf-16-le")
    big5 = (
        text.replace("编号", "編號")
        .replace("名称", "名稱")
        .replace("类型", "類型")
        .replace("经度", "經度")
        .replace("纬度", "緯度")
    )
    write("编码-Big5.csv", big5.replace("社区", "社區").translate(str.maketrans("树荫园卫号", "樹蔭園衛號")), "big5")
    raw = text.encode("utf-8")
    cut = raw.rindex("胡同".encode())
    write("编码-UTF8中间损坏.csv", raw[: cut + 2] + raw[cut + 3 :])
    write("分隔-分号.csv", csv_text(clinics(), ";"))
    write("分隔-制表符.txt", csv_text(clinics(), "\t"), "gb18030")
    write("分隔-竖线.csv", csv_text(clinics(), "|"))
    write("分隔-全角逗号.csv", csv_text(clinics(), "\uff0c"))


def rows_and_headings() -> None:
    """Titles, totals, notes, quotes."""
    table = clinics()
    title = "西城区卫生机构一览表,,,,,\r\n填报单位\uff1a区卫健委,,,,填报日期\uff1a2026年5月1日,\r\n"
    tail = "合计,12家,,,,\r\n注\uff1a本表数据截至2026年4月底,,,,,\r\n"
    write("表头-上有标题下有合计.csv", title + csv_text(table) + tail, "gb18030")
    write("表头-没有.csv", csv_text(table[1:]))
    write("表头-重复的列.csv", csv_text([["编号", "名称", "类型", "名称", "经度", "纬度"], *table[1:]]))
    half = [
        *table[:7],
        ["槐树社区小计", "", "", "", "", ""],
        *table[7:],
        ["合  计", "", "", "", "", ""],
        ["总计", 12, "", "", "", ""],
    ]
    write("行-合计与小计.csv", csv_text(half))
    blanks = [*table[:4], ["", "", "", "", "", ""], *table[4:], [], ["", ""], []]
    write("行-空行.csv", csv_text(blanks))
    write("行-末尾说明.csv", csv_text(table) + "说明\uff1a1. 坐标由各机构自报\r\n2. 未经核实\r\n制表人\uff1a张三\r\n")
    write("行-重复的表头.csv", csv_text([*table[:7], table[0], *table[7:]]))
    comma = [list(row) for row in table]
    comma[3][3] = "槐树社区胡同3号,临街"
    write("行-地址中有逗号.csv", csv_text(comma))
    write("行-引号没有成对.csv", csv_text(table).replace(str(table[2][3]), f'"{table[2][3]}'))
    lines = [list(row) for row in table]
    lines[3][3] = '"槐树社区胡同3号\n二层"'
    write("行-格内换行.csv", csv_text(lines))
    groups = [["编号", "名称", "类型", "地址", "坐标", ""], ["", "", "", "", "经度", "纬度"], *table[1:]]
    write("表头-两行.xlsx", workbook({"网点": groups}, merged=["E1:F1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"]))


def spreadsheets() -> None:
    """Sheets, merged cells, formulas, macros, links, old and false formats, bombs."""
    table = clinics()
    about: Table = [["填表说明"], ["一、各机构如实填写"]]
    write(
        "工作簿-多个工作表.xlsx", workbook({"说明": about, "机构": table, "码表": [["代码", "含义"], ["CHS", "社区卫生服务站"]]})
    )
    write("工作簿-两个相像的表.xlsx", workbook({"甲街道": table[:7], "乙街道": [table[0], *table[7:]]}))
    street: Table = [["街道", *table[0]], *[["甲街道" if n == 0 else "", *row] for n, row in enumerate(table[1:])]]
    write("工作簿-合并单元格.xlsx", workbook({"机构": street}, merged=["A2:A13"]))
    formulas = [list(row) for row in table]
    for n in range(1, 13):
        formulas[n][1] = f'=HYPERLINK("http://example.invalid/{n}","站{n}")'
    kept = workbook({"机构": formulas})
    write("工作簿-公式没有结果.xlsx", kept)
    parts = unpacked(kept)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for n in range(1, 13):
        sheet = sheet.replace(f'<c r="B{n + 1}"><f>', f'<c r="B{n + 1}" t="str"><f>')
    for empty in ("<v />", "<v/>", "<v></v>"):
        sheet = sheet.replace("</f>" + empty, "</f><v>卫生站</v>")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    write("工作簿-公式.xlsx", packed(parts))
    macro = unpacked(workbook({"机构": table})) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no real macro, never opened"}
    macro["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook/></externalLink>'
    )
    write("工作簿-宏与外部链接.xlsm", packed(macro))
    write("工作簿-旧格式.xls", xls(table))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table)
    write(
        "工作簿-网页冒充.xls",
        f'<html><meta charset="gbk"><body><table>{rows}</table><script>alert(1)</script></body></html>',
        "gb18030",
    )
    write("工作簿-开放文档.ods", ods(table))
    write("工作簿-其实是表格.csv", workbook({"机构": table}))
    write("工作簿-已损坏.xlsx", workbook({"机构": table})[:-400])
    bomb = unpacked(workbook({"机构": table}))
    write("炸弹-解压.xlsx", packed(bomb | {"xl/media/image1.bin": b"\0" * 12_000_000}))
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    shared = bomb["xl/worksheets/sheet1.xml"].decode()
    bomb["xl/worksheets/sheet1.xml"] = (entities + shared).encode()
    write("炸弹-实体.xlsx", packed(bomb))
    write("炸弹-实体.ods", ods(table, doctype=entities))
    write("炸弹-实体.kml", kml(table, doctype=entities.replace("x [", "kml [")))
    write("地标.kml", kml(table))
    write("地标.kmz", packed({"doc.kml": kml(table).encode()}))


def coordinates() -> None:
    """Places in all shapes and systems."""
    table = clinics()
    points = [row[4:] for row in table[1:]]
    short = [row[:4] for row in table]

    def beside(name: str, cells: Sequence[object]) -> str:
        return csv_text([[*short[0], name], *[[*row, cell] for row, cell in zip(short[1:], cells, strict=True)]])

    write("坐标-WKT列.csv", beside("geom", [f"POINT ({x} {y})" for x, y in points]))
    write("坐标-EWKT列.csv", beside("图形", [f"SRID=4490;POINT({x} {y})" for x, y in points]).replace("图形", "geom"))
    write("坐标-一格两个数.csv", beside("经纬度", [f'"{x}\uff0c{y}"' for x, y in points]))
    minutes = [[*row[:4], sixty(row[4]), sixty(row[5])] for row in table[1:]]
    write("坐标-度分秒.csv", csv_text([table[0], *minutes]))
    wide = str.maketrans("0123456789.", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e")
    full = [[*row[:4], str(row[4]).translate(wide), f"\u3000{row[5]}\u3000"] for row in table[1:]]
    write("坐标-全角数字.csv", csv_text([table[0], *full]))
    zero = [list(row) for row in table]
    zero[2][4:], zero[5][4:], zero[7][4:], zero[8][4:] = [0, 0], ["", ""], ["—", "暂无"], ["待补", "待补"]
    write("坐标-缺失与为零.csv", csv_text(zero))
    plane = lonlat(TWELVE, "EPSG:4548")
    survey = [[*row, y, x] for row, (x, y) in zip(short[1:], plane, strict=True)]
    write("坐标-测量的XY.csv", csv_text([[*short[0], "X", "Y"], *survey]))
    belt = [[*row[:4], x, y] for row, (x, y) in zip(clinics(FORTY)[1:], lonlat(FORTY, "EPSG:4527"), strict=True)]
    write("坐标-带号39.csv", csv_text([HEAD, *belt]))
    write("坐标-高德未声明.csv", csv_text(clinics(FORTY, "GCJ-02")))
    amap, baidu = clinics(FORTY, "GCJ-02"), clinics(FORTY, "BD-09")
    write("坐标-高德与百度混在一起.csv", csv_text([*amap[:21], *baidu[21:]]))
    write(
        "坐标-每行写明坐标系.csv",
        csv_text([[*amap[0], "坐标系"], *[[*r, "高德"] for r in amap[1:21]], *[[*r, "百度"] for r in baidu[21:]]]),
    )
    flat = clinics(FORTY, "EPSG:4548")
    write("坐标-度与米混在一起.csv", csv_text([*clinics(FORTY)[:31], *flat[31:]]))
    write("坐标-米写在经度列.csv", csv_text(flat))
    write("坐标-经纬度填反.csv", csv_text([HEAD, *[[*r[:4], r[5], r[4]] for r in clinics(FORTY)[1:]]]))
    write(
        "坐标-另一座城市.csv",
        csv_text([HEAD, *[[*r[:4], round(r[4] + 4.4, 6), round(r[5] - 8.7, 6)] for r in clinics(FORTY)[1:]]]),
    )
    two = [[*short[0], "高德经度", "高德纬度", "百度经度", "百度纬度"]]
    two += [[*row, *g, *b] for row, g, b in zip(short[1:], lonlat(TWELVE, "GCJ-02"), lonlat(TWELVE, "BD-09"), strict=True)]
    write("坐标-高德百度两套.csv", csv_text(two))


def numbers_and_texts() -> None:
    """Numbers, dates and names as people write them."""
    homes = lonlat(TWELVE)
    counts = ["约120", "120人", "1,205", "—", "0", "\uff13\uff14\uff15", "120余人", "0.1万", " 88 ", "96.0", "\uff5e70", "15"]
    rows = [["楼号", "经度", "纬度", "常住人口\uff08人\uff09", "60岁以上"]]
    rows += [[f"{n}号楼", x, y, f'"{c}"', n] for n, ((x, y), c) in enumerate(zip(homes, counts, strict=True), 1)]
    rows[4][3], rows[4][4], rows[5][4] = "40", "—", 0
    write("数字-约数与单位.csv", csv_text(rows))
    rows[4][3] = "—"
    write("数字-人口没有填.csv", csv_text(rows))
    dated = [[*HEAD, "停业日期"], *[[*row, ""] for row in clinics()[1:]]]
    dated[1][6], dated[2][6], dated[3][6], dated[4][6] = "2025年12月31日", "2025/12/31", "20251231", "2030-01-01"
    write("日期-中文与斜线.csv", csv_text(dated))
    calendar = [list(row) for row in dated]
    calendar[1][6], calendar[2][6], calendar[3][6] = dt.date(2025, 12, 31), dt.datetime(2025, 12, 31), "2025年12月31日"  # noqa: DTZ001
    write("日期-Excel日期.xlsx", workbook({"机构": calendar}))
    names = clinics()
    for row, name in zip(
        names[1:], ["=HYPERLINK(1)", "+86", "-1号店", "@某店", "<script>alert(1)</script>", '"<b>粗</b>,店"'], strict=False
    ):
        row[1] = name
    write("文字-公式与网页代码.csv", csv_text(names))
    rows = [["社区代码", "社区名称", "所属街道", "范围"]]
    for code, name, west in (("C1", "槐树社区居委会", 0), ("C2", "松林社区居委会", 1200)):
        box = degrees([(west, 0), (west + 1200, 0), (west + 1200, 1200), (west, 1200), (west, 0)])
        rows.append([code, name, "甲街道", '"POLYGON((' + ",".join(f"{x:.8f} {y:.8f}" for x, y in box) + '))"'])
    write("社区-范围写成WKT.csv", csv_text(rows).replace("范围", "geom"))


def main() -> None:
    """Write all files."""
    OUT.mkdir(parents=True, exist_ok=True)
    for path in OUT.iterdir():
        if path.name != "README.md":
            path.unlink()
    for part in (encodings, rows_and_headings, spreadsheets, coordinates, numbers_and_texts):
        part()
    sizes = [path.stat().st_size for path in OUT.iterdir()]
    print(f"{len(sizes)} files, {sum(sizes) / 1000:.0f} kB; origin {ORIGIN}, {ANALYSIS_CRS}")


if __name__ == "__main__":
    main()
