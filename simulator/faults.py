"""Faults that can be switched on per method and chat."""

from dataclasses import dataclass, field
from typing import Any

from simulator.errors import SimError

KINDS = {
    "status": {"code", "description", "parameters"},
    "retry_after": {"seconds"},
    "delay": {"seconds"},
    "drop_connection": set[str](),
    "lost_answer": set[str](),
    "html502": {"code"},
    "lost_behind_502": {"code"},
    "truncated": set[str](),
}


@dataclass(eq=False, slots=True)
class Fault:
    """One fault: what it befalls, how often, and what happens."""

    kind: str
    method: str
    chat: int | None
    times: int | None
    args: dict[str, Any] = field(default_factory=dict)
    hits: int = 0

    def befalls(self, method: str, chat: int | None) -> bool:
        """Whether a request is hit."""
        return self.method in {"*", method} and (self.chat is None or self.chat == chat) and self.times != 0


class Faults:
    """All faults that are on. The first that fits a request befalls it."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def add(
        self, *, kind: str, method: str = "*", chat: int | object | None = None, times: int | None = 1, **args: Any
    ) -> Fault:
        """Switch a fault on; ``times=None`` until removed.

        ``status`` (code, description, parameters), ``retry_after`` (seconds), ``delay`` (seconds, then as usual),
        ``drop_connection`` (nothing happens, no answer), ``lost_answer`` (it happens, no answer), ``html502`` (code),
        ``lost_behind_502`` (it happens, a page is the answer), ``truncated`` (it happens, half the answer arrives).
        """
        if kind not in KINDS or not set(args) <= KINDS[kind]:
            raise SimError(f"no fault {kind!r} with {sorted(args)}; there are {sorted(KINDS)}")
        ident = chat if isinstance(chat, int) or chat is None else getattr(chat, "id", None)
        fault = Fault(kind, method, ident, times, args)
        self.active.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Switch one off."""
        if fault in self.active:
            self.active.remove(fault)

    def clear(self) -> None:
        """Switch all off."""
        self.active.clear()

    def shown(self) -> list[dict[str, Any]]:
        """What is on, for the page."""
        return [
            {"kind": f.kind, "method": f.method, "chat": f.chat, "times": f.times, "hits": f.hits, **f.args}
            for f in self.active
        ]

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The fault that befalls a request, used up by one."""
        hit = next((f for f in self.active if f.befalls(method, chat)), None)
        if hit is None:
            return None
        hit.hits += 1
        if hit.times is not None:
            hit.times -= 1
            if hit.times == 0:
                self.active.remove(hit)
        return hit
