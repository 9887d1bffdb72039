"""What turns a star, and how many are sure, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from xc_gis.analysis.planning.robustness.field_checks import SURVEY
from xc_gis.analysis.planning.robustness.single_paths import WAY
from xc_gis.analysis.planning.robustness.verdict import TOGETHER
from xc_gis.findings import VALUE
from xc_gis.languages.message import Name, joined, msg
from xc_gis.report.robustness.result import RobustResult
from xc_gis.wording.standard_names import standard_words

TURNED = {
    "speed-": msg("步行较慢"), "speed+": msg("步行较快"), "detour+": msg("接入绕行较多"), "detour-": msg("接入绕行较少"),
    "reach-": msg("接入距离较短"), "reach+": msg("接入距离较长"), "paths-": msg("小路、台阶、天桥和地道可能不存在"),
    "unknown-": msg("未知居民全部未覆盖"), "unknown+": msg("未知居民全部已覆盖"), "weights": msg("类别权重"), "together": msg("几项共同变化"),
}  # fmt: skip
"""What turns a star, by code."""


def turned_words(code: str, names: Mapping[str, Name] = MappingProxyType({})) -> str:
    """A code of ``turned_by`` in words; ``names`` of stated figures by ``value:<KEY>``."""
    if code.startswith(WAY):
        return msg("缺了道路 {way}", way=code)
    if code.startswith(VALUE):
        return msg("没有填报 {value}", value=names.get(code, code.removeprefix(VALUE)))
    return TURNED.get(code, code)


def check_words(what: str, names: Mapping[str, Name] = MappingProxyType({})) -> str:
    """What to look at; ``names`` of categories by code."""
    if what.startswith(SURVEY):
        code = what.removeprefix(SURVEY).rpartition("/")[2]
        return msg("补查清单:{category}", category=names.get(code, code))
    return msg("道路是否可通行:{way}", way=what)


def sentences(result: RobustResult) -> list[str]:
    """What a planner should read first."""
    table = result.communities
    said: list[str] = [
        *standard_words(result.standard),
        msg(
            "{count} 个社区的星级:{robust} 个稳固(在给定范围内怎样组合都不变),{fragile} 个可能改变",
            count=len(table), robust=int(table["robust"].sum()), fragile=int((~table["robust"]).sum()),
        ),
    ]  # fmt: skip
    counted = Counter(code for codes in table["turned_by"] for code in codes.split(";") if code)
    said += [
        msg("{what}:单独就能改变 {count} 个社区的星级", what=turned_words(code, result.names), count=counted[code])
        for code in (*TURNED, *sorted(one for one in counted if one.startswith(VALUE)))
        if counted[code] and code != TOGETHER
    ]
    alone = sum(any(code.startswith(WAY) for code in codes.split(";")) for codes in table["turned_by"])
    if alone:
        said.append(msg("其中 {count} 个社区,只要缺一条道路星级就会改变(见 turned_by)", count=alone))
    if counted[TOGETHER]:
        said.append(msg("另有 {count} 个社区的星级,只有几项同时变化才可能改变", count=counted[TOGETHER]))
    said.append(
        msg("现场核查清单共 {count} 项,影响 {stars} 个社区的星级", count=len(result.checks), stars=len(_touched(result)))
        if len(result.checks)
        else msg("没有需要现场核查的内容")
    )
    return [*said, *result.notes]


def fragile_words(turned: str, names: Mapping[str, Name] = MappingProxyType({})) -> str:
    """The reasons of one community."""
    return joined("、", [turned_words(code, names) for code in turned.split(";") if code])


def _touched(result: RobustResult) -> set[str]:
    return {name for names in result.checks["communities"] for name in names.split(";") if name}
