"""Addresses taken apart: street and house number, as far as they tell where something is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xc_gis.sources.rows.cities import ADDRESS_FRONT
from xc_gis.sources.rows.names import with_digits

_FRONT = re.compile(
    f"^{ADDRESS_FRONT}"
    r"(西城区|西城|宣武区|[\u4e00-\u9fff]{1,3}区(?!域))?([\u4e00-\u9fff]{2,5}(街道|地区)(办事处)?)?([\u4e00-\u9fff]{2,8}社区)?"
)
_PARTS = re.compile(
    r"^(?P<street>.*?(?:大街|街|路|胡同|巷|条|里|园|村|庄|小区|院|线|道|桥|门|沿|湾|苑|府|厂|营|坊|寺|庙|阁|井|口|坑|夹道|斜街|区))?"
    r"(?P<number>[甲乙丙丁]?\d+(?:[-—之]\d+)?号?(?:院)?)(?P<rest>.*)$"
)

_BUILDING = re.compile(r"([甲乙丙丁]?\d+)(?:号|#)?(?:楼|栋|座)")


@dataclass(frozen=True)
class Address:
    """
    An address taken apart.

    Attributes
    ----------
    street
        Without city, district, subdistrict and community; numerals as digits; empty where there is none.
    number
        House number with 甲乙丙丁, empty where there is none.
    building
        Number of the building in a compound (6号院3号楼: 3), empty where there is none.
    """

    street: str
    number: str
    building: str = ""

    @property
    def key(self) -> str:
        """Street, number and building; empty unless the first two are known: a street alone is no place."""
        building = f"-{self.building}楼" if self.building else ""
        return f"{self.street}{self.number}号{building}" if self.street and self.number else ""


def parse_address(text: str) -> Address:
    """Take an address apart: 北京市西城区新街口北大街甲12号楼3单元 is 新街口北大街, 甲12."""
    shown = unicodedata.normalize("NFKC", text)
    shown = re.sub(r"[\s,,。、;;]|\(.*?\)", "", shown)
    front = _FRONT.match(shown)
    bare = shown[front.end() :] if front and front.end() < len(shown) else shown
    found = _PARTS.match(with_digits_behind_street(bare))
    if found is None:
        return Address(bare, "")
    number = re.sub(r"号|院", "", found["number"]).replace("—", "-").replace("之", "-")
    building = _BUILDING.search(found["rest"])
    return Address(found["street"] or "", number, building[1] if building else "")


def with_digits_behind_street(text: str) -> str:
    """Numerals in front of 号 as digits (十二号); those in names of streets (西四北三条) stay as they are."""
    return re.sub(r"([零〇一二两三四五六七八九十百]+)(?=号)", lambda found: with_digits(found[0]), text)


def address_key(text: str) -> str:
    """Street and house number of an address, for comparing; empty unless both are known."""
    return parse_address(text).key if text else ""
