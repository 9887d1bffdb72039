"""
The coordinate doctor: settles in which system a layer is, with figures, or says why it cannot.

Declared or given by the format → compared with the evidence, and stopped where that clearly contradicts.
``crs = "detect"`` → taken where the evidence is decisive. Nothing stated → an error that carries the doctor's opinion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from xc_gis.errors import CrsError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.conversion import CONFIRMED, DECLARE, shift_note, shift_of_layer
from xc_gis.sources.crs.declared import Given, declared_crs, is_detect
from xc_gis.sources.crs.hypotheses import DEGREES, LARGEST_DEGREE, Hypothesis
from xc_gis.sources.crs.mixed import Mixture, find_mixture, stray_rows
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.crs.verdict import SAME_PLACE_M, RowsAgainst, Verdict, apart, judge
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.tables import LayerTable
from xc_gis.units import EXCHANGE_CRS

DETECT = {"crs": "detect"}

STRONG_FIT_POINTS, STRONG_FIT, NO_FIT = 100, 3.0, 1.5
"""A fit alone stops a run only where it is this clear for another system, and where the declared one has none."""


def settle_crs(
    frame: pd.DataFrame,
    geometry: gpd.GeoSeries,
    table: LayerTable,
    given: Given,
    reading: Reading | None,
    notes: Notes,
) -> Hypothesis:
    """
    Settle the coordinate system of a layer.

    Parameters
    ----------
    frame, geometry
        Columns, and geometry in the coordinates of the file.
    given
        What the format says of its system.
    reading
        What is known to compare with; None: nothing.
    notes
        Takes what was found.

    Returns
    -------
    Hypothesis
        System and order of the axes.

    Raises
    ------
    CrsError
        Nothing declared, detection undecided, several systems in one file; or, without ``crs_confirmed``, a declared system that
        the evidence contradicts or whose conversion has no known shift.
    """
    detect = is_detect(table.crs)
    declared = _declared(table, given, notes.layer, detect=detect)
    if declared is not None:
        note_shift(declared.crs, _turned(geometry, declared), notes, confirmed=table.crs_confirmed)
    verdict = None
    if reading is not None:
        also = [declared] if declared else []
        verdict = judge(
            frame,
            geometry.to_numpy(),
            reading.references,
            itself=notes.table,
            shown=notes.layer,
            buffer_m=reading.buffer_m,
            also=also,
        )
    if declared is None:
        declared = _found(table, verdict, frame, notes, detect=detect)
    elif verdict is not None:
        _compare(declared, verdict, table, frame, geometry, notes, reading.references.layers if reading else [])
    if verdict is not None and declared in verdict.inside:
        _note_strays(stray_rows(verdict, declared), frame, notes)
    return declared


def _declared(table: LayerTable, given: Given, shown: str, *, detect: bool) -> Hypothesis | None:
    if detect or (table.crs is None and given is None):
        return None
    return Hypothesis(declared_crs(table.crs, given, shown), table.axes == "lat,lon")


def note_shift(crs: str, geometry: gpd.GeoSeries, notes: Notes, *, confirmed: bool) -> None:
    """Say how well the conversion of a layer in ``crs`` is known; ``CrsError`` where it is not and nobody ``confirmed`` it."""
    shift = shift_of_layer(geometry, crs)
    text = shift_note(shift, crs, notes.layer, confirmed=confirmed)
    if text:
        notes.add("crs", "warning", text, {"crs": crs, "accuracy_m": None if shift.unknown else shift.accuracy_m})


def _turned(geometry: gpd.GeoSeries, system: Hypothesis) -> gpd.GeoSeries:
    if not system.swapped:
        return geometry
    return gpd.GeoSeries(shapely.transform(shapely.force_2d(geometry.to_numpy()), lambda xy: xy[:, ::-1]), index=geometry.index)


def _note_strays(strays: Sequence[tuple[int, Hypothesis]], frame: pd.DataFrame, notes: Notes) -> None:
    """Single rows whose coordinates are of another kind than those of the layer."""
    if not strays:
        return
    kinds: dict[str, list[int]] = {}
    for position, h in strays:
        kinds.setdefault(h.label, []).append(int(frame[ROW].iloc[position]))
    parts = [msg("第 {rows} 行按 {label} 才在研究范围内", rows=listed(rows), label=label) for label, rows in kinds.items()]
    text = msg("{count} 行的坐标像是填错了(未改动):{parts}", count=len(strays), parts=joined(";", parts))
    notes.add("crs", "warning", text, {"rows": kinds})


def _found(table: LayerTable, verdict: Verdict | None, frame: pd.DataFrame, notes: Notes, *, detect: bool) -> Hypothesis:
    """The system that the evidence speaks for, or an error."""
    shown = notes.layer
    if verdict is None:
        if detect:
            raise CrsError(msg('{shown}:crs = "detect" 需要路网或街道、社区图层作参照,现在没有', shown=shown), hint=DECLARE)
        raise _undeclared(shown, DECLARE, DETECT)
    if detect:
        _refuse_mixture(find_mixture(verdict), frame, shown)
        if verdict.best is None:
            raise CrsError(
                msg("{shown}:坐标系无法自动判定。{undecided}", shown=shown, undecided=_undecided(verdict)), hint=DECLARE
            )
        notes.add(
            "crs", "info",
            msg("坐标系自动判定为 {label}。{figures}", label=verdict.best.label, figures=verdict.figures(_shown_first(verdict))),
            verdict.evidence(), verdict.best.repair,
        )  # fmt: skip
        _note_poor(verdict.best, verdict, notes)
        return verdict.best
    del table
    opinion: str = DECLARE
    repair: Mapping[str, Any] = DETECT
    if verdict.best is not None:
        keys = _as_keys(verdict.best)
        opinion = msg(
            "按证据像是 {label},可写明 {keys}({figures})",
            label=verdict.best.label,
            keys=keys,
            figures=verdict.figures(_shown_first(verdict)),
        )
        repair = verdict.best.repair
    raise _undeclared(shown, opinion, repair)


def _as_keys(system: Hypothesis) -> str:
    """A system as it is written into the study file."""
    keys = [msg('crs = "{crs}"', crs=system.crs)]
    return joined("、", [*keys, msg('axes = "lat,lon"')] if system.swapped else keys)


def _undeclared(shown: str, hint: str, repair: Mapping[str, Any]) -> CrsError:
    return CrsError(msg("{shown} 没有声明坐标系", shown=shown), hint=hint, repairs=[repair])


def _undecided(verdict: Verdict) -> str:
    if not verdict.candidates:
        return _elsewhere(verdict)
    return msg("可能的有:{figures}", figures=verdict.figures(verdict.candidates))


def _elsewhere(verdict: Verdict) -> str:
    """Where the points would lie, if no system puts them into the study area."""
    first = Hypothesis(EXCHANGE_CRS)
    xy = verdict.points[first][np.isfinite(verdict.points[first]).all(axis=1)]
    if len(xy) == 0:
        return msg("共 {count} 个位置,按任何一种坐标系都不在研究范围内", count=len(verdict.rows))
    return msg("共 {count} 个位置,按任何一种坐标系都不在研究范围内,像是另一座城市的数据", count=len(verdict.rows))


def _shown_first(verdict: Verdict) -> Sequence[Hypothesis]:
    """The best one, and what else was possible."""
    first = [verdict.best] if verdict.best else []
    return [*first, *(h for h in verdict.candidates if h != verdict.best)]


def _refuse_mixture(mixture: Mixture | None, frame: pd.DataFrame, shown: str) -> None:
    if mixture is None:
        return
    raise CrsError(
        msg("{shown} 中混有几种坐标系:{parts}", shown=shown, parts=_parts(mixture, frame)),
        hint=msg('请分成几个文件,或加一列写明每行的坐标系(如 GCJ-02、EPSG:4326),再设 crs_column = "该列名"'),
    )


def _parts(mixture: Mixture, frame: pd.DataFrame) -> str:
    parts: list[str] = []
    for h, rows in mixture.parts:
        numbers = frame[ROW].iloc[rows].tolist()
        parts.append(msg("{count} 行只符合 {label}(第 {numbers} 行)", count=len(numbers), label=h.label, numbers=listed(numbers)))
    if mixture.undecided:
        parts.append(msg("其余 {undecided} 行看不出", undecided=mixture.undecided))
    return joined(";", parts)


def _compare(
    declared: Hypothesis,
    verdict: Verdict,
    table: LayerTable,
    frame: pd.DataFrame,
    geometry: gpd.GeoSeries,
    notes: Notes,
    layers: Sequence[str],
) -> None:
    """Hold the declared system against the evidence."""
    shown, confirmed = notes.layer, table.crs_confirmed
    mixture = find_mixture(verdict)
    if mixture is not None and not confirmed:
        _refuse_mixture(mixture, frame, shown)
    if not verdict.candidates:
        return  # the readers say what lies outside the study area
    rows = verdict.rows_against(declared)
    against = _contradiction(declared, verdict, rows)
    if against is None and not verdict.inside[declared].any() and not confirmed:
        raise CrsError(
            msg(
                "{shown}:按声明的坐标系 {label},没有一个位置在研究范围内{in_metres}",
                shown=shown,
                label=declared.label,
                in_metres=_in_metres(declared, geometry),
            ),
            hint=msg(
                "可能的有:{figures}。请修正 crs;若确认声明无误,请在其旁写 crs_confirmed = true",
                figures=verdict.figures(verdict.candidates),
            ),
            repairs=[CONFIRMED],
        )
    if against is None:
        if verdict.why or len(verdict.words.rows) or verdict.fit is not None:
            mine = [h for h in verdict.candidates if apart(verdict.points[h], verdict.points[declared]) <= SAME_PLACE_M]
            agrees = verdict.best is not None and verdict.best in mine
            evidence = verdict.figures_of(mine[0]) if mine else verdict.figures(verdict.candidates)
            text = (
                msg("坐标系 {label}:与证据相符。{evidence}", label=declared.label, evidence=evidence)
                if agrees
                else msg("坐标系 {label}:证据不足以支持或反对。{evidence}", label=declared.label, evidence=evidence)
            )
            notes.add("crs", "info", text, verdict.evidence(), confirms=agrees)
        if rows is not None:
            text = _row_by_row(declared, rows) + msg("，请核对这些行和 crs")
            notes.add("crs", "warning", text, {"other": rows.other.repair, "rows": rows.more, "other_way": rows.fewer})
        else:
            _note_poor(declared, verdict, notes)
        return
    figures = verdict.figures([declared, against] if declared in verdict.candidates else [against])
    if rows is not None and rows.contradict and rows.other == against:
        figures = joined(";", [_row_by_row(declared, rows), figures])
    sentence = msg(
        "声明的坐标系 {label} 与证据不符,像是 {label2}。{figures}", label=declared.label, label2=against.label, figures=figures
    )
    if confirmed:
        notes.add("crs", "warning", msg("{sentence}。已按 crs_confirmed 使用声明的坐标系", sentence=sentence), verdict.evidence())
        return
    keys = _as_keys(against)
    compared = joined("、", [msg("路网"), *layers[:2]]) + (msg("等") if len(layers) > 2 else "")  # noqa: PLR2004
    hint = msg(
        "请改为 {keys};若确认声明无误(例如作参照的 {compared} 有误),请在其旁写 crs_confirmed = true", keys=keys, compared=compared
    )
    repairs: list[Mapping[str, Any]] = [against.repair, CONFIRMED]
    if against.swapped and not declared.swapped and against.crs == declared.crs:
        sentence = msg("经度和纬度(横坐标和纵坐标)像是填反了:{figures}", figures=figures)
        hint = msg('请在 columns 中交换 lon、lat,或写 axes = "lat,lon"')
        repairs = [{"axes": "lat,lon"}]
    raise CrsError(msg("{shown}:{sentence}", shown=shown, sentence=sentence), hint=hint, repairs=repairs)


def _in_metres(declared: Hypothesis, geometry: gpd.GeoSeries) -> str:
    """Says so where a system in degrees is declared for numbers that are none."""
    x, y = shapely.get_coordinates(shapely.centroid(geometry.dropna().to_numpy()))[0]
    degrees = declared.crs in DEGREES or CRS.from_user_input(declared.crs).is_geographic
    return msg("(坐标如 {x:g}, {y:g},像是以米为单位)", x=x, y=y) if degrees and max(abs(x), abs(y)) > LARGEST_DEGREE else ""


def _row_by_row(declared: Hypothesis, rows: RowsAgainst) -> str:
    """Rows that fit one system only, both ways round."""
    return msg(
        "{more} 行按 {label} 才在其文字所写的地方，只有按 {label2} 才在的有 {fewer} 行",
        more=rows.more,
        label=rows.other.label,
        label2=declared.label,
        fewer=rows.fewer,
    )


def _note_poor(used: Hypothesis, verdict: Verdict, notes: Notes) -> None:
    """The system in use is poorly borne out, and no other one is better."""
    if verdict.poorly(used):
        text = msg(
            "坐标系 {label} 缺少证据：{evidence}；其他坐标系也没有明显更符合，请核对坐标的来源",
            label=used.label,
            evidence=verdict.figures_of(used),
        )
        notes.add("crs", "warning", text, verdict.evidence())


def _contradiction(declared: Hypothesis, verdict: Verdict, rows: RowsAgainst | None) -> Hypothesis | None:
    """The other system that the evidence clearly speaks for; never one that fewer rows fit."""
    if rows is not None and rows.contradict:
        return rows.other
    best, other_way = verdict.best, Hypothesis(declared.crs, not declared.swapped)
    if declared not in verdict.candidates and other_way in verdict.candidates:
        return other_way
    if best is None or apart(verdict.points[best], verdict.points[declared]) <= SAME_PLACE_M:
        return None
    if declared not in verdict.candidates:
        return best  # hardly anything of it lies in the study area
    if verdict.words.hits[best].sum() < verdict.words.hits[declared].sum():
        return None
    if set(verdict.why) == {"fit"}:
        fit = verdict.fit
        strong = fit is not None and fit.points >= STRONG_FIT_POINTS and fit.ratio[best] >= STRONG_FIT
        return best if strong and fit is not None and fit.ratio[declared] <= NO_FIT else None
    return best


def crs_of_rows(frame: pd.DataFrame, column: str, shown: str) -> pd.Series:
    """
    System of each row, from the column that names it.

    Raises ``CrsError`` for a row whose word is no coordinate system.
    """
    if column not in frame.columns:
        found = [str(c) for c in frame.columns if c not in {ROW, "geometry"}]
        raise CrsError(
            msg("{shown} 没有列 “{column}”(crs_column;现有:{found})", shown=shown, column=column, found=joined("、", found)),
            hint=nearest_spelling(column, found),
        )
    words, rows = texts(frame[column]), frame[ROW]
    known: dict[str, str] = {}
    for word in sorted(set(words)):
        row = int(rows[words == word].iloc[0])
        if not word:
            raise CrsError(msg("{shown} 第 {row} 行的 {column} 没有写坐标系", shown=shown, row=row, column=column), hint=DECLARE)
        try:
            known[word] = declared_crs(word, None, shown)
        except CrsError as fault:
            raise CrsError(
                msg("{shown} 第 {row} 行的 {column}:不认识坐标系 “{word}”", shown=shown, row=row, column=column, word=word),
                hint=DECLARE,
            ) from fault
    return words.map(known)
