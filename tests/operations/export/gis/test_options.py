"""What is asked of GIS files is checked before anything is written."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.gis.options import GisOptions


@pytest.mark.parametrize("options", [GisOptions(("lags",)), GisOptions(shapefile="big5")])
def test_unknown_layers_and_encodings_are_refused(gis_export, tmp_path, options):
    with pytest.raises(InputError, match=r"lags|big5"):
        export_run(gis_export.folder.parent / "run", tmp_path / "out", ExportRequest(gis=True, gis_options=options))
    assert not (tmp_path / "out").exists()
