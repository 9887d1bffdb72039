"""Every reason for which a row is left out, provoked by a small study of real files; no reason that nobody gives."""

import json
from string import Formatter

import pandas as pd
import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from tools.list_messages import english
from xc_gis import read_study
from xc_gis.languages.message import Message, msg
from xc_gis.sources.rows.left_out_reasons import LEFT_OUT_REASONS, NO_NUMBERS, WHAT_IS_DONE, reason_of

LON, LAT = degrees([(500.0, 300.0)])[0]
LISTED = {
    "no_coordinates": ",,", "zero_coordinates": "0,0", "no_numbers": "东,北", "far_from_communities": "116.9,39.5",
    "impossible_place": "1e300,1e300",
}  # fmt: skip
TYPED = {"no_type": "F9,怪物,乙乙", "type_not_wanted": "F9,怪物,丙"}
TICKETS = {
    "personal_data": "T2,2026-06-05,养老13812345678,西社区", "no_day": "T2,昨天,养老,西社区", "after_study": "T2,2026-07-01,养老,西社区", "ticket_twice": "T1,2026-06-05,养老,西社区", "no_community": "T2,2026-06-05,养老,何处",
}  # fmt: skip
TWICE = {
    "resource_twice": ("census", "社区,资源种类,名称", "西社区,社区社会组织,合唱团"), "entry_twice": ("directory", "大类,小类,名称,社区", "餐饮,早餐,甲店,西社区"),
}  # fmt: skip
SHAPES = {
    "no_geometry": None,
    "empty_geometry": {"type": "MultiPolygon", "coordinates": []},
    "beyond_repair": {"type": "Polygon", "coordinates": [[[LON, LAT], [LON + 0.001, LAT], [LON, LAT], [LON, LAT]]]},
}
ANOTHER = '\n[[facilities]]\npath = "more.{suffix}"\ntype = "CVS"\n{keys}\n'


def add_list(study, suffix, text, keys=""):
    (study.parent / f"more.{suffix}").write_text(text, encoding="utf-8")
    edit(study, lambda whole: whole.replace("\n[[inventory]]", ANOTHER.format(suffix=suffix, keys=keys) + "\n[[inventory]]", 1))
    return f"more.{suffix}", "facilities"


def add_rows(study, rows):
    edit(study.parent / "facilities.csv", lambda text: text + rows)
    return "facilities.csv", "facilities"


def provoke(code, study):
    """Spoil the study so that one row is left out for a reason; returns the file and its table in the study file."""
    if code in LISTED:
        return add_list(
            study,
            "csv",
            f"name,address,lon,lat\n甲店,甲街 1 号,{LON:.6f},{LAT:.6f}\n坏店,乙街 2 号,{LISTED[code]}\n",
            'crs = "EPSG:4326"',
        )
    if code in TYPED:
        keys = 'type = "auto"\ntype_column = "类型"\ntype_map = { "丙" = "" }'
        edit(study, lambda text: text.replace('type_column = "类型"', keys))
        return add_rows(study, f"{TYPED[code]},{LON:.6f},{LAT:.6f}\n")
    if code in SHAPES:
        features = [
            {"type": "Feature", "properties": {"name": name}, "geometry": shape}
            for name, shape in (("甲店", {"type": "Point", "coordinates": [LON, LAT]}), ("坏店", SHAPES[code]))
        ]
        return add_list(study, "geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    if code == "unreadable_wkt":
        return add_list(study, "csv", f"name,wkt\n甲店,POINT ({LON:.6f} {LAT:.6f})\n坏店,POINT (一 二)\n", 'crs = "EPSG:4326"')
    if code == "several_types":
        tags = ({"shop": "convenience"}, {"shop": "laundry", "amenity": "bank"})
        nodes = "".join(
            f'<node id="{n}" version="1" lat="{LAT:.7f}" lon="{LON:.7f}">'
            + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in one.items())
            + "</node>"
            for n, one in enumerate(tags, 1)
        )
        (study.parent / "more.osm").write_text(f'<osm version="0.6" generator="hand">{nodes}</osm>', encoding="utf-8")
        edit(
            study,
            lambda text: text.replace(
                "\n[[inventory]]", '\n[[facilities]]\npath = "more.osm"\ntype = "auto"\n\n[[inventory]]', 1
            ),
        )
        return "more.osm", "facilities"
    if code == "unknown_status":
        good = f"{LON:.6f},{LAT:.6f}"
        return add_list(study, "csv", f"name,lon,lat,status\n甲店,{good},营业\n坏店,{good},怪状态\n", 'crs = "EPSG:4326"')
    if code == "id_twice":
        return add_rows(study, f"F2,另一家,CVS,{LON:.6f},{LAT:.6f}\n")
    if code == "entrance_of_nothing":
        (study.parent / "gates.csv").write_text(f"facility_id,lon,lat\nF77,{LON:.6f},{LAT:.6f}\n", encoding="utf-8")
        edit(study, lambda text: text + '\n[[entrances]]\npath = "gates.csv"\ncrs = "EPSG:4326"\n')
        return "gates.csv", "entrances"
    if code in TICKETS:
        good = "T1,2026-06-05,养老,西社区\n"
        (study.parent / "tickets.csv").write_text(f"工单编号,受理时间,类别,社区\n{good}{TICKETS[code]}\n", encoding="utf-8")
        edit(study, lambda text: text + '\n[hotline]\ntable = "tickets.csv"\n')
        return "tickets.csv", "hotline"
    if code in TWICE:
        table, heading, row = TWICE[code]
        (study.parent / "listed.csv").write_text(f"{heading}\n{row}\n{row}\n", encoding="utf-8")
        edit(study, lambda text: text + f'\n[{table}]\ntable = "listed.csv"\n')
        return "listed.csv", table
    assert code == "far_from_others"
    places = [*degrees([(100 * n, 100 * n) for n in range(5)]), (119.0, 36.0)]
    rows = "".join(f"C{n},社区{n},{lon:.6f},{lat:.6f}\n" for n, (lon, lat) in enumerate(places, 1))
    (study.parent / "points.csv").write_text(f"community_id,name,lon,lat\n{rows}", encoding="utf-8")
    edit(study, lambda text: text.replace('path = "communities.geojson"', 'path = "points.csv"\ncrs = "EPSG:4326"'))
    return "points.csv", "communities"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Rows with problems of the study as it is."""
    return read_study(write_small_study(tmp_path_factory.mktemp("before"))).data.problems


@pytest.mark.parametrize("code", LEFT_OUT_REASONS)
def test_a_row_is_left_out_for_the_reason_and_listed_with_what_is_done(code, before, tmp_path):
    study = write_small_study(tmp_path)
    file, table = provoke(code, study)
    problems = read_study(study).data.problems
    new = pd.concat([problems, before]).astype(str).drop_duplicates(keep=False)
    found = problems.loc[[row for row in new.index if reason_of(problems["reason"][row]) is LEFT_OUT_REASONS[code]]]
    assert found["file"].tolist() == [file]
    reason = LEFT_OUT_REASONS[code]
    assert table in reason.tables
    assert found["action"].tolist() == [reason.action or WHAT_IS_DONE[table]]
    assert "{" not in found["reason"].iloc[0]


def test_each_reason_is_one_sentence_with_the_same_gaps_in_english():
    templates = [reason.message.template for reason in LEFT_OUT_REASONS.values()]
    assert len(set(templates)) == len(templates) == len({reason.code for reason in LEFT_OUT_REASONS.values()})
    known = english()
    for template in templates:
        assert gaps(template) == gaps(known[template]), template


def gaps(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_a_reason_is_known_by_its_message_and_not_by_its_words():
    assert reason_of(NO_NUMBERS.text()) is NO_NUMBERS
    assert reason_of(str(NO_NUMBERS.text())) is None
    assert reason_of(msg("几何")) is None
    assert isinstance(NO_NUMBERS.text(), Message)
