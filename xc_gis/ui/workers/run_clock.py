"""How far a run is and how long it still takes, from what its stages took before. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xc_gis.languages.message import msg
from xc_gis.runs.manifest import read_manifest

UNKNOWN_S = -1.0
"""Remaining seconds before anything can be stated."""

SAMPLE_S: Mapping[str, float] = {
    msg("读取项目文件"): 0.1, msg("读取图层"): 0.9, msg("读取路网"): 0.6, msg("建立步行网络"): 1.7, msg("计算步行时间"): 2.1, msg("计算覆盖与评级"): 0.6,
    msg("查找最近设施"): 1.6, msg("写出结果"): 6.0,
}  # fmt: skip
"""Seconds of the stages of the sample study on two cores: their proportions stand in for a study that never ran."""

TRUST_SHARE = 0.12
"""With borrowed proportions nothing is said before this share of the run is done: until then the pace is not known."""


def earlier_stages(run: Path) -> Mapping[str, float] | None:
    """Seconds by stage of the run that lies in a folder; None where it does not say."""
    try:
        stages = (read_manifest(run) or {})["timing"]["stages"]
        found = {str(stage): float(seconds) for stage, seconds in stages.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found or None


class RunClock:
    """
    Turns reports of stages into a share and remaining seconds.

    Parameters
    ----------
    expected
        Seconds by stage of an earlier run; None: the sample's proportions.
    """

    def __init__(self, expected: Mapping[str, float] | None) -> None:
        self._learned = expected is not None
        self._expected = dict(expected if expected is not None else SAMPLE_S)
        self._done: dict[str, float] = {}

    def report(self, stage: str, done: int, total: int, elapsed_s: float) -> tuple[float, float]:
        """
        Take a report.

        Returns
        -------
        share
            Of the whole, 0-1; never falls back.
        seconds_left
            ``UNKNOWN_S`` where nothing honest can be stated.
        """
        # a stage that was not expected makes the whole longer instead of standing still at the end
        self._expected.setdefault(stage, 0.02 * sum(self._expected.values()))
        names = list(self._expected)
        for earlier in names[: names.index(stage)]:
            self._done[earlier] = 1.0
        part = done / total if total else 1.0
        self._done[stage] = max(self._done.get(stage, 0.0), min(part, 1.0))
        whole = sum(self._expected.values())
        past = sum(self._expected[name] * share for name, share in self._done.items())
        share = min(past / whole, 1.0)
        if past <= 0 or (not self._learned and share < TRUST_SHARE):
            return share, self._expected_left(whole) if self._learned else UNKNOWN_S
        pace = elapsed_s / past
        if self._learned:  # the earlier run speaks until this one has gone far enough to speak for itself
            pace = (1 - share) * 1.0 + share * pace
        return share, max(whole - past, 0.0) * pace

    def _expected_left(self, whole: float) -> float:
        return whole
