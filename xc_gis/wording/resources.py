"""What codes of the census of resources and of the directory of services are called."""

from __future__ import annotations

from xc_gis.languages.message import msg

GROUP_ZH = {"organisation": msg("社区社会组织"), "facility": msg("公共服务设施")}

BOOKING_ZH = {"yes": msg("可以"), "no": msg("不可以")}
"""Whether one can book online; where nobody says, it is not known."""

NOT_SURVEYED = msg("没有调查")
"""How many there are is not known; never zero."""

IN_THE_DIRECTORY = msg("名录没有登记，不等于没有这项服务。")

NO_ENTRY = msg("0 家是名录没有登记，不等于没有这项服务。街道的空格是不清楚：这个小类有的条目没有写社区。")
