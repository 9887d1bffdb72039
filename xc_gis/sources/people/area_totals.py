"""Residents and age shares by community or subdistrict, from small tables or from the communities' own layer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, Finding, InputRecord
from xc_gis.sources.people.communities import residents_column
from xc_gis.sources.rows.area_words import AREA_END
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.keys import Keys, id_texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea
from xc_gis.sources.study.named_files import StudyFiles, shown_path
from xc_gis.sources.study.tables import COMMUNITIES, AreaTable
from xc_gis.sources.tables.column_roles import denied, guess_roles
from xc_gis.sources.tables.column_words import NAMES
from xc_gis.sources.tables.population_base import with_base
from xc_gis.sources.tables.read import UNITS_BELOW, UNITS_STATED, read_table
from xc_gis.sources.tables.role_words import role_word
from xc_gis.sources.tables.units import in_own_units

AGES = tuple(name for group, name in AGE_COLUMNS.items() if group != "all")
SHARES = {name: name.replace("residents", "share") for name in AGES}
"""Column of a share for each age column: ``share_60plus`` for ``residents_60plus``."""

KEYS = ("community_id", "community", "subdistrict")
"""Columns that say of which area a row speaks, the surest first."""

FEW = 100
"""People: a smaller number with decimals is no count of a community's people (assumption)."""


@dataclass(frozen=True)
class AreaValues:
    """
    Values by community or subdistrict.

    Attributes
    ----------
    by
        ``community`` or ``subdistrict``.
    frame
        ``area`` (community id or name of the subdistrict, sorted) and the value columns, NaN where not given.
    shown, record
        File as the study names it; for the manifest, None where it is the communities' own layer.
    findings
        What was found out while reading.
    """

    by: str
    frame: pd.DataFrame
    shown: str
    record: InputRecord | None
    findings: tuple[Finding, ...] = ()


def read_totals(files: StudyFiles, table: AreaTable, ground: StudyArea, base: str | None = None) -> AreaValues:
    """
    Residents (and ages where they stand) of every community or subdistrict; ``base``: which people, where the table has several.

    Raises
    ------
    InputError
        An unknown, repeated or missing area; residents that are missing, negative or no number.
    """
    if table.path == COMMUNITIES:
        return _of_communities(ground)
    communities, subdistricts = ground.communities, ground.subdistricts
    notes = Notes(shown_path(table.path), "residents.totals")
    raw, shown = _read(files, table, base, notes), notes.layer
    by, areas = _areas(raw, notes, communities, subdistricts)
    if "residents" not in raw.columns:
        raise InputError(
            msg(
                "{shown} 缺少列 {missing}；现有：{found}",
                shown=shown,
                missing=role_word("residents", NAMES["residents"]),
                found=_columns(raw),
            ),
            hint=denied(notes, "residents") or msg('请在 columns 中指明,如 columns = { residents = "…" }'),
        )
    values = {name: residents_column(raw, name, shown, required=name == "residents") for name in AGE_COLUMNS.values()}
    values |= {
        name: values["residents"] * _share(raw, name, shown)
        for name in AGES
        if name not in raw.columns and SHARES[name] in raw.columns
    }
    for name in AGES:
        more = values[name] > values["residents"]
        if more.any():
            raise InputError(
                msg("{shown} 第 {iloc} 行的 {name} 大于 residents", shown=shown, iloc=int(raw[ROW][more].iloc[0]), name=name),
                hint=msg("请更正后重试"),
            )
    frame = pd.DataFrame({"area": areas, **values}).sort_values("area", kind="stable", ignore_index=True)
    _all_there(frame["area"], by, communities, subdistricts, shown)
    _note_fractions(raw, values["residents"], notes)
    record = InputRecord("residents_totals", shown, files.sha256(table.path), len(raw), len(raw), "")
    return AreaValues(by, frame, shown, record, tuple(notes.findings))


def read_age_shares(files: StudyFiles, table: AreaTable, ground: StudyArea, base: str | None = None) -> AreaValues:
    """
    Shares of the age groups: ``share_60plus`` (0-1, or text with %), or counts ``residents_60plus`` beside ``residents``.

    Areas and groups that are not given stay unknown.

    Raises
    ------
    InputError
        An unknown or repeated area, a share outside 0-1, no column of an age group.
    """
    communities, subdistricts = ground.communities, ground.subdistricts
    notes = Notes(shown_path(table.path), "residents.ages")
    raw, shown = _read(files, table, base, notes), notes.layer
    by, areas = _areas(raw, notes, communities, subdistricts)
    values = {name: _share(raw, name, shown) for name in AGES}
    if all(np.isnan(found).all() for found in values.values()):
        raise InputError(
            msg("{shown} 没有任何年龄组的列(现有:{columns})", shown=shown, columns=_columns(raw)),
            hint=msg(
                "需要比例 share_0_3、share_3_6、share_6_12、share_60plus、share_80plus(0 至 1 或带 %),或人数 residents_60plus 等加 residents"
            ),
        )
    frame = pd.DataFrame({"area": areas, **values}).sort_values("area", kind="stable", ignore_index=True)
    record = InputRecord("residents_ages", shown, files.sha256(table.path), len(raw), len(raw), "")
    return AreaValues(by, frame, shown, record, tuple(notes.findings))


def _of_communities(ground: StudyArea) -> AreaValues:
    communities, shown = ground.communities, ground.shown
    missing = communities["residents"].isna()
    if missing.any():
        raise InputError(
            msg(
                "{shown}:{count} 个社区没有人口 residents(如 {iloc})",
                shown=shown,
                count=int(missing.sum()),
                iloc=communities["name"][missing].iloc[0],
            ),
            hint=msg("没有居民请填 0;不清楚请先补齐,或换用 totals 表"),
        )
    frame = communities[["community_id", *AGE_COLUMNS.values()]].rename(columns={"community_id": "area"})
    return AreaValues("community", pd.DataFrame(frame).reset_index(drop=True), shown, None)


def _read(files: StudyFiles, table: AreaTable, base: str | None, notes: Notes) -> pd.DataFrame:
    """The table with canonical columns; rows of sums and notes are left out by the reader."""
    shown = notes.layer
    raw = read_table(
        files.resolve(table.path), shown, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet,
        header_row=table.header_row, header_rows=table.header_rows, leave_out=table.leave_out, notes=notes,
    )  # fmt: skip
    for name, column in table.columns.items():
        if column not in raw.columns:
            raise InputError(
                msg(
                    "{shown} 没有列 “{column}”(columns.{name};现有:{found})",
                    shown=shown,
                    column=column,
                    name=name,
                    found=_columns(raw),
                ),
                hint=nearest_spelling(column, raw.columns),
            )
    named = {column: "community" if name == "name" else name for name, column in table.columns.items()}
    raw = raw.rename(columns={"name": "community", **named})
    raw, heading = with_base(raw, {role: column for column, role in named.items()}, base, notes)
    lacking = [role for role in (*KEYS, *AGE_COLUMNS.values(), *SHARES.values()) if role not in raw.columns]
    found = guess_roles(raw, notes, taken=list(named.values()), wanted=lacking)
    below, stated = raw.attrs.get(UNITS_BELOW, {}), raw.attrs.get(UNITS_STATED, ())
    raw = raw.rename(columns={column: role for role, column in found.items()})
    headings = {**found, **{role: column for column, role in named.items()}, **({"residents": heading} if heading else {})}
    raw = in_own_units(raw, headings, below, stated, notes)
    keys = [name for name in KEYS if name in raw.columns]
    if not keys:
        raise InputError(
            msg("{shown} 没有说明是哪个社区或街道(现有列:{columns})", shown=shown, columns=_columns(raw)),
            hint=msg("需要 community_id(社区编号)、name(社区名称)或 subdistrict(街道名称)列"),
        )
    if len(raw) == 0:
        raise InputError(msg("{shown} 没有任何数据行", shown=shown), hint=notes.why_no_rows(msg("请检查文件内容或工作表")))
    return raw


def _areas(
    raw: pd.DataFrame, notes: Notes, communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None
) -> tuple[str, list[str]]:
    """What the rows speak of, and the community id or subdistrict of each."""
    if "community_id" in raw.columns:
        known = {str(word): str(word) for word in communities["community_id"]}
        ids = id_texts(raw["community_id"], raw[ROW], notes.layer, msg("社区编号"))
        return "community", _matched(raw, "community_id", ids, known, notes, msg("社区编号"))
    if "community" in raw.columns:
        return "community", _by_name(raw, notes, communities)
    names = set(communities["subdistrict"]) | (set(subdistricts["name"]) if subdistricts is not None else set())
    known = {_plain(name): str(name) for name in sorted(names - {""})}
    return "subdistrict", _matched(raw, "subdistrict", texts(raw["subdistrict"]).map(_plain), known, notes, msg("街道"))


def _by_name(raw: pd.DataFrame, notes: Notes, communities: gpd.GeoDataFrame) -> list[str]:
    """Communities by their names, beside the subdistrict where the table has it."""
    with_street = "subdistrict" in raw.columns

    def key(name: str, street: str) -> str:
        return f"{_plain(name)}({_plain(street)})" if with_street else _plain(name)

    known: dict[str, str] = {}
    twice: set[str] = set()
    for community_id, name, street in communities[["community_id", "name", "subdistrict"]].itertuples(index=False):
        word = key(name, street)
        if word in known:
            twice.add(word)
        known[word] = community_id
    streets = texts(raw["subdistrict"]) if with_street else pd.Series("", index=raw.index)
    words = pd.Series([key(n, s) for n, s in zip(texts(raw["community"]), streets, strict=True)], index=raw.index)
    doubtful = words.isin(twice)
    if doubtful.any():
        row = int(raw[ROW][doubtful].iloc[0])
        hint = msg("请改用 community_id") if with_street else msg("请加上街道列,或改用 community_id")
        raise InputError(
            msg(
                "{layer} 第 {row} 行:有多个社区叫 “{iloc}”",
                layer=notes.layer,
                row=row,
                iloc=texts(raw["community"])[doubtful].iloc[0],
            ),
            hint=hint,
        )
    return _matched(raw, "community", words, known, notes, msg("社区"))


def _matched(raw: pd.DataFrame, column: str, words: pd.Series, known: dict[str, str], notes: Notes, what: str) -> list[str]:
    """Areas of the rows by the plain words of ``column``; messages cite what stands in it."""
    shown, keys = notes.layer, Keys(known, what)
    found = pd.Series([known.get(key) for key in keys.found(words.tolist(), raw[ROW].tolist())], index=words.index, dtype=object)
    keys.tell(notes)
    if found.isna().any():
        row, word = int(raw[ROW][found.isna()].iloc[0]), words[found.isna()].iloc[0]
        written = texts(raw[column])[found.isna()].iloc[0]
        more = msg("(共 {count} 行)", count=int(found.isna().sum())) if found.isna().sum() > 1 else ""
        hint = nearest_spelling(word, known) or msg("请核对名称或编号,或从表中删去这一行")
        raise InputError(
            msg("{shown} 第 {row} 行:没有{what} “{written}”{more}", shown=shown, row=row, what=what, written=written, more=more),
            hint=hint,
        )
    twice = found.duplicated(keep=False)
    if twice.any():
        rows = joined("、", (str(int(r)) for r in raw[ROW][found == found[twice].iloc[0]][:5]))
        raise InputError(
            msg(
                "{shown}:{what} “{iloc}” 重复(第 {rows} 行)",
                shown=shown,
                what=what,
                iloc=texts(raw[column])[twice].iloc[0],
                rows=rows,
            ),
            hint=msg("请合并或更正后重试"),
        )
    return [str(word) for word in found]


def _all_there(
    areas: pd.Series, by: str, communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None, shown: str
) -> None:
    """Stop where an area has no total: its people would silently be nobody."""
    if by == "community":
        names = communities.set_index("community_id")["name"]
    else:
        every = sorted((set(communities["subdistrict"]) | set(subdistricts["name"] if subdistricts is not None else ())) - {""})
        names = pd.Series(every, index=every, dtype=object)
    missing = names[~names.index.isin(set(areas))]
    if len(missing):
        what = msg("社区") if by == "community" else msg("街道")
        raise InputError(
            msg(
                "{shown} 缺少 {count} 个{what}的人口(如 {missing})",
                shown=shown,
                count=len(missing),
                what=what,
                missing=joined("、", missing[:3]),
            ),
            hint=msg("没有居民请填 0;不清楚请先补齐,或把社区图层缩到有人口数的范围"),
        )


def _note_fractions(raw: pd.DataFrame, people: np.ndarray, notes: Notes) -> None:
    """A few people and a fraction of one live in no community: the table counts in a unit that it does not say."""
    odd = (people < FEW) & (people % 1 != 0)
    if odd.any():
        row, value = int(raw[ROW][odd].iloc[0]), float(people[odd][0])
        text = msg(
            "{count:,} 行的人口是很小的小数（如第 {row} 行 {value:g}），照样按“人”使用；若以千人、万人计，请在表头写明单位",
            count=int(odd.sum()),
            row=row,
            value=value,
        )
        notes.add("columns", "warning", text, {"rows": [int(n) for n in raw[ROW][odd]]})


def _share(raw: pd.DataFrame, name: str, shown: str) -> np.ndarray:
    column = SHARES[name]
    if column in raw.columns:
        words = raw[column].map(lambda value: value.strip() if isinstance(value, str) else value)
        percent = words.map(lambda value: isinstance(value, str) and value.endswith(("%", "％")))
        found = numbers(words.map(lambda value: value[:-1] if isinstance(value, str) and value.endswith(("%", "％")) else value))
        found = found.where(~percent, found / 100)
        wrong = ~is_missing(raw[column]) & ~found.between(0, 1)
        if wrong.any():
            row, value = int(raw[ROW][wrong].iloc[0]), raw[column][wrong].iloc[0]
            raise InputError(
                msg(
                    "{shown} 第 {row} 行的 {column} = {value!r} 不是 0 到 1 的比例",
                    shown=shown,
                    row=row,
                    column=column,
                    value=value,
                ),
                hint=msg("百分数请带 % 或除以 100"),
            )
        share: np.ndarray = found.to_numpy(dtype=float)
        return share
    if name not in raw.columns:
        return np.full(len(raw), np.nan)
    if "residents" not in raw.columns:
        raise InputError(
            msg("{shown} 有人数 {name} 但没有总人数 residents,算不出比例", shown=shown, name=name),
            hint=msg("请加上 residents 列,或改用 {column}", column=column),
        )
    part, whole = (residents_column(raw, column, shown, required=False) for column in (name, "residents"))
    if (part > whole).any():
        raise InputError(
            msg("{shown} 第 {iloc} 行的 {name} 大于 residents", shown=shown, iloc=int(raw[ROW][part > whole].iloc[0]), name=name),
            hint=msg("请更正后重试"),
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _plain(name: object) -> str:
    """A name without the words that lists add or leave out."""
    word = "".join(c for c in str(name) if unicodedata.category(c)[0] not in "CZ")
    return AREA_END.sub("", word) or word


def _columns(raw: pd.DataFrame) -> str:
    return joined("、", (str(column) for column in raw.columns if column != ROW))
