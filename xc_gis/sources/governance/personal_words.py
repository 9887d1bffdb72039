"""
What personal data look like in the cells of a Chinese table: a pattern for each kind, after full-width signs are made ordinary.

Every pattern is written to find too much rather than too little: a row that is refused is counted, one that is let through cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_DIGIT_BEFORE, _DIGIT_AFTER = r"(?<!\d)", r"(?!\d)"
_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常"
_TITLES = "先生|女士|小姐|太太|同志|师傅|老师|大爷|大妈|大叔|阿姨|奶奶|爷爷|叔叔|老人家"
_NUMBER_WORD = r"(?:号码?|编号|卡号|账号|帐号)?\s*[:：为是]?\s*"

PATTERNS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "email": r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+(?:\s*(?:\.|\(dot\)|\[dot\])\s*[\w-]+)+",
        "web": r"https?://|www\.[\w-]+\.|weibo\.com/|(?<![\w])@[\w\u4e00-\u9fff]{2,}",
        "id_card": rf"{_DIGIT_BEFORE}[1-9]\d{{5}}[-\s]?(?:19|20)\d{{2}}[-\s]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-\s]?\d{{3}}[\dx]{_DIGIT_AFTER}",
        "id_card_15": rf"{_DIGIT_BEFORE}[1-8]\d{{5}}\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_DIGIT_AFTER}",
        "mobile": rf"{_DIGIT_BEFORE}(?:\+?86[-\s]?)?1[-\s]?[3-9]\d[-\s.]?\d{{4}}[-\s.]?\d{{4}}{_DIGIT_AFTER}",
        "bank_card": rf"{_DIGIT_BEFORE}(?:62|4\d|5[1-5])\d{{2}}(?:[-\s]?\d{{4}}){{2}}[-\s]?\d{{4}}(?:[-\s]?\d{{1,3}})?{_DIGIT_AFTER}|(?:银行卡|储蓄卡|信用卡){_NUMBER_WORD}\d{{6,}}",
        "landline": rf"{_DIGIT_BEFORE}\(?0(?:10|2\d|[3-9]\d{{2}})\)?[-\s]?\d{{7,8}}{_DIGIT_AFTER}|(?:电话|座机|tel)\D{{0,4}}\d[\d\s-]{{5,}}\d|{_DIGIT_BEFORE}[2-8]\d{{3}}[-\s]\d{{4}}{_DIGIT_AFTER}",
        "passport": r"(?<![a-z0-9])(?:[eg]\d{8}|e[a-hj-np-z]\d{7}|[dps]e?\d{7,8})(?![a-z0-9])|护照"
        + _NUMBER_WORD
        + r"[a-z]{0,2}\d{6,}",
        "travel_permit": r"(?<![a-z0-9])[hmcw]\d{8}(?:\d{2})?(?![a-z0-9])|(?:通行证|台胞证|回乡证|居留证|居住证)"
        + _NUMBER_WORD
        + r"[a-z]{0,3}\d{6,}",
        "officer_id": r"[军士文警政海空后联]\s*字?\s*第\s*\d{4,}\s*号?|(?:军官|士兵|警官)证" + _NUMBER_WORD + r"\w{4,}",
        "household_register": r"(?:户口簿|户口本|户籍|户号)" + _NUMBER_WORD + r"\d{5,}",
        "driving_licence": r"(?:驾驶证|驾照|行驶证|档案编号)" + _NUMBER_WORD + r"\w{6,}",
        "social_insurance": r"(?:社保|医保|社会保障|医疗保险|公积金|残疾人?证|老年证|优待证)[证卡]?" + _NUMBER_WORD + r"\w{6,}",
        "plate": rf"[{_PLACES}]\s*[·.\-]?\s*[a-hj-np-z]\s*[·.\-]?\s*(?:[a-hj-np-z0-9]\s*){{5,6}}(?![a-z0-9])|[{_PLACES}]\s*[a-z][·.\-]?[a-z0-9]{{4}}[学警港澳领挂]",
        "vehicle_number": r"(?<![a-z0-9])[a-hj-npr-z0-9]{3}[a-hj-npr-z][a-hj-npr-z0-9]{13}(?![a-z0-9])|(?:车架|发动机)"
        + _NUMBER_WORD
        + r"\w{6,}",
        "title_deed": r"房权证\D{0,8}\d{3,}|不动产权?证?\D{0,8}第?\s*\d{4,}|(?:房产证|产权证)" + _NUMBER_WORD + r"\w{4,}",
        "door": r"\d+\s*[-号栋楼幢座]\s*(?:楼|院)?\s*[-—]?\s*[\da-z]+\s*(?:单元|门)\s*[-—]?\s*\d+|\d{2,4}\s*[室户]|[\d一二三四五六七八九十]+\s*单元|\d+\s*号(?:楼|院|门|房)?|(?<!\d)\d{1,3}\s*-\s*\d{1,2}\s*-\s*\d{3,4}(?!\d)|[零〇一二三四五六七八九十百]+号(?:楼|院|门|室)",
        "address": r"(?:家住|住址|住在|地址|户址)\s*[:：]?\s*\S{2,}",
        "messenger": r"(?:微信号?|wechat|vx|v信|wxid)\s*[:：_为是]?\s*[a-z][\w-]{4,}|wxid_\w+",
        "qq": r"(?:qq|扣扣)" + _NUMBER_WORD + r"[1-9]\d{4,11}",
        "payment_account": r"(?:支付宝|alipay|财付通)\s*(?:账号|帐号|号)?\s*[:：为是]?\s*[\w@.]{5,}",
        "person": rf"[{SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:{_TITLES})|[{SURNAMES}]某{{1,2}}|(?:姓名|联系人|投诉人|来电人|反映人|诉求人|当事人|本人|我叫|我是)\s*[:：]?\s*[\u4e00-\u9fff·]{{2,4}}",
        "birth_date": r"(?:出生|生日|生于|birth)\D{0,6}\d{4}|(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?\s*(?:生|出生)",
        "coordinates": r"(?<![\d.])(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{3,}\s*[,，\s]\s*\d{1,2}\.\d{3,}",
        "network_address": rf"{_DIGIT_BEFORE}(?:\d{{1,3}}\.){{3}}\d{{1,3}}{_DIGIT_AFTER}|(?:[0-9a-f]{{2}}[:-]){{5}}[0-9a-f]{{2}}",
        "device_number": r"(?:imei|meid|设备号|串号)" + _NUMBER_WORD + r"\w{8,}",
        "medical_record": r"(?:病历|住院|就诊|门诊|病案|床位?)号" + r"\s*[:：为是]?\s*\w{4,}",
        "school_or_work_number": r"(?:学籍|学号|工号|员工号|准考证)" + _NUMBER_WORD + r"\w{4,}",
        "parcel": r"(?<![a-z0-9])(?:sf|yt|jd|zto|jt|ems)\d{10,15}(?![a-z0-9])|(?:快递|运单)(?:单)?" + _NUMBER_WORD + r"\w{8,}",
        "meter": r"(?:电表|水表|燃气|客户|用户)(?:编)?号" + r"\s*[:：为是]?\s*\d{6,}",
    }.items()
}
"""Pattern by kind, the order in which a cell is asked."""

SAYS_WHO: Mapping[str, re.Pattern[str]] = {
    "person": re.compile(r"(?:姓名|联系人|投诉人|来电人|反映人|诉求人|当事人)\s*[:：]?\s*[\u4e00-\u9fff·]{2,4}"),
    "address": re.compile(r"家住|住址|户址"),
}
"""A cell that says itself that it speaks of a person: public only beside a telephone (decision 211)."""

CHINESE_DIGITS = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
SPOKEN_NUMBER = re.compile(r"[零〇一二三四五六七八九幺][零〇一二三四五六七八九幺\s-]{6,}")
"""A number that is said in Chinese numerals digit by digit: 一三八 …."""

SAFE_NUMBER = re.compile(
    r"^(?:12345-)?[a-z]{0,6}[-_]?20[0-4]\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[-_]?\d{1,8})?$", re.IGNORECASE
)
"""A ticket number that begins with its day: no number of a person begins so (no region of an identity card has the code 20)."""

SAFE_PLACE = re.compile(r"^-?\d{1,7}(?:\.\d{1,12})?$|^-?\d{8}\.\d{1,6}$")
"""A single coordinate."""

SAFE_TIME = re.compile(
    r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ t]\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?)?分?$", re.IGNORECASE
)
"""A day, perhaps with its hour, and nothing else."""
