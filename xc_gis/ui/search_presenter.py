"""
The search above the map: what a text may mean, by kind, and what happens when one of it is taken. Knows no Qt.

Communities stand in the run and coordinates in the text: they are there at once. Facilities and streets are asked of the explorer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.name_match import plain, rank
from xc_gis.run_view import RunView
from xc_gis.typed_coordinates import WHOSE_ZH, typed_coordinates
from xc_gis.ui.hits import COMMUNITY, COORDINATES, FACILITY, KIND_ZH, NOTE, STREET, Hit
from xc_gis.ui.place_presenter import PlacePresenter
from xc_gis.ui.questions import Questions
from xc_gis.ui.study_view import StudyView
from xc_gis.ui.words import joined_words, say, tell
from xc_gis.ui.work.failure import Failure
from xc_gis.ui.work.tasks import FindNames

MOST = 8
STATUS_ZH = {"planned": "规划中", "closed": "已停业"}


class SearchPresenter:
    """
    One text at a time; answers to an earlier one are not shown.

    Parameters
    ----------
    choose
        Chooses a community by its id.
    """

    def __init__(self, view: StudyView, questions: Questions, places: PlacePresenter, choose: Callable[[str], None]) -> None:
        self._view, self._questions, self._places, self._choose = view, questions, places, choose
        self._run: RunView | None = None
        self._text = ""
        self._asked = ""

    def show_run(self, run: RunView | None) -> None:
        """Another run is shown, or none."""
        self._run = run
        self._text = self._asked = ""

    def look_for(self, text: str) -> None:
        """List what a text may mean."""
        self._text = text = text.strip()
        if self._run is None or not text:
            self._view.show_hits((), choose_first=False)
            return
        typed = typed_coordinates(text)
        if typed is not None:
            if typed.fault:
                self._view.show_hits((Hit(NOTE, typed.fault),), choose_first=False)
                return
            hits = [
                Hit(
                    COORDINATES, f"{place.lon:.6f}, {place.lat:.6f}", say("in_brackets", place.system, tell(WHOSE_ZH[place.system])),
                    mark={"lon": place.wgs_lon, "lat": place.wgs_lat, "title": f"{place.lon:.6f}, {place.lat:.6f}", "more": place.system},
                )
                for place in typed.places
            ]  # fmt: skip
            self._view.show_hits(hits, choose_first=len(hits) == 1)
            return
        communities = self._communities(text)
        if not self._places.wake():
            self._show(communities, [Hit(NOTE, "项目数据在本次结果之后有改动，重新运行后才能查找设施和道路")])
            return
        self._show(communities, [Hit(NOTE, "正在查找设施和道路…")])
        self._ask(text)

    def _ask(self, text: str) -> None:
        """While one text is looked for only the latest wish is kept."""
        if self._asked:
            return
        self._asked = text

        def found(answer: Mapping[str, Any]) -> None:
            self._asked = ""
            if self._text == text:
                self._show(self._communities(text), _of_explorer(answer))
            else:
                self._next()

        def cannot(failure: Failure) -> None:
            self._asked = ""
            if self._text == text:
                self._show(self._communities(text), [Hit(NOTE, f"不能查找设施和道路：{failure.message}")])
            else:
                self._next()

        self._questions.ask(FindNames(text), found, cannot)

    def _next(self) -> None:
        if self._text and typed_coordinates(self._text) is None and self._run is not None:
            self._ask(self._text)

    def forget(self) -> None:
        """The question was dropped with its process."""
        self._asked = ""

    def take(self, hit: Hit) -> None:
        """Move the map to what was chosen, and mark it."""
        if hit.kind == COMMUNITY:
            self._choose(hit.community_id)
            self._view.show_area(hit.community_id)
        elif hit.mark:
            self._view.show_mark(hit.mark)
            self._view.show_note(f"已在图上标出：{joined_words(part for part in (hit.title, hit.more) if part)!s}")

    def _communities(self, text: str) -> list[Hit]:
        assert self._run is not None
        wanted = plain(text)
        fits = [
            (rank(wanted, [plain(c.name), plain(c.community_id)]), n) for n, c in enumerate(self._run.communities)
        ]  # fmt: skip
        best = [self._run.communities[n] for _, n in sorted((fit, n) for fit, n in fits if fit is not None)]
        hits = [Hit(COMMUNITY, c.name, _where(c.subdistrict, c.location), c.community_id) for c in best[:MOST]]
        return [*hits, *_more(len(best) - MOST, KIND_ZH[COMMUNITY])]

    def _show(self, first: Sequence[Hit], then: Sequence[Hit]) -> None:
        hits = [*first, *then]
        if not hits:
            hits = [Hit(NOTE, "没有找到；可以输入社区、设施名称或地址、道路名称或坐标")]
        self._view.show_hits(hits, choose_first=any(hit.kind != NOTE for hit in hits))


def _where(subdistrict: str, location: str) -> str:
    return joined_words(part for part in (subdistrict, tell("没有位置") if location == "none" else "") if part)


def _more(count: int, kind: str) -> list[Hit]:
    return [Hit(NOTE, f"还有 {count} 个{kind}，请输入更多字")] if count > 0 else []


def _of_explorer(answer: Mapping[str, Any]) -> list[Hit]:
    hits = []
    for row in answer["facilities"]:
        parts = [
            row["type"],
            row["address"],
            tell(STATUS_ZH.get(row["status"], "")),
            "" if row["lon"] is not None else tell("没有位置"),
        ]
        more = joined_words(part for part in parts if part)
        mark = {"lon": row["lon"], "lat": row["lat"], "title": row["name"], "more": more} if row["lon"] is not None else {}
        hits.append(Hit(FACILITY, row["name"], more, mark=mark))
    hits += _more(answer["facilities_more"], KIND_ZH[FACILITY])
    for row in answer["streets"]:
        west, south, east, north = row["box"]
        mark = {
            "lon": (west + east) / 2,
            "lat": (south + north) / 2,
            "title": row["name"],
            "more": "",
            "lines": row["lines"],
            "box": row["box"],
        }
        hits.append(Hit(STREET, row["name"], "OpenStreetMap", mark=mark))
    return [*hits, *_more(answer["streets_more"], KIND_ZH[STREET])]
