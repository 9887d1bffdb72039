"""
A table seeded with thirty kinds of personal data, in its free text and in the columns that are read, lets none of them out, nor do a census and a
directory seeded with what is not public in them: every file of a run, the data check, what the commands print, the program's own folder and the folder of passing files are searched.
"""

import csv
import os
import unicodedata
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tests.fixtures.commands import process
from tests.fixtures.personal_data import PERSONAL
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.operations.study import read_study
from xc_gis.sources.governance.public_words import MAY_HOLD
from xc_gis.sources.governance.words import TICKET_HEADINGS

SEEDS = [(kind, text) for kind, texts in PERSONAL.items() for text in texts]
COLUMNS = [names[1] for role, names in TICKET_HEADINGS.items() if role not in {"x", "y"}]
TABLES = "".join(
    f'\n[{name}]\ntable = "{file}.csv"\n'
    for name, file in (("hotline", "tickets"), ("census", "census"), ("directory", "directory"))
)
GOOD = {
    "受理时间": "2026-06-05",
    "一级分类": "民生",
    "二级分类": "养老",
    "街道": "甲街道",
    "社区": "西社区",
    "是否响应": "是",
    "是否解决": "是",
    "是否满意": "满意",
}


def write_tickets(path: Path) -> int:
    """Ten good tickets with personal data in their free text; then each datum in each column of the schema. How many of these there are."""
    seeded = 0
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        table = csv.DictWriter(handle, [*COLUMNS, "来电人", "诉求内容"])
        table.writeheader()
        for n, (_, text) in enumerate(SEEDS[:10]):
            table.writerow({**GOOD, "工单编号": f"G{n}", "来电人": "王小明", "诉求内容": f"{text}请尽快处理"})
        for _, text in SEEDS:
            for column in COLUMNS:
                seeded += 1
                words = text if column == "工单编号" else f"{GOOD[column]} {text}"
                table.writerow({**GOOD, "工单编号": f"S{seeded}", "来电人": "王小明", "诉求内容": text, column: words})
    return seeded


def write_offers(folder: Path) -> int:
    """A census and a directory: every datum in columns that are not read, and in each that is read where it is not public. How many of these."""
    said = {"联系人李小明", "家住西便门内大街"}
    heads = {"name": "名称", "address": "地址", "hours": "营业时间", "url": "网址"}
    seeded = 0
    for file, first in (
        ("census.csv", {"社区": "西社区", "资源种类": "公共厕所"}),
        ("directory.csv", {"大类": "餐饮服务", "小类": "早餐店", "社区": "西社区"}),
    ):
        with (folder / file).open("w", encoding="utf-8-sig", newline="") as handle:
            table = csv.DictWriter(handle, [*first, *heads.values(), "负责人", "备注"])
            table.writeheader()
            for n, (kind, text) in enumerate(SEEDS):
                row = {**first, "名称": f"甲{n}", "负责人": "王小明", "备注": text}
                table.writerow(row)
                for role, head in heads.items():
                    if kind not in MAY_HOLD[role] or text in said:
                        seeded += 1
                        table.writerow({**row, "名称": f"乙{n}{role}", head: text})
    return seeded


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """Study, number of seeded rows, all that was said and written about it."""
    folder = tmp_path_factory.mktemp("private")
    path = write_small_study(folder / "study", study=STUDY + TABLES)
    seeded = write_tickets(folder / "study" / "tickets.csv")
    assert write_offers(folder / "study") > 2 * len(SEEDS)
    out = folder / "out"
    out.mkdir()
    more = {"env": {**os.environ, "XC_GIS_HOME": str(out / "home"), "XC_GIS_DEBUG": "1", "TMPDIR": str(out)}}
    said = [
        process("run", path, "--out", out / "run", **more),
        process("check", path, "--out", out / "check.html", "--json", **more),
    ]
    return path, seeded, folder / "out", said


def texts_of(folder):
    """Name and text of every file, also inside archives and tables."""
    for file in sorted(folder.rglob("*")):
        if file.is_dir():
            continue
        raw = file.read_bytes()
        if file.suffix == ".parquet":
            raw = pd.read_parquet(file).to_csv().encode()
        yield file.name, raw.decode("utf-8", "replace")
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                for part in archive.namelist():
                    yield f"{file.name}/{part}", archive.read(part).decode("utf-8", "replace")


def leaks(name, text):
    wanted = {
        word for _, seed in SEEDS for word in (seed, unicodedata.normalize("NFKC", seed), seed.encode("unicode_escape").decode())
    } | {"王小明"}
    return [(name, word) for word in sorted(wanted) if word in text]


def test_the_search_finds_what_is_there():
    assert leaks("a file", "…来电 13800138467…") == [("a file", "13800138467")]


def test_none_is_in_any_file_or_word(everything):
    _, _, out, said = everything
    assert [one.err for one in said if one.code] == []
    found = [leak for name, text in texts_of(out) for leak in leaks(name, text)]
    found += [leak for one in said for leak in leaks("printed", one.out + one.err)]
    assert found == []
    assert len(list(texts_of(out))) > 12


def test_every_seeded_row_is_refused_and_counted_by_kind(everything):
    path, seeded, out, _ = everything
    problems = pd.read_csv(out / "run" / "problems.csv")
    assert problems["reason"].str.contains("含个人信息").sum() == seeded
    data = read_study(path).data
    assert data.hotline.counts["tickets"].sum() == 10
    counted = next(found.evidence["refused"] for found in data.findings if "refused" in found.evidence)
    assert {kind: counted[kind] for kind in PERSONAL} == {kind: len(texts) * len(COLUMNS) for kind, texts in PERSONAL.items()}


def test_what_was_read_holds_no_ticket(everything):
    data = read_study(everything[0]).data
    assert leaks("data", repr(data.hotline) + data.hotline.counts.to_csv() + repr(data.findings)) == []
