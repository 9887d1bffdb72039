"""What the command leaves, the same however many processes share the work."""

import pandas as pd

from tests.fixtures.small_study import write_small_study
from xc_gis.model.ranges import Ranges
from xc_gis.operations.planning.robust import robust_into


def test_tables_page_and_the_same_bytes_from_two_processes(tmp_path):
    study = write_small_study(tmp_path / "study")
    ranges = Ranges(draws=20)
    result, content = robust_into(study, tmp_path / "one", ranges=ranges)
    shared = robust_into(study, tmp_path / "two", ranges=ranges, jobs=2)[1]
    assert shared["outputs"] == content["outputs"]
    table = pd.read_csv(tmp_path / "one" / "robust.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert list(table.columns) == ["community_id", "stars", "robust", "lowest", "highest", "turned_by", "kept"]
    assert table["community_id"].tolist() == ["C1", "C2"]
    assert set(table["robust"]) <= {"true", "false"}
    assert table["stars"].tolist() == ["", ""]  # hardly anything is surveyed
    assert len(result.checks) == content["checks"]
    page = (tmp_path / "one" / "checks.html").read_text(encoding="utf-8")
    assert "现场核查清单" in page
