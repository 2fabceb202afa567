"""What no file shows: signs that XML does not hold, and those that would turn the text around them."""

from __future__ import annotations

from domain.text import late

UNSHOWN = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
