"""Names in the shipped standard that have no English beside them in its file: of caps of the stars and of the parts of the score."""

from __future__ import annotations

from xc_gis.languages.message import Name, msg

SHIPPED = {
    name: name
    for name in (
        msg("必备服务缺失一票否优"),
        msg("多项必备服务严重不足"),
        msg("一老短板"),
        msg("一票否决(人工)"),
        msg("空间可达"),
        msg("服务落实与品质"),
        msg("群众评价与诉求"),
    )
}


def standard_name(zh: str) -> str:
    """The name as a message where the shipped standard has it; any other as it stands."""
    return SHIPPED.get(zh, zh)  # type: ignore[call-overload]


def standard_words(standard: Name | None) -> list[str]:
    """By which standard an answer goes; nothing where the study has but one."""
    return [] if standard is None else [msg("按评价标准“{standard}”", standard=standard)]
