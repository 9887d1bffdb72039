"""The folder of exchange: tables and places of a run with dictionary and schemas."""

import csv
import hashlib
import json

import pytest

from tests.fixtures.exchanged_run import FOLLOWED
from xc_gis.errors import InputError
from xc_gis.operations.exchange.package import CONTENT, DECLARED, exchange_into, read_content
from xc_gis.operations.run import run_into
from xc_gis.wording.table_columns import TABLES

STATED = "indicator_values_xicheng-plan-2021-2025.csv"


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_tables_are_the_bytes_of_the_run_and_every_file_has_its_checksum(exchanged):
    out, content = exchanged / "out", read_content(exchanged / "out")
    for name in ("rating.csv", "coverage.csv", "indicator_status.csv", "emergency.csv"):
        assert (out / "data" / name).read_bytes() == (exchanged / "run" / name).read_bytes()
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {CONTENT}
    assert content["outputs"] == {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in there}
    assert content["files"]["data/communities.geojson"]["rows"] == 2
    assert not any("demand" in name or "network" in name or "gaps" in name for name in there)


def test_a_name_that_looks_like_json_is_a_text(exchanged):
    places = json.loads((exchanged / "out" / "data" / "facilities.geojson").read_text(encoding="utf-8"))
    assert "[1]" in {one["properties"]["name"] for one in places["features"]}


def test_stated_values_are_read_again_as_they_were(exchanged, tmp_path):
    stated = rows(exchanged / "out" / "data" / STATED)
    assert [(row["number"], row["year"], row["value"], row["origin"]) for row in stated] == [
        ("1", "2021", "100", "区委社工委"), ("1", "2025", "100", "区委社工委"), ("2", "2021", "91.2", "统计年报"), ("2", "2025", "98.6", "统计年报"),
    ]  # fmt: skip
    study = exchanged / "study" / "again.toml"
    study.write_text(FOLLOWED.replace("VALUES", f"../out/data/{STATED}"), encoding="utf-8")
    run_into(study, tmp_path / "again", tables_only=True)
    assert (tmp_path / "again" / "indicators.csv").read_bytes() == (exchanged / "run" / "indicators.csv").read_bytes()


def test_the_dictionary_has_every_field(exchanged):
    listed = {(row["layer"], row["field"]) for row in rows(exchanged / "out" / "fields.csv")}
    for name in ("rating.csv", "emergency.csv"):
        assert {("" + name, column) for column in rows(exchanged / "out" / "data" / name)[0]} <= listed
    assert ("facilities", "facility_id") in listed
    assert all(row["meaning_zh"] and row["meaning_en"] for row in rows(exchanged / "out" / "fields.csv"))


def test_every_table_that_is_declared_has_words():
    assert [name for name, declared in DECLARED.items() if set(declared.kinds) - set(TABLES[name]) - {"senior"}] == []


def test_a_run_without_a_map_or_none_is_told(exchanged, tmp_path):
    run_into(exchanged / "study" / "study.toml", tmp_path / "tables", tables_only=True)
    with pytest.raises(InputError):
        exchange_into(tmp_path / "tables", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="不是数据交换文件夹"):
        read_content(exchanged / "run")
