"""
Ask a web service for JSON, politely: one request at a time, pauses, growing patience with refusals, and then one clear message.

OSMnx has a client of its own; why it is not used stands in ``docs/decisions/0050-own-client-for-overpass.md``.
"""

from __future__ import annotations

import json
import queue
import re
import socket
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from xc_gis.errors import FetchError
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.sources.fetch.settings import FetchSettings

MANUAL = msg(
    "也可以手工下载:在能上网的电脑上到 Geofabrik(按所在国家和省市选)或 BBBike(框选本区导出)下载 .osm.pbf,"
    '放在项目文件旁边,在项目文件中写它的名字,如 [network] osm = "beijing-latest.osm.pbf";全市、全省的文件即可,读取时会自动裁到本区'
)  # fmt: skip
"""The way without a network."""

REFUSED_FOR_NOW = {408, 429, 500, 502, 503, 504}
TOO_MANY, TIMED_OUT = 429, 504

_BUSY_PAGE = re.compile(r"rate_limited|Dispatcher_Client|timeout|server is probably too busy", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_BLOCK = 1 << 12


class _Trouble(Exception):  # noqa: N818 - not an error yet: it may pass
    """Why there is no answer this time; ``passing`` if it may be better next time, after ``wait_s`` if the server says so."""

    def __init__(self, text: str, *, passing: bool, wait_s: float | None = None) -> None:
        super().__init__(text)
        self.text, self.passing, self.wait_s = text, passing, wait_s


class Web:
    """
    A client of a few hosts.

    Parameters
    ----------
    settings
        Pauses, limits and who asks.
    progress
        Listener; it is called while waiting, so that waiting can be stopped.
    """

    def __init__(self, settings: FetchSettings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._session = requests.Session()
        self._session.headers.update(
            {
                "User-Agent": settings.user_agent,
                "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
                "Accept": "application/json, */*;q=0.1",
            }
        )
        self._reached: dict[str, _Trouble | None] = {}
        self._last = float("-inf")

    def ask(
        self,
        url: str,
        *,
        what: str,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        quiet_s: float | None = None,
    ) -> tuple[bytes, Any]:
        """
        Ask until there is a whole JSON answer.

        Parameters
        ----------
        what
            What is asked for, for messages.
        params, form
            Of a GET, of a POST.
        quiet_s
            Seconds without a byte after which the answer is given up, if other than the setting.

        Returns
        -------
        bytes, object
            The answer, and what it says.

        Raises
        ------
        FetchError
            If the server cannot be reached, refuses, or gives no whole answer after several tries.
        """
        host = urlsplit(url).hostname or url
        pause_s = self._settings.retry_s
        for attempt in range(1, self._settings.tries + 1):
            try:
                self._reach(url)
                content = self._send(url, params, form, quiet_s or self._settings.quiet_s)
                return content, _parsed(content)
            except _Trouble as trouble:
                if not trouble.passing or attempt == self._settings.tries:
                    tried = msg("(试了 {attempt} 次)", attempt=attempt) if attempt > 1 else ""
                    hint = msg("已下载的部分在缓存中,稍后重新执行同一命令会接着下载。") if trouble.passing else ""
                    raise FetchError(
                        msg("下载{what}失败:{host} {text}{tried}", what=what, host=host, text=trouble.text, tried=tried),
                        hint=hint + MANUAL,
                    ) from trouble
                wait_s = trouble.wait_s if trouble.wait_s is not None else pause_s
                self.wait(min(wait_s, self._settings.longest_pause_s))
                pause_s *= 2
        raise AssertionError("unreachable")  # pragma: no cover

    def text(self, url: str) -> str:
        """A short text that only helps to be polite: empty when it does not come."""
        try:
            self._reach(url)
            answer = self._session.get(url, timeout=(self._settings.connect_s, self._settings.connect_s))
        except (_Trouble, requests.RequestException):
            return ""
        return answer.text if answer.ok else ""

    def wait(self, seconds: float) -> None:
        """Wait, and hear a request to stop meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._progress.step(msg("等待服务器"), round(seconds - left), max(round(seconds), 1))
            time.sleep(min(left, 0.5))

    def _reach(self, url: str) -> None:
        """
        Find out within ``connect_s`` whether the host can be reached at all.

        In a thread of its own: looking up a name has no time limit, and many addresses are tried one after the other.
        """
        parts = urlsplit(select_proxy(url, get_environ_proxies(url)) or url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if host not in self._reached:
            self._reached[host] = self._connected(host, port)
        if trouble := self._reached[host]:
            raise trouble

    def _connected(self, host: str, port: int) -> _Trouble | None:
        outcome: queue.Queue[OSError | None] = queue.Queue()

        def connect() -> None:
            try:
                socket.create_connection((host, port), timeout=self._settings.connect_s).close()
            except OSError as fault:
                outcome.put(fault)
            else:
                outcome.put(None)

        threading.Thread(target=connect, daemon=True).start()
        try:
            fault = outcome.get(timeout=self._settings.connect_s)
        except queue.Empty:
            fault = TimeoutError(msg("{seconds:g} 秒内没有回应", seconds=self._settings.connect_s))
        if fault is None:
            return None
        reason = msg("找不到这台服务器的地址") if isinstance(fault, socket.gaierror) else reason_of(fault)
        return _Trouble(msg("无法连接,可能没有网络或被防火墙拦截({reason})", reason=reason), passing=False)

    def _send(self, url: str, params: Mapping[str, str] | None, form: Mapping[str, str] | None, quiet_s: float) -> bytes:
        self.wait(self._last + self._settings.pause_s - time.monotonic())
        limits = (self._settings.connect_s, quiet_s)
        deadline = time.monotonic() + self._settings.answer_s
        try:
            with self._session.request(
                "POST" if form else "GET", url, params=params, data=form, timeout=limits, stream=True
            ) as answer:
                content = self._content(answer, deadline)
        except requests.exceptions.SSLError as fault:
            raise _Trouble(msg("的证书无法验证(可能经过了单位的网关)"), passing=False) from fault
        except requests.Timeout as fault:
            raise _Trouble(msg("超过 {seconds:g} 秒没有回应", seconds=quiet_s), passing=True) from fault
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as fault:
            raise _Trouble(msg("的连接中断,数据不完整"), passing=True) from fault
        except requests.RequestException as fault:
            raise _Trouble(msg("无法访问({fault})", fault=type(fault).__name__), passing=False) from fault
        finally:
            self._last = time.monotonic()
        if answer.status_code in REFUSED_FOR_NOW:
            why = {TOO_MANY: msg("请求过于频繁,被要求稍候(429)"), TIMED_OUT: msg("太忙,没有按时完成(504)")}
            text = why.get(answer.status_code, msg("暂时不可用({code})", code=answer.status_code))
            raise _Trouble(text, passing=True, wait_s=_retry_after(answer.headers.get("Retry-After", "")))
        if not answer.ok:
            raise _Trouble(msg("拒绝了请求({code}):{page}", code=answer.status_code, page=_plain(content)), passing=False)
        return content

    def _content(self, answer: requests.Response, deadline: float) -> bytes:
        limit = int(self._settings.max_answer_mb * 1e6)
        blocks, size = [], 0
        for block in answer.iter_content(_BLOCK):
            blocks.append(block)
            size += len(block)
            if size > limit:
                raise _Trouble(msg("的回答超过 {mb:g} MB", mb=self._settings.max_answer_mb), passing=False)
            if time.monotonic() > deadline:
                raise _Trouble(msg("太慢,{seconds:g} 秒内没有传完", seconds=self._settings.answer_s), passing=True)
            if (size - len(block)) // 1_000_000 != size // 1_000_000:
                self._progress.step(msg("接收数据(MB)"), size // 1_000_000, size // 1_000_000)
        return b"".join(blocks)


def _parsed(content: bytes) -> Any:
    start = content[:1000].lstrip().lower()
    if start.startswith(b"<"):
        page = content[:4000].decode("utf-8", "replace")
        if _BUSY_PAGE.search(page):
            raise _Trouble(msg("太忙({page})", page=_plain(content)), passing=True)
        text = msg("回答的是网页而不是数据({page}),可能是单位网关的登录页或地址有误", page=_plain(content))
        raise _Trouble(text, passing=False)
    try:
        return json.loads(content)
    except ValueError as fault:
        text = msg("的回答不完整(JSON 在中途结束)") if start else msg("的回答是空的")
        raise _Trouble(text, passing=True) from fault


def _plain(content: bytes) -> str:
    """What a page says, in short: its title or its first words."""
    page = content[:4000].decode("utf-8", "replace")
    title = _TITLE.search(page)
    body = re.sub(r"<title.*?</title>", " ", page, flags=re.IGNORECASE | re.DOTALL)
    words = " ".join(_TAGS.sub(" ", body).split())
    name = " ".join(title[1].split()) if title else ""
    return (f"{name}:{words}" if name and words else name or words)[:160] or msg("没有说明")


def _retry_after(word: str) -> float | None:
    try:
        return max(float(word), 0.0)
    except ValueError:
        return None
