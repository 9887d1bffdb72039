"""What QGIS opens of a run is the same whether the run leaves it or an export makes it."""

import shutil

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.gis.project_files import FIELDS, GEOPACKAGE, PROJECT, leave_project
from xc_gis.progress import Silent


def test_a_run_leaves_what_an_export_makes(gis_export, tmp_path):
    run = gis_export.folder.parent / "run"
    shutil.copytree(run, tmp_path / "run")
    names = leave_project(tmp_path / "run", "zh", Silent())
    assert names == [GEOPACKAGE, PROJECT, FIELDS]
    export_run(run, tmp_path / "export", ExportRequest(gis=True))
    assert [name for name in names if (tmp_path / "run" / name).read_bytes() != (tmp_path / "export" / name).read_bytes()] == []


def test_without_the_map_there_is_no_project(gis_export, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(gis_export.folder.parent / "run", run)
    (run / "map.html").unlink()
    with pytest.raises(InputError, match="没有可读的地图"):
        leave_project(run, "zh", Silent())
    assert not (run / "gis").exists()
