"""
How long the tables of services and voices take: ``python benchmarks/governance.py survey``.

The tables are generated, 263 communities as the sample has; nothing of them is real.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.survey import survey_tables
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.study.governance_tables import SurveyTable
from xc_gis.sources.study.named_files import StudyFiles

COMMUNITIES = pd.DataFrame(
    {
        "community_id": [f"C{n:03d}" for n in range(263)],
        "name": [f"社区{n}" for n in range(263)],
        "subdistrict": [f"街道{n % 15}" for n in range(263)],
    }
)


def survey(folder: Path) -> None:
    """263 communities × 180 小项: read, rated."""
    random = np.random.default_rng(1)
    items = [(f"{n:03d}", f"大类{n // 18}", f"项{n // 3}", f"小项{n}") for n in range(180)]
    pd.DataFrame(items, columns=["编号", "大类", "项", "小项"]).to_csv(folder / "items.csv", index=False)
    rows = [
        (c, i[0], random.choice(["是", "否", ""], p=[0.85, 0.1, 0.05]), f"{random.integers(60, 101)}%")
        for c in COMMUNITIES["community_id"]
        for i in items
    ]
    pd.DataFrame(rows, columns=["社区编号", "小项编号", "是否提供", "满意度"]).to_csv(folder / "survey.csv", index=False)
    table = SurveyTable.model_validate({"items": "items.csv", "table": "survey.csv"})
    began = time.process_time()
    found, _ = read_survey(StudyFiles(folder, "study.toml"), table, COMMUNITIES, *survey_notes(table))
    read = time.process_time()
    tables = survey_tables(found, COMMUNITIES["community_id"].tolist(), satisfied=0.9, unknown_max=0.2)
    print(
        f"{len(rows):,} rows: read {read - began:.2f} s, rated {time.process_time() - read:.2f} s; {len(tables.supply)} communities rated"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        {"survey": survey}[sys.argv[1]](Path(made))
