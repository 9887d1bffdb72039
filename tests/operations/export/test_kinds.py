"""A kind that stands in the list is an option of the command and a keyword for scripts by itself."""

import dataclasses
import inspect

import pytest

import xc_gis
from xc_gis.cli.export_commands import export
from xc_gis.languages.message import in_language
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.kinds import KINDS, asked_for, asking_for_all


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_can_be_asked_for_everywhere(kind):
    assert kind.name in {field.name for field in dataclasses.fields(ExportRequest)}
    assert kind.name in inspect.signature(xc_gis.export).parameters
    assert kind.name in inspect.signature(export).parameters
    assert in_language(kind.title, "en").isascii()


def test_only_what_is_asked_for_is_made():
    assert asked_for(ExportRequest()) == []
    assert [kind.name for kind in asked_for(ExportRequest(atlas=True))] == ["atlas"]


def test_everything_is_every_kind():
    assert tuple(asked_for(asking_for_all(ExportRequest()))) == KINDS
