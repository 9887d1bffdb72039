"""What QGIS asks of styles in a GeoPackage."""

import re
import sqlite3

import pandas as pd
import pytest

from tests.report.gis.test_project import LAYER, LOOK
from xc_gis.errors import ResourceError
from xc_gis.report.gis.records import Look
from xc_gis.report.gis.styled_geopackage import write_styled_geopackage

FIELDS = pd.DataFrame({"layer": ["areas"], "field": ["id"]})


def test_styles_are_found_by_qgis(tmp_path):
    path = tmp_path / "study.gpkg"
    write_styled_geopackage(path, [LAYER], {"areas": [LOOK, Look("other", LOOK.rules)]}, FIELDS)
    with sqlite3.connect(path) as stored:
        assert stored.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'").fetchone() == (
            "attributes",
        )
        rows = stored.execute(
            "SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, useAsDefault, update_time FROM layer_styles"
        ).fetchall()
        assert [row[:5] for row in rows] == [("", "", "areas", "geom", 1), ("", "", "areas", "geom", 0)]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", row[5]) for row in rows)
        assert stored.execute("SELECT column_name FROM gpkg_geometry_columns").fetchall() == [("geom",)]
        assert stored.execute("SELECT layer, field FROM fields").fetchall() == [("areas", "id")]
        assert stored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert stored.execute("PRAGMA user_version").fetchone() == (10200,), "older QGIS reads it without a warning"


def test_a_place_that_takes_nothing_is_told(tmp_path):
    (tmp_path / "study.gpkg").mkdir()
    with pytest.raises(ResourceError, match=r"study\.gpkg"):
        write_styled_geopackage(tmp_path / "study.gpkg", [LAYER], {}, FIELDS)
