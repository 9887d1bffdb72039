"""Parts of a data check made by hand."""

from xc_gis.findings import Island, NetworkHealth, RowGroup, StreetItem, StreetPlace, UnknownReason
from xc_gis.model import Finding
from xc_gis.report.check.records import CheckReport, LayerReport


def finding(level="warning", topic="plausibility", text="有疑问", table="", layer="", repair=None):
    return Finding(layer, table, topic, level, text, {}, repair)


def layer(table="residents", **changes):
    return LayerReport(table, "居民", f"{table}.csv", **{"rows": 10, "used": 10, **changes})


def report(*layers, **changes):
    return CheckReport("小项目", "study.toml", layers=layers, **changes)


def health(**changes):
    """A kilometre of streets in one part, a tenth of it gated, with a crossing of either kind."""
    usual = {
        "nodes": 11, "edges": 10, "length_m": 1000.0, "gated_m": 100.0, "gated_parts": 1, "steps_m": 0.0, "signal_crossings": 1, "crossings": 1,
        "dead_ends": 2, "parts": 1, "islands": (), "off_network_points": 0, "off_network_residents": 0.0, "far_m": 100.0, "far_points": 0,
        "far_residents": 0.0, "off_network_facilities": 0,
    }  # fmt: skip
    return NetworkHealth(**{**usual, **changes})


def island(number, **changes):
    return Island(
        number,
        **{
            "length_m": 500.0,
            "lon": 116.0,
            "lat": 39.0,
            "demand_points": 0,
            "residents": 0.0,
            "facilities": 0,
            "counts": False,
            **changes,
        },
    )


def unknown(code="MED", reason="no_inventory", residents=100.0, share=0.1):
    return UnknownReason(code, f"{code}类", reason, residents, share, code.lower())


def street(kind="crossing", *places, **changes):
    usual = {"level": "warning", "title": "相交而没有公共节点", "text": "…", "count": len(places) or 1, "objects": ("way/1",)}
    return StreetItem(kind, places=places, **{**usual, **changes})


def place(lon=116.0, lat=39.0, objects=("way/1",), metres=None):
    return StreetPlace(lon, lat, objects, metres)


def rows(*numbers, reason="没有坐标", action="未使用"):
    return RowGroup(reason, action, numbers)
