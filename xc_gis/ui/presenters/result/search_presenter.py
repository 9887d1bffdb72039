"""
The search above the map: what a text may mean, by kind, and what happens when one of it is taken. Knows no Qt.

Communities and subdistricts stand in the run and coordinates in the text: they are there at once. Facilities and streets are asked of the explorer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.operations.explore.name_match import plain, rank
from xc_gis.operations.explore.typed_coordinates import WHOSE_ZH, typed_coordinates
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.hits import COMMUNITY, COORDINATES, FACILITY, KIND_ZH, NOTE, STREET, SUBDISTRICT, Hit
from xc_gis.ui.presenters.result.place_presenter import PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import FindNames
from xc_gis.wording.window import joined_words, tr, window_text

MOST = 8
BEGINS = 1
"""As ``rank`` has it: the name is, or begins with, what is looked for."""

STATUS_ZH = {"planned": msg("规划中"), "closed": msg("已停业")}


class SearchPresenter:
    """
    One text at a time; answers to an earlier one are not shown.

    Parameters
    ----------
    choose, choose_subdistrict
        Choose a community by its id, and all communities of a subdistrict by its name.
    """

    def __init__(
        self,
        view: ResultView,
        questions: Questions,
        places: PlacePresenter,
        choose: Callable[[str], None],
        choose_subdistrict: Callable[[str], None],
    ) -> None:
        self._view, self._questions, self._places = view, questions, places
        self._choose, self._choose_subdistrict = choose, choose_subdistrict
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
                    COORDINATES, f"{place.lon:.6f}, {place.lat:.6f}", window_text("in_brackets", place.system, tr(WHOSE_ZH[place.system])),
                    mark={"lon": place.wgs_lon, "lat": place.wgs_lat, "title": f"{place.lon:.6f}, {place.lat:.6f}", "more": place.system},
                )
                for place in typed.places
            ]  # fmt: skip
            self._view.show_hits(hits, choose_first=len(hits) == 1)
            return
        communities = self._communities(text)
        if not self._places.wake():
            self._show(communities, [Hit(NOTE, msg("项目数据在本次结果之后有改动，重新运行后才能查找设施和道路"))])
            return
        self._show(communities, [Hit(NOTE, msg("正在查找设施和道路…"))])
        self._ask(text)

    def _ask(self, text: str) -> None:
        """While one text is looked for only the latest request is kept."""
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
                self._show(self._communities(text), [Hit(NOTE, msg("不能查找设施和道路：{message}", message=failure.message))])
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
            self._view.show_area((hit.community_id,))
        elif hit.kind == SUBDISTRICT:
            self._choose_subdistrict(hit.title)
            self._view.show_area(self._within({hit.title}))
            self._view.show_subdistrict(hit.title)
        elif hit.mark:
            self._view.show_mark(hit.mark)
            self._view.show_note(msg("已在图上标出：{value}", value=joined_words(part for part in (hit.title, hit.more) if part)))

    def _communities(self, text: str) -> list[Hit]:
        """Subdistricts and communities, first the kind that meets the text better; below them those of a subdistrict that begins so."""
        assert self._run is not None
        wanted = plain(text)
        fits = _best([(rank(wanted, [plain(c.name), plain(c.community_id)]), c.community_id) for c in self._run.communities])
        names = dict.fromkeys(c.subdistrict for c in self._run.communities if c.subdistrict)
        streets = _best([(rank(wanted, [plain(name)]), name) for name in names])
        meant = {name for fit, name in streets if fit <= BEGINS}
        own = [one for _, one in fits]
        best = [self._run.by_id[one] for one in (*own, *(one for one in self._within(meant) if one not in own))]
        communities = [Hit(COMMUNITY, c.name, _where(c.subdistrict, c.location), c.community_id) for c in best[:MOST]]
        left = len(best) - MOST
        more = (
            [Hit(NOTE, msg("还有 {left} 个社区，选择街道可以看到全部", left=left))]
            if meant and left > 0
            else _more(left, KIND_ZH[COMMUNITY])
        )
        found = [Hit(SUBDISTRICT, name, tr(msg("{count} 个社区", count=len(self._within({name}))))) for _, name in streets[:MOST]]
        found += _more(len(streets) - MOST, KIND_ZH[SUBDISTRICT])
        first = bool(streets) and (not fits or streets[0][0] < fits[0][0])
        return [*found, *communities, *more] if first else [*communities, *more, *found]

    def _within(self, subdistricts: set[str]) -> list[str]:
        """Ids of the communities of subdistricts."""
        assert self._run is not None
        return [c.community_id for c in self._run.communities if c.subdistrict in subdistricts]

    def _show(self, first: Sequence[Hit], then: Sequence[Hit]) -> None:
        hits = [*first, *then]
        if not hits:
            hits = [Hit(NOTE, msg("没有找到；可以输入街道、社区、设施名称或地址、道路名称或坐标"))]
        self._view.show_hits(hits, choose_first=any(hit.kind != NOTE for hit in hits))


def _where(subdistrict: str, location: str) -> str:
    return joined_words(part for part in (subdistrict, tr(msg("没有位置")) if location == "none" else "") if part)


def _best(fits: Sequence[tuple[int | None, str]]) -> list[tuple[int, str]]:
    """What meets the text at all, the best first."""
    return sorted(((fit, what) for fit, what in fits if fit is not None), key=lambda found: found[0])


def _more(count: int, kind: str) -> list[Hit]:
    return [Hit(NOTE, msg("还有 {count} 个{kind}，请输入更多字", count=count, kind=kind))] if count > 0 else []


def _of_explorer(answer: Mapping[str, Any]) -> list[Hit]:
    hits = []
    for row in answer["facilities"]:
        parts = [
            tr(row["type"]),
            row["address"],
            tr(STATUS_ZH.get(row["status"], "")),
            "" if row["lon"] is not None else tr(msg("没有位置")),
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
