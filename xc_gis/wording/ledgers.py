"""What codes of the three ledgers are called."""

from __future__ import annotations

from xc_gis.languages.message import msg

SOURCE_ZH = {"gap": msg("缺口"), "hotline": msg("热线"), "survey": msg("调查")}
STATE_ZH = {"planned": msg("未开始"), "running": msg("进行中"), "done": msg("已完成"), "stopped": msg("已停止")}
DUE_ZH = {"overdue": msg("已逾期"), "soon": msg("临近"), "later": msg("未到期"), "none": msg("未定"), "finished": msg("已了结")}
OUTCOME_ZH = {"closed": msg("已解决"), "partly": msg("部分解决"), "open": msg("未解决"), "unknown": msg("不能判断"), "": ""}
STATUS_ZH = {"open": msg("在用"), "planned": msg("规划中"), "closed": msg("已关闭")}
