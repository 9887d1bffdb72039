"""Who is credited for the map."""

from xc_gis.wording.codes import OSM_CREDIT, map_credit


def test_openstreetmap_is_credited_with_the_day_of_its_data():
    assert map_credit(synthetic=False) == OSM_CREDIT
    assert map_credit("2026-06-30T00:00:00Z", synthetic=False) == f"{OSM_CREDIT}(数据 2026-06-30)"


def test_an_invented_map_is_credited_to_nobody():
    assert "OpenStreetMap" not in map_credit("2026-06-30T00:00:00Z", synthetic=True)
    assert "虚构" in map_credit(synthetic=True)
