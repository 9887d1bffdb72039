"""
How long the tables of services and voices take: ``python benchmarks/governance.py survey``, ``hotline``, ``resources``; how many cells are hidden on the sample: ``suppression``.

The tables are generated, 263 communities as the sample has; nothing of them is real.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.governance.census import census_tables
from xc_gis.analysis.governance.directory import directory_tables
from xc_gis.analysis.governance.hot_spots import hot_spots, neighbours
from xc_gis.analysis.governance.hotline import hotline_of
from xc_gis.analysis.governance.links import KnownFacilities
from xc_gis.analysis.governance.suppression import hidden_cells, with_sums
from xc_gis.analysis.governance.survey import survey_tables
from xc_gis.operations.governance import subdistricts_of
from xc_gis.operations.study import read_study
from xc_gis.sources.governance.census import read_census
from xc_gis.sources.governance.directory import read_directory
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.governance.ticket_services import read_services
from xc_gis.sources.governance.tickets import Places, read_tickets
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import CensusTable, DirectoryTable, SurveyTable, TicketsTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import load_standard

COMMUNITIES = pd.DataFrame(
    {
        "community_id": [f"C{n:03d}" for n in range(263)],
        "name": [f"社区{n}" for n in range(263)],
        "subdistrict": [f"街道{n % 15}" for n in range(263)],
    }
)
STREETS = pd.Series(COMMUNITIES["subdistrict"].to_numpy(), index=COMMUNITIES["community_id"])


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
    tables = survey_tables(found, STREETS, satisfied=0.9, unknown_max=0.2)
    print(
        f"{len(rows):,} rows: read {read - began:.2f} s, rated {time.process_time() - read:.2f} s; {len(tables.supply)} communities rated"
    )


def hotline(folder: Path) -> None:
    """200,000 tickets of two years with names, telephone numbers and free text, 263 communities: read and counted, worked out."""
    n, random = 200_000, np.random.default_rng(3)
    day = pd.Timestamp("2024-07-01") + pd.to_timedelta(random.integers(0, 730 * 86_400, n), unit="s")
    text = "市民反映楼下路灯不亮，电话13812345678，家住3号楼2单元501室，请尽快处理。" * 3
    pd.DataFrame(
        {
            "工单编号": [f"GD{d:%Y%m%d}{k:07d}" for k, d in enumerate(day)], "受理时间": day.strftime("%Y-%m-%d %H:%M:%S"), "来电人": "张三", "联系电话": "13812345678", "一级分类": "民生",
            "二级分类": random.choice(["买菜", "养老", "就医", "绿化", "治安", "停车", "噪声", "物业", "供暖", "快递"], n), "街道": "", "社区": COMMUNITIES["name"].to_numpy()[random.zipf(1.3, n) % 263],
            "诉求内容": text, "是否响应": random.choice(["是", "否"], n, p=[0.97, 0.03]), "是否解决": random.choice(["是", "否", ""], n, p=[0.8, 0.1, 0.1]),
            "是否满意": random.choice(["满意", "不满意", ""], n, p=[0.7, 0.1, 0.2]),
        }
    ).to_csv(folder / "tickets.csv", index=False)  # fmt: skip
    squares = [shapely.box(k % 17, k // 17, k % 17 + 1, k // 17 + 1) for k in range(263)]
    places = Places(gpd.GeoDataFrame(COMMUNITIES, geometry=squares, crs="EPSG:4548"), "EPSG:4548")
    standard = load_standard("xicheng-ykz-default", base_dir=folder)
    files, notes = StudyFiles(folder, "study.toml"), Notes("tickets.csv", "hotline")
    services, _ = read_services(files, None, standard, notes)
    began = time.process_time()
    counts, _ = read_tickets(files, TicketsTable(path="tickets.csv"), places, services, ProblemList("hotline"), notes)
    read = time.process_time()
    people = pd.Series(4000.0, index=COMMUNITIES["community_id"])
    found = hotline_of(
        counts, people, STREETS, [c.code for c in standard.categories], min_cell=5, percentile=0.9, study_date=None
    )
    done = time.process_time()
    hot_spots(
        found.estimate / 4000, neighbours(places.communities.assign(geometry=places.communities.scale(100, 100, origin=(0, 0))))
    )
    print(
        f"{n:,} tickets: read {read - began:.1f} s, worked out {done - read:.2f} s, hot spots {time.process_time() - done:.1f} s; {found.hidden.sum()} cells hidden"
    )


def resources(folder: Path) -> None:
    """263 communities × 39 kinds and 10,000 entries of a directory with places, 3,000 facilities: read, linked, worked out."""
    random = np.random.default_rng(5)
    kinds = [f"种类{n}" for n in range(39)]
    types = ["CHS", "CVS", "PHA", "RES"]
    pd.DataFrame(
        [(kind, "公共服务设施" if n % 3 else "社区社会组织", types[n % 4] if n % 3 else "") for n, kind in enumerate(kinds)],
        columns=["资源种类", "组别", "设施类型"],
    ).to_csv(folder / "kinds.csv", index=False)
    squares = [shapely.box(500 * (k % 17), 500 * (k // 17), 500 * (k % 17 + 1), 500 * (k // 17 + 1)) for k in range(263)]
    areas = gpd.GeoDataFrame(COMMUNITIES.assign(location="area"), geometry=squares, crs="EPSG:4548")
    where = random.uniform(0, 8000, size=(3000, 2))
    facilities = gpd.GeoDataFrame(
        {"facility_id": [f"F{n}" for n in range(3000)], "type": random.choice(types, 3000), "name": [f"设施{n}号店" for n in range(3000)], "status": "open"},
        geometry=shapely.points(where), crs="EPSG:4548",
    )  # fmt: skip
    rows = [
        (c, kind, f"设施{random.integers(3000)}号店" if n % 2 else "", "" if n % 2 else random.integers(0, 9))
        for c in COMMUNITIES["community_id"]
        for n, kind in enumerate(kinds)
    ]
    pd.DataFrame(rows, columns=["社区编号", "资源种类", "名称", "数量"]).to_csv(folder / "census.csv", index=False)
    at = random.integers(0, 3000, 10_000)
    pd.DataFrame(
        {
            "大类": [f"大类{n % 11}" for n in range(10_000)], "小类": [f"小类{n % 60}" for n in range(10_000)], "名称": [f"设施{n}号店" for n in at], "经度": where[at, 0] + 20, "纬度": where[at, 1],
            "社区": "", "电话": "010-00000000", "在线预约": random.choice(["是", "否", ""], 10_000),
        }
    ).to_csv(folder / "directory.csv", index=False)  # fmt: skip
    standard, files = load_standard("xicheng-ykz-default", base_dir=folder), StudyFiles(folder, "study.toml")
    notes, problems = Notes("a.csv", "census"), ProblemList("census")
    place = {"crs": "EPSG:4548"}
    began = time.process_time()
    asked = CensusTable.model_validate({"table": {"path": "census.csv", **place}, "kinds": "kinds.csv"})
    census, _ = read_census(files, asked, areas, standard, problems, notes, notes)
    listed = DirectoryTable.model_validate({"table": {"path": "directory.csv", **place}})
    directory, _ = read_directory(files, listed, areas, standard, problems, notes, notes)
    read = time.process_time()
    people = pd.Series(4000.0, index=COMMUNITIES["community_id"])
    known = KnownFacilities.of(facilities, areas)
    found = census_tables(census, people, STREETS, known, near_m=50)
    told = directory_tables(directory, people, STREETS, known, near_m=50)
    print(
        f"{len(rows):,} rows of the census, {len(directory.entries):,} entries: read {read - began:.2f} s, linked and worked out {time.process_time() - read:.2f} s; links {found.ways}, {told.ways}"
    )


def suppression(_folder: Path) -> None:
    """Cells of the sample's hotline that are hidden, with and without sums by subdistrict."""
    study = read_study(Path(__file__).parents[1] / "data" / "sample-governance.toml")
    hotline = study.governance.hotline
    assert hotline is not None
    inner = hotline.table[:-1, :-1]
    area = pd.factorize(subdistricts_of(study.data))[0]
    small, alone = int(((inner > 0) & (inner < 5)).sum()), int(hidden_cells(with_sums(inner), 5).sum())
    began = time.process_time()
    hidden = hidden_cells(with_sums(inner, area), 5, area)
    taken, sums = time.process_time() - began, int(hidden[len(area) : -1].sum())
    rates = int(hotline.hidden.sum() + hotline.areas.hidden.sum())
    print(
        f"{inner.shape[0]} × {inner.shape[1]} cells, {small} small: {alone} hidden without, {hidden.sum()} with subdistricts ({sums} of them sums of subdistricts), {rates} ({hotline.areas.hidden.sum()}) with rates and changes, too, {taken:.2f} s"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        {"survey": survey, "hotline": hotline, "resources": resources, "suppression": suppression}[sys.argv[1]](Path(made))
