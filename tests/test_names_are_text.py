"""Signs of other languages planted in names are found letter by letter in the outputs, and nothing of them is run."""

import json
import re

import pytest

from tests.fixtures.small_study import FACILITIES, edit, write_small_study
from xc_gis.runs import run_into


def planted(canary):
    """Names that a template, a page or a script would run; one of them would write a file."""
    touch = f"open('{canary.as_posix()}', 'w').close()"
    return (
        "{{ 7*191 }}", "{% raw %}", "{# 说明 #}", "{{ cycler.__init__.__globals__['__builtins__']['exec'](\"" + touch + '") }}',
        "{{ this.get_root() }}", "</title></script><script>document.title='x'</script>", "<!--<script>", "src=//example.org/x", "&amp;&#20013;",
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    names = planted(folder / "canary")
    facilities = {f"P{n}": ("CHS", name, (300.0 + 50 * n, 405.0)) for n, name in enumerate(names)}
    study = write_small_study(folder / "study", facilities=FACILITIES)
    with (study.parent / "facilities.csv").open("a", encoding="utf-8") as handle:
        for name, (kind, title, (x, _)) in facilities.items():
            handle.write(f'{name},"{title.replace(chr(34), chr(34) * 2)}",{kind},{117.0 + x * 1e-5:.6f},39.915\n')
    everything = " ".join(names)
    edit(study, lambda t: re.sub(r"(?m)^name = .*", lambda _: f"name = '''{everything}'''", t, count=1))
    run_into(study, folder / "out")
    return folder, names


def test_template_in_a_name_is_not_run(page):
    folder, _ = page
    assert not (folder / "canary").exists()


def test_names_stand_in_the_data_of_the_map_as_they_were_given(page):
    folder, names = page
    text = (folder / "out" / "map.html").read_text(encoding="utf-8")
    element = re.search(r'<script type="application/json" id="xc-data">(.*?)</script>', text, re.DOTALL)[1]
    assert not set("<&\u2028\u2029") & set(element)
    shown = {row[2] for row in json.loads(element)["facilities"]}
    assert set(names) <= shown
