"""The panel of targets, ledgers and years: all its tabs are in sight at its usual width, in both languages."""

import pytest

from xc_gis.ui.targets.panel import KEYS, TargetsPanel
from xc_gis.ui.widgets.style import dress
from xc_gis.wording.window import use

USUAL_PX = 350


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_tabs_are_in_sight(qapp, qtbot, language):
    dress(qapp)
    use(language)
    try:
        panel = TargetsPanel()
        qtbot.addWidget(panel)
        panel.resize(USUAL_PX + 2, 600)
        panel.show()
        bar = panel.tabs.tabBar()
        assert bar.count() == len(KEYS)
        assert sum(bar.tabRect(n).width() for n in range(bar.count())) <= USUAL_PX
    finally:
        use("zh")
