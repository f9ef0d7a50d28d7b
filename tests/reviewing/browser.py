"""A headless Chromium on the other end of a pipe, driven by its DevTools protocol: no port, no socket, no package.

Messages are JSON ended by a zero byte: commands go to its descriptor 3, answers and events come from 4.
"""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

PROGRAM = "chromium"
IS_INSTALLED = shutil.which(PROGRAM) is not None
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 60
_ABOVE_THE_STANDARD_ONES = 10
_PIECE = 1 << 20

Tree = dict[str, Any]


class PageError(Exception):
    """The browser refused a command or fell silent, or a script of a test raised."""


class Browser:
    """One browser with one page.

    Attributes:
        events: What the page reported since it was last opened: console messages, exceptions, requests.
    """

    def __init__(self, *, width: int = 1500, height: int = 950) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._numbers = itertools.count(1)
        self._unread = b""
        self._session: str | None = None
        self.events: list[Tree] = []
        self._process, self._to, self._from = _start(self._profile.name)

    def __enter__(self) -> Self:
        """Attaches to a new page."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", **self._size)
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the browser that was started here."""
        self._session = None
        self.send("Browser.close")
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def send(self, method: str, **parameters: object) -> Tree:
        """The answer to a command; events that arrive before it are kept."""
        number = next(self._numbers)
        message: Tree = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        _write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != number:
            self.events.append(answer)
        if "error" in answer:
            raise PageError(method, answer["error"]["message"])
        return answer["result"]

    def open(self, file: Path) -> float:
        """Opens a file; seconds until it was loaded and drawn."""
        self.events.clear()
        begin = time.perf_counter()
        self.send("Page.navigate", url=file.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())
        self.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return time.perf_counter() - begin

    def run(self, script: str) -> Any:
        """The value of an expression on the page; a promise is awaited."""
        done = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise PageError(details.get("exception", {}).get("description", details["text"]))
        return done["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Waits until an expression on the page is true."""
        end = time.monotonic() + _PATIENCE
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                raise PageError(script)
            time.sleep(0.02)

    def spent(self) -> float:
        """Processor seconds that the page has used: how busy the machine is plays no part in them."""
        self.send("Performance.enable", timeDomain="threadTicks")
        metrics = {each["name"]: each["value"] for each in self.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    def click(self, x: float, y: float) -> None:
        """Presses and releases the mouse at a point of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Presses a key, named as scripts see it."""
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        codes = {"Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Tab": 9}
        code = {"windowsVirtualKeyCode": codes[key]} if key in codes else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, **text, **code)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, **code)

    def type(self, text: str) -> None:
        """Enters a text where the focus is."""
        self.send("Input.insertText", text=text)

    def prefer(self, *, scheme: str = "", media: str = "") -> None:
        """Emulates a colour scheme, or a medium (``print``)."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", media=media, features=features)

    def resize(self, width: int, height: int) -> None:
        """Gives the window another size."""
        self.send("Emulation.setDeviceMetricsOverride", **self._size | {"width": width, "height": height})

    def screenshot(self) -> bytes:
        """The window as a PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])

    def pdf(self) -> bytes:
        """The page as it would be printed."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def troubles(self) -> list[str]:
        """What the console, the policy or a script complained of since the page was opened."""
        told = {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}
        return [json.dumps(event["params"]) for event in self.events if event["method"] in told]

    def requests(self) -> list[str]:
        """Addresses that the page asked for since it was opened."""
        sent = (event["params"] for event in self.events if event["method"] == "Network.requestWillBeSent")
        return [each["request"]["url"] for each in sent]

    def _receive(self) -> Tree:
        """The next message of the browser."""
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            piece = os.read(self._from, _PIECE) if ready else b""
            if not piece:
                raise PageError("silence")
            self._unread += piece
        message, _, self._unread = self._unread.partition(b"\0")
        return json.loads(message)


def _start(profile: str) -> tuple[subprocess.Popen[bytes], int, int]:
    """The process, and our ends of the two pipes."""
    its_in, to = _pipe()
    from_, its_out = _pipe()

    def give_ends() -> None:
        os.dup2(its_in, 3)
        os.dup2(its_out, 4)

    process = subprocess.Popen(
        [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
        preexec_fn=give_ends, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(its_in)
    os.close(its_out)
    return process, to, from_


def _pipe() -> tuple[int, int]:
    """The ends of a pipe, for reading and for writing, out of the way of the descriptors that a child is given."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE_THE_STANDARD_ONES) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
