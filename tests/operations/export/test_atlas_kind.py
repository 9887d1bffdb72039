"""Themes of an atlas are checked before anything is drawn; what a theme shows is part of what its file is made from."""

import dataclasses

import pytest

from tests.fixtures.finished_run import source_of
from xc_gis.errors import InputError
from xc_gis.operations.export.atlas_kind import figures_of, prepare_atlas
from xc_gis.operations.export.export_request import ExportRequest, RunExport
from xc_gis.runs.view import read_run_view


def test_a_theme_that_does_not_exist_is_refused_before_the_first_is_drawn(finished_run):
    work = RunExport(read_run_view(finished_run), ExportRequest(atlas=True, themes=("stars", "stern")))
    with pytest.raises(InputError, match="stern"):
        prepare_atlas(work)


def test_another_figure_makes_another_theme(finished_run):
    theme = source_of(finished_run, "stars").theme
    other = dataclasses.replace(theme, looks={**theme.looks, "C1": dataclasses.replace(theme.looks["C1"], words="x")})
    assert figures_of(theme) != figures_of(other)
