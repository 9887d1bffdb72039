"""The right of the work page: the fact sheet of a community, or the card of what was asked last."""

from __future__ import annotations

from PyQt5.QtWidgets import QStackedWidget, QWidget

from xc_gis.ui.result_page.facility_card import FacilityCard
from xc_gis.ui.result_page.measure_card import MeasureCard
from xc_gis.ui.result_page.place_card import PlaceCard
from xc_gis.ui.result_page.totals_card import TotalsCard

NARROWEST = 320


class SidePanel(QStackedWidget):
    """
    One card at a time.

    Attributes
    ----------
    place_card, totals_card, measure_card, facility_card
        Of a place, of several communities, of what is measured, of a facility.
    has_totals
        Totals are to be shown where nothing else is asked about.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place_card, self.totals_card = PlaceCard(), TotalsCard()
        self.measure_card, self.facility_card = MeasureCard(), FacilityCard()
        for card in (self.place_card, self.totals_card, self.measure_card, self.facility_card):
            self.addWidget(card)
        self.setMinimumWidth(NARROWEST)
        self.has_totals = False
        self._guest: QWidget | None = None

    def set_sheet(self, sheet: QWidget) -> None:
        """Take in the fact sheet, which is shown where nothing else is asked about."""
        self.insertWidget(0, sheet)
        self.setCurrentIndex(0)

    def lend(self, panel: QWidget | None) -> None:
        """Show the panel of another page where nothing else is asked about; None: the fact sheet again."""
        if panel is not None and self.indexOf(panel) < 0:
            self.addWidget(panel)
        self._guest = panel
        self.show_usual()

    def shows(self, card: QWidget) -> bool:
        """Is this card the one that is shown?"""
        return self.currentWidget() is card

    def show_usual(self) -> None:
        """What is shown while nothing else is asked about."""
        if self._guest is not None:
            self.setCurrentWidget(self._guest)
        elif self.has_totals:
            self.setCurrentWidget(self.totals_card)
        else:
            self.setCurrentIndex(0)
