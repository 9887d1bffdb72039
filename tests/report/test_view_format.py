"""Long tables of a view as columns, read by name."""

import pytest

from xc_gis.report.view_format import GAPS, NEAREST, columns_of, records_of


def test_rows_come_back_by_name():
    rows = [("C1", "MED", 3, 40, 1.5, None), ("C2", "MED", 1, 2, None, None)]
    columns = columns_of(GAPS, rows)
    assert list(columns) == list(GAPS)
    assert [tuple(record[name] for name in GAPS) for record in records_of(columns)] == rows


def test_order_of_the_columns_says_nothing():
    columns = columns_of(GAPS, [("C1", "MED", 3, 40, 1.5, None)])
    turned = dict(reversed(columns.items()))
    assert next(records_of(turned)) == next(records_of(columns))


def test_table_without_rows_has_its_columns():
    assert columns_of(NEAREST, []) == {name: [] for name in NEAREST}
    assert list(records_of(columns_of(NEAREST, []))) == []


def test_rows_and_columns_of_another_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        columns_of(GAPS, [("C1", "MED", 3)])
    with pytest.raises(ValueError, match="zip"):
        list(records_of({"a": [1, 2], "b": [1]}))
