"""All runs as one data set: what the tables say, numbers as numbers, unknown as missing, names as they are."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from xc_gis.errors import InputError, OutputError
from xc_gis.operations.batch.combined import COVERAGE, RATING, read_combined, write_combined

RATINGS = """community_id,community,subdistrict,status,provisional,score_low,score,score_high,stars_low,stars,stars_high,completeness,joint_low,joint_high,binding,next_star,surveys
007,'=甲,街道,rated,false,83.8,83.8,83.8,2,2,2,1.000000,0.056606,0.056606,"G3:VEG 0.21<0.50",3,
C2,乙,街道,range,true,10.0,,90.0,0,,4,0.500000,,,,,MED
"""
COVERAGES = """community_id,community,subdistrict,category,residents,covered,gap,unknown,coverage_low,coverage,coverage_high,senior_low,senior_high,median_minutes,note
007,'=甲,街道,MED,10,4.5,5.5,0,0.450000,0.450000,0.450000,,,3.23,
"""


@pytest.fixture
def runs(tmp_path):
    found = {}
    for name in ("西城~a=1", "2024"):
        found[name] = tmp_path / "runs" / name
        found[name].mkdir(parents=True)
        (found[name] / "rating.csv").write_text(RATINGS, encoding="utf-8-sig")
        (found[name] / "coverage.csv").write_text(COVERAGES, encoding="utf-8-sig")
    return found


def test_the_tables_come_back_with_the_study_first(runs, tmp_path):
    write_combined(runs, tmp_path)
    rating, coverage = (read_combined(tmp_path / name) for name in (RATING, COVERAGE))
    assert rating.columns[0] == coverage.columns[0] == "study"
    assert rating["study"].tolist() == ["2024", "2024", "西城~a=1", "西城~a=1"]
    assert rating["community_id"].tolist()[:2] == ["007", "C2"]
    assert rating["community"].tolist()[0] == "=甲"
    assert rating["stars"].tolist()[:2] == [2, pd.NA]
    assert rating["provisional"].tolist()[:2] == [False, True]
    assert pd.isna(rating["score"][1])
    assert coverage[["covered", "median_minutes"]].to_numpy().tolist()[0] == [4.5, 3.23]


def test_any_reader_of_such_data_sets_finds_the_studies(runs, tmp_path):
    write_combined(runs, tmp_path)
    found = pq.read_table(tmp_path / RATING).to_pandas()
    assert set(found["study"].astype(str)) == {"西城~a=1", "2024"}
    assert len(found) == 4


def test_a_second_time_takes_the_place_of_the_first(runs, tmp_path):
    write_combined(runs, tmp_path)
    write_combined({"2024": runs["2024"]}, tmp_path)
    assert read_combined(tmp_path / RATING)["study"].unique().tolist() == ["2024"]
    write_combined({}, tmp_path)
    assert read_combined(tmp_path / RATING).columns[0] == "study"
    assert not len(read_combined(tmp_path / COVERAGE))


def test_a_stranger_in_it_is_not_replaced_and_a_damaged_run_is_named(runs, tmp_path):
    write_combined(runs, tmp_path)
    (tmp_path / RATING / "mine.txt").write_text("x")
    with pytest.raises(OutputError, match=r"mine\.txt"):
        write_combined(runs, tmp_path)
    (tmp_path / RATING / "mine.txt").unlink()
    (runs["2024"] / "rating.csv").write_text("community_id\nC1\n", encoding="utf-8-sig")
    with pytest.raises(InputError, match="2024"):
        write_combined(runs, tmp_path)
