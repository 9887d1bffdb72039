"""
Personal data in cells: found by kind, never shown.

Nothing here keeps, returns or cites a cell: the answer is the name of a kind. Words that say nothing of a person by their form (a bare name) cannot
be found; that is why no cell of the hotline's table is ever cited, whatever it holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.sources.governance.personal_words import CHINESE_DIGITS, PATTERNS, SAFE_NUMBER, SAFE_PLACE, SAFE_TIME, SPOKEN_NUMBER
from xc_gis.sources.rows.cells import clean

KIND_WORDS: Mapping[str, str] = {
    "email": msg("电子邮箱"), "web": msg("网址或社交账号"), "id_card": msg("身份证号"), "id_card_15": msg("15 位身份证号"), "mobile": msg("手机号"), "landline": msg("固定电话"),
    "bank_card": msg("银行卡号"), "passport": msg("护照号"), "travel_permit": msg("通行证或居留证号"), "officer_id": msg("军官证等证号"), "household_register": msg("户口簿号"),
    "driving_licence": msg("驾驶证号"), "social_insurance": msg("社保、医保等卡号"), "plate": msg("车牌号"), "vehicle_number": msg("车架号"), "door": msg("门牌号或户室号"), "address": msg("住址"),
    "messenger": msg("微信号"), "qq": msg("QQ 号"), "payment_account": msg("支付账号"), "person": msg("姓名或称呼"), "birth_date": msg("出生日期"), "coordinates": msg("文字中的坐标"),
    "network_address": msg("网络地址"), "device_number": msg("设备号"), "medical_record": msg("病历号"), "school_or_work_number": msg("学号或工号"), "title_deed": msg("房产证号"),
    "parcel": msg("快递单号"), "meter": msg("水电气户号"),
}  # fmt: skip
"""What a kind is called."""

_SAFE = {"ticket_no": SAFE_NUMBER, "x": SAFE_PLACE, "y": SAFE_PLACE, "received_at": SAFE_TIME}
"""By column: cells of this form are what they should be."""


def kind_in(text: str, allowed: frozenset[str] = frozenset()) -> str:
    """
    The first kind of personal data in a text; empty where none is seen. Kinds that are ``allowed`` are not looked for.

    >>> [kind_in(text) for text in ("路灯不亮", "１３８-1234-5678", "3号楼2单元501室")]
    ['', 'mobile', 'door']
    """
    plain = unicodedata.normalize("NFKC", clean(text)).replace("\u3000", " ")
    spoken = SPOKEN_NUMBER.sub(lambda found: found[0].translate(CHINESE_DIGITS), plain)
    for kind, pattern in PATTERNS.items():
        if kind not in allowed and (pattern.search(plain) or (spoken != plain and pattern.search(spoken))):
            return kind
    return ""


def kinds_of(cells: pd.Series, role: str, known: Callable[[str], bool] = lambda _: False) -> pd.Series:
    """
    Kind of personal data in each cell of a column, empty where none is seen; each different word is looked at once.

    Cells of the column's own form pass, and those of which ``known`` says that they are public words (communities with a house number in their name).
    """
    codes, words = pd.factorize(cells, use_na_sentinel=False)
    safe = _SAFE.get(role)
    found = ["" if (safe and safe.match(str(word))) or known(str(word)) else kind_in(str(word)) for word in words]
    return pd.Series(pd.array(found, dtype=object).take(codes), index=cells.index, dtype=object)
