"""What codes of the census of resources and of the directory of services are called."""

from __future__ import annotations

from xc_gis.languages.message import msg

GROUP_ZH = {"organisation": msg("社区社会组织"), "facility": msg("公共服务设施")}

BOOKING_ZH = {"yes": msg("可以"), "no": msg("不可以")}
"""Whether one can book online; where nobody says, it is not known."""

NOT_SURVEYED = msg("没有调查")
"""How many there are is not known; never zero."""

NO_ENTRY = msg("名录中没有的小类不在表中：名录没有登记，不等于没有这项服务。")
