"""What the window exports is what the commands write, byte for byte, but for the seconds that it took."""

import json

import pytest

from tests.ui.workers.test_planning_tasks import STATION, lonlat, memory  # noqa: F401 - fixture
from xc_gis.errors import InputError
from xc_gis.model.changes import AddFacility, AddPath, CloseFacility, Scenario
from xc_gis.operations.planning.site import site_into
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.operations.planning.whatif import whatif_into
from xc_gis.progress import Silent
from xc_gis.ui.workers.planning_export import ExportScenarios, ExportSites
from xc_gis.ui.workers.siting_tasks import FindSites
from xc_gis.ui.workers.worker import TaskMemory

NEW = Scenario("东站", (AddFacility(type="CHS", at=lonlat(STATION), cost=3e6), CloseFacility(facility="F2")), note="先看")
PATH = Scenario("近路", (AddPath(line=(lonlat((200.0, 210.0)), lonlat((200.0, 390.0)))),))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_seconds(content):
    read = json.loads(content)
    read.pop("timing", None), read.pop("seconds", None), read.pop("search", None), read.get("outputs", {}).pop("map.html", None)
    return read


@pytest.mark.parametrize("scenarios", [(NEW,), (NEW, PATH)])
def test_scenarios_are_written_as_the_command_writes_them(memory, small_study, tmp_path, scenarios):  # noqa: F811
    first = ExportScenarios(scenarios, tmp_path / "window").run(memory, Silent())
    whatif_into(small_study, scenarios, tmp_path / "command")
    ours, theirs = files(tmp_path / "window"), files(tmp_path / "command")
    assert without_seconds(ours.pop("whatif.json")) == without_seconds(theirs.pop("whatif.json"))
    assert ours == theirs
    assert first.name == ("map.html" if len(scenarios) == 1 else "scenarios.csv")
    assert first.is_file()


def test_a_scenario_that_no_file_could_say_is_not_exported(memory, tmp_path):  # noqa: F811
    crossed = ((116.3, 39.9), (116.31, 39.91), (116.31, 39.9), (116.3, 39.91))
    from xc_gis.model.changes import CloseArea

    with pytest.raises(InputError, match="自身相交"):
        ExportScenarios((Scenario("坏", (CloseArea(area=crossed),)),), tmp_path / "out").run(memory, Silent())
    assert not (tmp_path / "out").exists()


def test_sites_are_written_as_the_command_writes_them_and_none_without_a_search(memory, small_study, tmp_path):  # noqa: F811
    with pytest.raises(InputError, match="还没有选址结果"):
        ExportSites(tmp_path / "none").run(TaskMemory(), Silent())
    asked = {"categories": ("MED",), "count": 2, "every_m": 400.0, "time_limit_s": 5.0}
    FindSites(asked).run(memory, Silent())
    page = ExportSites(tmp_path / "window").run(memory, Silent())
    site_into(small_study, SitingRequest(**asked), tmp_path / "command")
    ours, theirs = files(tmp_path / "window"), files(tmp_path / "command")
    assert page == tmp_path / "window" / "map.html"
    assert without_seconds(ours.pop("summary.json")) == without_seconds(theirs.pop("summary.json"))
    assert ours.keys() == theirs.keys()
    for name in ("sites.csv", "stars.csv", "siting.gpkg"):
        assert ours[name] == theirs[name], name
