"""Which communities and subdistricts are asked for: by id or by name; a word that is neither is refused, never left out in silence."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.runs.view import RunView


def chosen_areas(run: RunView, only: Sequence[str]) -> tuple[str, ...]:
    """
    Ids of communities and names of subdistricts for what was asked for, in the order asked, each once.

    Raises
    ------
    InputError
        Words that are none, all of them; the name of several communities, with their ids.
    """
    ids = {c.community_id for c in run.communities}
    streets = {c.subdistrict for c in run.communities if c.subdistrict}
    by_name: dict[str, list[str]] = {}
    for c in run.communities:
        by_name.setdefault(c.name, []).append(c.community_id)
    lost = [word for word in only if word not in ids and word not in streets and word not in by_name]
    if lost:
        raise InputError(
            msg("没有社区或街道 “{names}”", names=joined("”、“", lost)),
            hint=nearest_spelling(lost[0], [*sorted(streets), *sorted(by_name), *sorted(ids)])
            or msg("请用社区编号、社区名称或街道名称"),
        )
    found: dict[str, None] = {}
    for word in only:
        named = [word] if word in ids or word in streets else by_name[word]
        if len(named) > 1:
            raise InputError(msg("有几个社区叫 “{name}”", name=word), hint=msg("请写编号：{ids}", ids=joined("、", named)))
        found[named[0]] = None
    return tuple(found)
