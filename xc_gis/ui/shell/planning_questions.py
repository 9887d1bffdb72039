"""What the planning page asks in dialogs: people, hours, names, moments, folders; the answers go to its presenter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PyQt5.QtWidgets import QInputDialog, QWidget

from xc_gis.languages.message import msg
from xc_gis.model.changes import AddResidents, ChangeResidents, CompleteSurvey
from xc_gis.ui.widgets.asking import DATA, STUDY, ask_file, ask_folder
from xc_gis.wording.window import name_of, tr

if TYPE_CHECKING:
    from xc_gis.model.changes import Status
    from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter
    from xc_gis.ui.shell.result_display import ResultDisplay

MOST_PEOPLE = 1_000_000
MOST_PERCENT = 1000.0
PERCENT = 100


class PlanningQuestions:
    """
    Asks, and tells the presenter.

    Parameters
    ----------
    result, presenter
        Whose run and study it is about, and who is told.
    """

    def __init__(self, result: ResultDisplay, presenter: PlanningPresenter) -> None:
        self._result, self._presenter = result, presenter

    @property
    def _over(self) -> QWidget:
        return self._result.work

    @property
    def _beside(self) -> Path:
        return self._result.study.parent if self._result.study else Path.home()

    # -- people ----------------------------------------------------------------------------------------------------------
    def people(self, asked: str) -> None:
        """Change residents: new ones at a place (``people``), fewer or more of a community, a subdistrict, a drawn area, of all."""
        if asked == "people":
            count, is_told = QInputDialog.getInt(
                self._over, tr(msg("新增居民")), tr(msg("多少人？随后点选位置")), 1000, 1, MOST_PEOPLE
            )
            if is_told:
                self._presenter.tools.place(lambda at: AddResidents(residents=float(count), at=at))
        elif asked == "residents":
            self._of_community()
        elif asked == "quarter":
            self._of_subdistrict()
        elif asked == "drawn":
            self._presenter.tools.draw("ring", lambda ring: self._ask_factor(tr(msg("所画区域")), area=ring))
        else:
            self._ask_factor(tr(msg("全部社区")))

    def _of_community(self) -> None:
        run = self._result.run
        if run is None:
            return
        names = [f"{one.name} · {one.community_id}" for one in run.communities]
        chosen = self._result.sheet.community
        at = next((n for n, one in enumerate(run.communities) if chosen and one.community_id == chosen.community_id), 0)
        name, is_told = QInputDialog.getItem(self._over, tr(msg("社区居民增减")), tr(msg("社区")), names, at, editable=False)
        if is_told:
            self._ask_factor(name, community=run.communities[names.index(name)].community_id)

    def _of_subdistrict(self) -> None:
        run = self._result.run
        if run is None:
            return
        names = sorted({one.subdistrict for one in run.communities if one.subdistrict})
        chosen = self._result.sheet.community
        at = names.index(chosen.subdistrict) if chosen and chosen.subdistrict in names else 0
        name, is_told = QInputDialog.getItem(self._over, tr(msg("街道居民增减")), tr(msg("街道")), names, at, editable=False)
        if is_told:
            self._ask_factor(name, subdistrict=name)

    def _ask_factor(
        self, title: str, *, community: str = "", subdistrict: str = "", area: tuple[tuple[float, float], ...] = ()
    ) -> None:
        words = tr(msg("变为现在的百分之多少？"))
        percent, is_told = QInputDialog.getDouble(self._over, title, words, 90.0, 0.0, MOST_PERCENT, 1)
        if is_told:
            factor = round(percent / PERCENT, 4)
            self._presenter.add(ChangeResidents(community=community, subdistrict=subdistrict, area=area, factor=factor))

    # -- facilities ------------------------------------------------------------------------------------------------------
    def adjust(self, facility_id: str, wanted: str) -> None:
        """Another status of a facility, or other hours."""
        if wanted != "hours":
            self._presenter.forms.adjust(facility_id, status=cast("Status", wanted))
            return
        hours, is_told = QInputDialog.getText(
            self._over, tr(msg("开放时间")), tr(msg("如 Mo-Fr 08:00-17:00 或 24/7（OpenStreetMap 的写法）"))
        )
        if is_told and hours.strip():
            self._presenter.forms.adjust(facility_id, hours=hours.strip())

    # -- scenarios -------------------------------------------------------------------------------------------------------
    def rename(self) -> None:
        """Name and note of the scenario in front."""
        draft = self._presenter.shelf.current
        name, is_named = QInputDialog.getText(self._over, tr(msg("方案的名称")), tr(msg("名称")), text=draft.name)
        if not is_named:
            return
        note, is_noted = QInputDialog.getMultiLineText(self._over, tr(msg("方案的备注")), tr(msg("备注")), draft.note)
        self._presenter.rename(name, note if is_noted else draft.note)

    def moment(self) -> None:
        """The moment at which it is looked."""
        moment, is_told = QInputDialog.getText(
            self._over, tr(msg("所看时刻")), tr(msg("如 WED 22:30；空着为项目的时刻")),
            text=self._presenter.shelf.current.moment,
        )  # fmt: skip
        if is_told:
            self._presenter.actions.look_at(moment)

    def survey(self) -> None:
        """A category of which the list is completed, and nothing new is found."""
        run = self._result.run
        if run is None:
            return
        names = [f"{name_of(one)} · {one.code}" for one in run.categories]
        title, words = tr(msg("补查完成")), tr(msg("哪一类的清单补查齐了，而没有发现新的设施？"))
        name, is_told = QInputDialog.getItem(self._over, title, words, names, 0, editable=False)
        if is_told:
            self._presenter.add(CompleteSurvey(category=run.categories[names.index(name)].code))

    def take_in(self) -> None:
        """Another scenario whose changes come behind those of the one in front."""
        others = self._presenter.actions.others()
        if not others:
            self._presenter.view.show_note(msg("没有其他有改动的方案"))
            return
        names = [f"{number}. {name}" for number, (name, _) in enumerate(others, 1)]
        title, words = tr(msg("并入另一方案")), tr(msg("它的改动将加在当前方案之后"))
        name, is_told = QInputDialog.getItem(self._over, title, words, names, 0, editable=False)
        if is_told:
            self._presenter.actions.take_in(others[names.index(name)][1])

    def open(self) -> None:
        """A scenario file from anywhere."""
        path = ask_file(self._over, STUDY, tr(msg("打开方案文件")), tr(msg("方案文件 (*.toml)")), self._beside)
        if path is not None:
            self._presenter.read(path)

    def export(self, *, every: bool) -> None:
        """A folder for maps and tables of the scenario in front, or of all."""
        folder = ask_folder(self._over, DATA, tr(msg("导出到哪个文件夹？将在其中新建一个文件夹")), self._beside)
        if folder is not None:
            actions = self._presenter.actions
            actions.export(actions.folder_in(folder, every=every), every=every)

    def export_sites(self) -> None:
        """A folder for the tables and the map of what siting found."""
        folder = ask_folder(self._over, DATA, tr(msg("导出到哪个文件夹？将在其中新建一个文件夹")), self._beside)
        if folder is not None:
            self._presenter.actions.export_sites(folder / f"{self._presenter.study_name}.sites")

    def layer(self, title: str) -> Path | None:
        """A layer or table that a siting question names; None where none was chosen."""
        filters = tr(msg("图层和表 (*.geojson *.gpkg *.shp *.kml *.csv *.xlsx);;所有文件 (*)"))
        return ask_file(self._over, DATA, title, filters, self._beside)
