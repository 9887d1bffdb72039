"""The tab of how sure stars are: verdicts, and the list of field checks that is printed, saved and read back."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.analysis_tab import AnalysisTab
from xc_gis.wording.window import tr


class RobustTab(AnalysisTab):
    """
    Shows what its presenter says (``RobustView``).

    Signals
    -------
    print_asked, save_asked, read_asked
        The field checks are to be printed, saved, or read back from a file.
    """

    print_asked = pyqtSignal()
    save_asked = pyqtSignal()
    read_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            msg("步行快慢、接入远近、小路是否存在、未知数据和权重在一定范围内变化时，星级会不会变；到现场核查哪里最能定下来。"),
            msg("检验稳固"),
            parent,
        )
        self.ask_standard()
        self.print, self.save, self.read = (
            QPushButton(tr(words)) for words in (msg("打印核查清单…"), msg("保存核查清单…"), msg("读回核查结果…"))
        )
        for button, signal in ((self.print, self.print_asked), (self.save, self.save_asked), (self.read, self.read_asked)):
            button.clicked.connect(signal)
        line = QHBoxLayout()
        line.addWidget(self.print)
        line.addWidget(self.save)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.count() - 1, line)
        column.insertWidget(column.count() - 1, self.read)
        self.allow_checks(on=False)

    def allow_checks(self, *, on: bool) -> None:
        """Whether there are field checks to be printed and saved."""
        self.print.setEnabled(on)
        self.save.setEnabled(on)
