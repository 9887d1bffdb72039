"""Which people a study counts, once all its layers are read."""

from __future__ import annotations

from collections.abc import Iterable

from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.tables import COMMUNITIES
from xc_gis.wording.bases import BASE_ZH, GIVEN, base_sentence


def settled_base(study: StudyFile, findings: Iterable[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """
    The base of a study (``resident``, ``registered``, ``actual``, ``given``) and what is to be said of it.

    ``findings`` say what the columns of each table are (evidence ``base``). The table that people come from decides: the totals where there are such, else
    the residents; where its columns say nothing, what the study says. A warning where the communities count other people: their own column stands in only where
    a community has no dwelling.
    """
    said = {
        found.table: str(found.evidence["base"]) for found in findings if found.topic == "residents" and "base" in found.evidence
    }
    residents = study.residents
    table = (
        "residents" if residents.totals is None else COMMUNITIES if residents.totals.path == COMMUNITIES else "residents.totals"
    )
    base = said.get(table, GIVEN)
    if base == GIVEN:
        base = residents.base or GIVEN
    shown = shown_path(residents.path)
    level = "info"
    found = [Finding(shown, "residents", "residents", level, base_sentence(base), {"population_base": base})]
    other = said.get("communities", GIVEN)
    if table != COMMUNITIES and GIVEN not in {other, base} and other != base:
        text = msg(
            "社区图层是{other}，居民图层是{base}：人数按居民图层计，社区图层的只在没有居民点的社区代用；请写 [residents] base",
            other=BASE_ZH[other], base=BASE_ZH[base],
        )  # fmt: skip
        found.append(Finding(shown_path(study.communities.path), "communities", "residents", "warning", text, {"base": other}))
    return base, tuple(found)
