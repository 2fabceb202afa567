"""A file that one process holds as long as it lives, and in which it says who it is."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import TextIO

_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


class Lock:
    """The kernel lets go of it when the process dies, however it dies."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._file: TextIO | None = None
        self._mine = False

    def taken(self) -> bool:
        """Take it, or find it taken by this very object already; False when somebody else has it, or no file can be."""
        if self._mine:
            return True
        try:
            self._file = self._file or self.path.open("a+", encoding="utf-8")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._others = error.errno in _TAKEN and self._file is not None
            return False
        self._mine = True
        self._sign()
        return True

    _others = False

    def holder(self) -> str | None:
        """Who has it, as they wrote it down; None when nobody is known to."""
        if self._mine or not self._others or self._file is None:
            return None
        self._file.seek(0)
        return self._file.read(200).strip() or "another process"

    def _sign(self) -> None:
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        self._file.flush()

    def close(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
        self._file, self._mine = None, False
