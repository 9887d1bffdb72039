"""Addresses taken apart, as they are written in lists."""

import pytest

from xc_gis.sources.placing.addresses import Address, address_key, parse_address


@pytest.mark.parametrize(
    ("text", "street", "number", "building"),
    [
        ("北京市西城区新街口北大街甲12号楼3单元", "新街口北大街", "甲12", ""),
        ("西城区德胜街道德外大街十二号院3号楼", "德外大街", "12", "3"),
        ("西四北三条 5 号（旁门）", "西四北三条", "5", ""),
        ("三里河路5之2号", "三里河路", "5-2", ""),
        ("某某大厦", "某某大厦", "", ""),
    ],
)
def test_street_number_and_building(text, street, number, building):
    assert parse_address(text) == Address(street, number, building)


def test_a_street_alone_is_no_place():
    assert address_key("新街口北大街") == address_key("") == ""
    assert address_key("新街口北大街12号") == address_key("西城区新街口北大街十二号") == "新街口北大街12号"
