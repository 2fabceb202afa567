"""How far a text has been read: its tokens so far, and the place where the next one starts."""

from __future__ import annotations

from msgspec import Struct, field

from deadlines.spec import Token

Entry = tuple[str, object]  # what a wording is to the grammar: a token's code and value


class Scan(Struct):
    """A folded text while it is cut into tokens; `gap` says that white space stands before the place."""

    text: str
    place: int = 0
    gap: bool = False
    tokens: list[Token] = field(default_factory=list)

    def add(self, code: str, value: object, end: int) -> None:
        """A token from the place to `end`."""
        self.tokens.append(Token(code, value, self.place, end, self.gap, self.text[self.place : end]))
        self.place = end
        self.gap = False

    def stretch(self, end: int) -> None:
        """What stands up to `end` belongs to the token before it."""
        self.tokens[-1].end = self.place = end

    def mark_about(self, end: int) -> None:
        """What ends at `end` says that the number before it is an hour, and not to the minute: nine-ish."""
        if self.follows("N"):
            self.tokens[-1].code = "NISH"
        self.stretch(end)

    def follows(self, *codes: str) -> bool:
        """Whether the token before the place has one of these codes."""
        return bool(self.tokens) and self.tokens[-1].code in codes

    def touches(self, *codes: str) -> bool:
        """Whether such a token stands right before the place, without white space."""
        return not self.gap and self.follows(*codes)

    def behind_number(self) -> bool:
        """Whether a number stands right before the place."""
        return self.touches("N", "PAIR", "HMS", "Y")
