"""Where a run is, how long it still takes, and a way to stop it: a strip above the map, there only while something runs."""

from __future__ import annotations

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.wording.window import tr

PARTS = 1000
SECOND_MS = 1000
MINUTE_S = 60
SOON_S = 3


def time_words(seconds: float) -> str:
    """Remaining time as honest as it is known: rounded up, ``还需约 40 秒``; below zero: not known yet."""
    if seconds < 0:
        return tr(msg("正在估计所需时间"))
    if seconds < SOON_S:
        return tr(msg("即将完成"))
    if seconds < MINUTE_S:
        return tr(msg("还需约 {value} 秒", value=5 * (int(seconds) // 5 + 1)))
    return tr(msg("还需约 {seconds} 分钟", seconds=int(seconds + 30) // MINUTE_S))


class ProgressStrip(QFrame):
    """
    Shows the progress it is told of; between two reports it counts the seconds down.

    Signals:
        stop_requested: The run shall stop.
    """

    stop_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._stage, self._time = QLabel(), QLabel()
        self._time.setObjectName("soft")
        self._bar = QProgressBar()
        self._bar.setRange(0, PARTS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr(msg("运行进度")))
        self.stop_button = QPushButton(tr(msg("停止")))
        self.stop_button.setToolTip(tr(msg("停止运行；原有结果不受影响")))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._stage)
        row.addWidget(self._bar, 1)
        row.addWidget(self._time)
        row.addWidget(self.stop_button)
        self._left, self._over = -1.0, 0
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self.hide()

    def show_progress(self, stage: str, share: float, seconds_left: float) -> None:
        """Show where the run is; ``seconds_left`` below zero: not known yet."""
        self._stage.setText(tr(stage))
        self._bar.setValue(round(share * PARTS))
        self._left, self._over = seconds_left, 0
        self._say()
        if not self.isVisible():
            self.stop_button.setEnabled(True)
            self._clock.start()
            self.show()

    def finish(self) -> None:
        """Nothing runs."""
        self._clock.stop()
        self.hide()

    def words(self) -> str:
        """All that it says, for tests and readers."""
        return f"{self._stage.text()} {self._time.text()}"

    def _tick(self) -> None:
        if self._left >= 0:
            self._left = max(self._left - 1, 0.0)
            self._over += self._left <= 0
        self._say()

    def _say(self) -> None:
        late = self._over > SOON_S  # it should be done and is not: say so instead of "soon" for minutes
        self._time.setText(tr(msg("比预计的久，仍在运行")) if late else time_words(self._left))

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._stage.setText(tr(msg("正在停止…")))
        self._time.setText("")
        self.stop_requested.emit()
