"""The layers of the sample as five offices would hand them in, with the dirt that such lists have."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import Point, Polygon

from tools.sample.blocks import Block
from tools.sample.facilities import OFFICES, Place
from tools.sample.frame import RECTANGLES, Community, outline, to_degrees, to_plane
from tools.sample.offsets import bd09, gcj02
from tools.sample.opening import CARE, CLINIC, COUNTER, PARK, POST, SHOP, amount_of, hours_of
from tools.sample.people import Building
from tools.sample.writers import write_csv, write_geojson, write_geopackage, write_shapefile, write_xlsx

FULL_WIDTH = str.maketrans("0123456789.", "0123456789.")


def write_communities(communities: list[Community], folder: Path) -> None:
    """``communities.geojson`` and ``subdistricts.geojson``: they tile the district without gaps."""
    boxes = [c.box for c in communities]
    corners = np.array([[u, v] for w, s, e, n in boxes for u, v in ((w, s), (e, s), (e, n), (w, n))])
    corners = np.unique(corners, axis=0)
    areas = gpd.GeoDataFrame(
        {
            "community_id": [c.community_id for c in communities],
            "name": [c.name for c in communities],
            "subdistrict": [c.subdistrict for c in communities],
        },
        geometry=[outline(c.box, corners) for c in communities],
        crs="EPSG:4326",
    )
    write_geojson(areas, folder / "communities.geojson")
    whole = [shapely.union_all([outline(box, corners) for box, _ in parts]) for parts in RECTANGLES.values()]
    write_geojson(
        gpd.GeoDataFrame({"name": list(RECTANGLES)}, geometry=whole, crs="EPSG:4326"),
        folder / "subdistricts.geojson",
    )


def write_homes(homes: list[Building], folder: Path) -> None:
    """``buildings.gpkg``: footprints with levels and people."""
    frame = gpd.GeoDataFrame(
        {
            "demand_id": [f"B{n:05d}" for n in range(1, len(homes) + 1)],
            "levels": [h.levels for h in homes],
            **{key: [h.people[key] for h in homes] for key in homes[0].people},
        },
        geometry=[Polygon(to_degrees(np.array(h.corners))) for h in homes],
        crs="EPSG:4326",
    )
    write_geopackage(frame, folder / "buildings.gpkg", "buildings")


def write_facilities(places: list[Place], blocks: list[Block], folder: Path, rng: np.random.Generator) -> None:
    """All lists of facilities."""
    office = {name: [p for p in places if p.code in codes] for name, codes in OFFICES.items()}
    _health(office["health"], folder / "社区卫生服务机构.csv", rng)
    _commerce(office["commerce"], folder / "便民商业网点.xlsx", rng)
    _elderly(office["elderly"], folder / "养老服务设施.shp", rng)
    _public(office["public"], folder / "公共服务设施.geojson", rng)
    _parks(blocks, folder / "公园绿地.geojson")


def _lonlat(place: Place) -> tuple[float, float]:
    lon, lat = to_degrees(np.array(place.uv))
    return float(lon), float(lat)


def _health(places: list[Place], path: Path, rng: np.random.Generator) -> None:
    """GB18030, GCJ-02; full-width digits, a missing coordinate, swapped axes, a duplicate, a closed station; opening hours, square metres."""
    rows: list[list[object]] = [["机构编号", "机构名称", "类别代码", "地址", "经度", "纬度", "状态", "门诊时间", "建筑面积"]]
    for n, place in enumerate(places, 1):
        lon, lat = (f"{value:.6f}" for value in gcj02(*_lonlat(place)))
        if n % 23 == 0:
            lon, lat = lon.translate(FULL_WIDTH), lat.translate(FULL_WIDTH)
        rows.append(
            [
                f"YL{n:04d}",
                place.name,
                place.code,
                place.address,
                lon,
                lat,
                "营业",
                hours_of(place.code, n, CLINIC),
                amount_of(place.code, n) or "",
            ]
        )
    last = len(places)
    spare = gcj02(*_lonlat(places[int(rng.integers(len(places)))]))
    rows += [
        [f"YL{last + 1:04d}", "新建社区卫生服务站(坐标待补)", "CHS", "待定", "", "", "营业", "", ""],
        [
            f"YL{last + 2:04d}",
            "经纬度填反的卫生服务站",
            "CHS",
            "不详",
            f"{spare[1]:.6f}",
            f"{spare[0]:.6f}",
            "营业",
            CLINIC[1],
            "",
        ],
        ["YL0001", rows[1][1], rows[1][2], rows[1][3], rows[1][4], rows[1][5], "营业", *rows[1][7:]],
        [
            f"YL{last + 3:04d}",
            "已停业的社区卫生服务站",
            "CHS",
            "不详",
            f"{spare[0] + 0.001:.6f}",
            f"{spare[1]:.6f}",
            "停业",
            "",
            "",
        ],
    ]
    write_csv(rows, path, "gb18030")


def _commerce(places: list[Place], path: Path, rng: np.random.Generator) -> None:
    """BD-09, a title above the heading; a shop of another city, closed shops, a planned one."""
    rows: list[list[object]] = [
        ["西城区便民商业网点台账(合成样例)"],
        ["编号", "网点名称", "业态代码", "地址", "百度经度", "百度纬度", "营业状态", "营业时间", "营业面积"],
    ]
    for n, place in enumerate(places, 1):
        lon, lat = bd09(*_lonlat(place))
        status = "停业" if n % 211 == 0 else "筹建" if n % 401 == 0 else "营业"
        kept = hours_of(place.code, n, POST if place.code == "PCL" else SHOP), amount_of(place.code, n)
        rows.append([f"SY{n:05d}", place.name, place.code, place.address, round(lon, 6), round(lat, 6), status, *kept])
    rows.append([f"SY{len(places) + 1:05d}", "外地门店(天津)", "CVS", "天津市和平区", 117.213, 39.124, "营业", SHOP[0], None])
    rows.append([f"SY{len(places) + 2:05d}", "坐标缺失便利店", "CVS", "不详", "—", "—", "营业", SHOP[0], None])
    write_xlsx(rows, path, "网点")


def _elderly(places: list[Place], path: Path, rng: np.random.Generator) -> None:
    """GBK shapefile in EPSG:4548."""
    frame = gpd.GeoDataFrame(
        {
            "BH": [f"YLSS{n:04d}" for n in range(1, len(places) + 1)],
            "MC": [p.name for p in places],
            "LX": [p.code for p in places],
            "DZ": [p.address for p in places],
            "ZT": ["暂停" if n % 97 == 0 else "正常" for n in range(1, len(places) + 1)],
            "KFSJ": [hours_of(p.code, n, CARE) for n, p in enumerate(places, 1)],
            "CWS": pd.array([amount_of(p.code, n) for n, p in enumerate(places, 1)], dtype="Int32"),
        },
        geometry=[Point(*np.round(to_plane(np.array(p.uv)), 2)) for p in places],
        crs="EPSG:4548",
    )
    write_shapefile(frame, path)


def _public(places: list[Place], path: Path, rng: np.random.Generator) -> None:
    """GeoJSON in WGS 84."""
    amounts = [amount_of(p.code, n) for n, p in enumerate(places, 1)]
    frame = gpd.GeoDataFrame(
        {
            "facility_id": [f"GF{n:05d}" for n in range(1, len(places) + 1)],
            "name": [p.name for p in places],
            "type": [p.code for p in places],
            "address": [p.address for p in places],
            "serves": [p.serves for p in places],
            "hours": [hours_of(p.code, n, COUNTER) for n, p in enumerate(places, 1)],
            "capacity": pd.Series([None if p.code == "CUL" else a for p, a in zip(places, amounts, strict=True)], dtype=object),
            "floor_area": pd.Series([a if p.code == "CUL" else None for p, a in zip(places, amounts, strict=True)], dtype=object),
        },
        geometry=[Point(_lonlat(p)) for p in places],
        crs="EPSG:4326",
    )
    write_geojson(frame, path)


def _parks(blocks: list[Block], path: Path) -> None:
    """Parks as areas, the same outlines as in the street data."""
    parks = [b for b in blocks if b.outline]
    frame = gpd.GeoDataFrame(
        {
            "facility_id": [f"LD{n:04d}" for n in range(1, len(parks) + 1)],
            "name": [f"{'湖滨' if b.kind == 'lake' else '街心'}公园{n}号" for n, b in enumerate(parks, 1)],
            "type": ["PRK" if (b.east - b.west) * (b.north - b.south) > 32_000 else "PLZ" for b in parks],
            "hours": [hours_of("PRK", n, PARK) for n, b in enumerate(parks, 1)],
        },
        geometry=[Polygon(to_degrees(np.array(b.outline))) for b in parks],
        crs="EPSG:4326",
    )
    write_geojson(frame, path)
