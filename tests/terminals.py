"""A terminal of a given width in which a command runs, and the keys that are pressed there."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

PATIENCE = 120
"""Seconds after which a command that does not do what is waited for has failed."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """Runs ``python -m kgraph`` with a terminal as its input and output."""

    def __init__(self, *arguments: str, columns: int = 100) -> None:
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (24, columns))
        known = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
        self._child = subprocess.Popen(  # noqa: S603 - this package with the words of a test
            [sys.executable, "-m", "kgraph", *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={**known, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parent.parent)},
            start_new_session=True,
        )
        self.shown = ""
        """All that was printed so far, without styles."""
        self._seen = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        os.close(self._master)
        os.close(self._slave)

    def wait_for(self, text: str) -> str:
        """Return what is printed up to ``text``, since the last call."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < deadline, self.shown
            assert self._read() or self._child.poll() is None, self.shown
        end = self.shown.index(text, self._seen) + len(text)
        told, self._seen = self.shown[self._seen : end], end
        return told

    def press(self, key: str) -> None:
        """Press a key as soon as one is asked for."""
        deadline = time.monotonic() + PATIENCE
        while not self._is_raw():
            assert time.monotonic() < deadline, self.shown
            self._read()
        os.write(self._master, key.encode())

    def end(self) -> int:
        """Return the exit code of the command when it ends, which leaves the terminal as it was."""
        deadline = time.monotonic() + PATIENCE
        while self._child.poll() is None:
            assert time.monotonic() < deadline, self.shown
            self._read()
        while self._read():
            pass
        assert not self._is_raw()
        return self._child.returncode

    def _is_raw(self) -> bool:
        return not termios.tcgetattr(self._slave)[3] & termios.ICANON

    def _read(self) -> bool:
        """Take in what was printed; return whether there was any."""
        if not select.select([self._master], [], [], 0.02)[0]:
            return False
        more = os.read(self._master, 65536).decode(errors="replace")
        self.shown = _STYLE.sub("", self.shown + more).replace("\r\n", "\n")
        return True
