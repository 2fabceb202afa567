"""The sections of the configuration: each key with its type, its default and what it must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from bot.by_priority import AnyLadder, AnySpan
from domain.model.languages import LANGUAGES
from domain.model.tasks import Priority
from domain.settings.office import AHEAD, BEHIND, FREEZE, NEAR_DUE, ONCE_A_DAY
from domain.settings.raised import DEFAULT_RAISED_LADDER

if TYPE_CHECKING:
    LanguageCode = str
else:
    LanguageCode = Literal[tuple(LANGUAGES)]
from worktime.hours import in_order
from worktime.official import ANNOUNCED_THROUGH, MAKE_UP_NAMES


class Section(BaseModel):
    """A table of the file; a key it does not know is an error."""

    # The whole is built once, and not its parts again.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Webhook(Section):
    """How Telegram reaches the bot in webhook mode."""

    url: str = ""
    listen: str = "127.0.0.1:8080"
    secret: SecretStr = SecretStr("")

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        return value and _address(value, ("http", "https"), "https://bot.example.org/telegram")

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 0 <= int(port) < 65536:  # noqa: PLR2004 - the last port
            raise ValueError("must be host:port, such as 127.0.0.1:8080")
        return value


_PROXIES = ("http", "https", "socks5", "socks5h")


class Telegram(Section):
    """The bot's account and how it speaks to Telegram."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    proxy: str = ""
    webhook: Webhook = Webhook()

    @field_validator("api_url")
    @classmethod
    def _url(cls, value: str) -> str:
        return _address(value, ("http", "https"), "https://api.telegram.org").rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        return value and _address(value, _PROXIES, "http://proxy.example:3128 or socks5://127.0.0.1:1080")


def _address(value: str, schemes: Sequence[str], example: str) -> str:
    """An address as it is, when it has a way and a host, and a port that can be."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in value):
        raise ValueError(f"must be an address such as {example}")
    return value


def _clock(text: str) -> time:
    """An hour of the day, as people write it."""
    hour, _, minute = text.partition(":")
    if not (text.isascii() and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):  # noqa: PLR2004 - 08:30
        raise ValueError(f"{text!r} is no hour of the day, such as 08:30")
    if int(hour) > 23 or int(minute) > 59:  # noqa: PLR2004 - of the day
        raise ValueError(f"{text!r} is no hour of the day, such as 08:30")
    return time(int(hour), int(minute))


def _hours(value: object) -> object:
    """`"09:00-12:00 13:00-18:00"` to pairs of times."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, str):
        raise ValueError('must be hours in quotes, such as "09:00-12:00 13:00-18:00"; "" is a day off')  # noqa: TRY004 - pydantic's way
    periods: list[tuple[time, time]] = []
    for part in value.split():
        start, _, end = part.partition("-")
        try:
            first, last = _clock(start), time(0) if end == "24:00" else _clock(end)
        except ValueError as error:
            raise ValueError(f"{error}; hours are written 09:00-12:00 13:00-18:00, in the office's time zone") from None
        periods.append((first, last))
        if (first == last and end != "24:00") or not in_order(periods, periods):
            raise ValueError("periods must be in order and end after they begin, such as 09:00-12:00 13:00-18:00")
    return tuple(periods)


Periods = Annotated[tuple[tuple[time, time], ...], BeforeValidator(_hours)]


_USUAL: Periods = ((time(9), time(12)), (time(13), time(18)))


class Hours(Section):
    """Working hours by weekday; an empty value is a day off."""

    monday: Periods = _USUAL
    tuesday: Periods = _USUAL
    wednesday: Periods = _USUAL
    thursday: Periods = _USUAL
    friday: Periods = _USUAL
    saturday: Periods = ()
    sunday: Periods = ()

    @model_validator(mode="after")
    def _some_work(self) -> Hours:
        if not any(getattr(self, day) for day in type(self).model_fields):
            raise ValueError("a week needs at least one working day")
        return self


def _is_person(value: object) -> bool:
    """Telegram's ids of people are above nought and have at most 52 bits."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 2**52


class OfficeSection(Section):
    """The organisation this deployment serves."""

    name: str = Field(default="Duban", min_length=1, max_length=80)
    owners: tuple[int, ...] = ()
    timezone: str = "Asia/Shanghai"
    language: LanguageCode = "zh-Hans"
    holidays: str = "CN"
    near_due: AnySpan = NEAR_DUE
    behind: int = Field(default=BEHIND, ge=0, le=100)
    freeze_working_days: int = Field(default=FREEZE, ge=1, le=20)
    hints: bool = True
    hours: Hours = Hours()
    overrides: dict[date, str] = Field(default_factory=dict)

    @field_validator("owners", mode="before")
    @classmethod
    def _people(cls, value: object) -> object:
        wrong = [n for n, one in enumerate(value) if not _is_person(one)] if isinstance(value, list | tuple) else []
        if wrong:
            raise ValueError(
                f"number {wrong[0] + 1} must be a person's numeric id (an integer), such as 123456789; "
                "groups have ids below nought"
            )
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is no time zone of the IANA list, such as Asia/Shanghai")
        ZoneInfo(value)
        return value

    @field_validator("holidays")
    @classmethod
    def _country(cls, value: str) -> str:
        if value and value not in {*MAKE_UP_NAMES, *ANNOUNCED_THROUGH}:
            import holidays  # noqa: PLC0415 - slow to import: not for those that everybody sets here

            if value not in holidays.list_supported_countries():
                raise ValueError("is no country whose holidays are known, such as CN, TW, HK; empty for none")
        return value

    @field_validator("overrides")
    @classmethod
    def _days(cls, value: dict[date, str]) -> dict[date, str]:
        if any(v.split(" ", 1)[0] not in ("work", "off") for v in value.values()):
            raise ValueError('each day must be "work" or "off", a name may follow: "off Company day"')
        return value


class StorageSection(Section):
    """Where everything is kept."""

    url: str = "sqlite:///duban.db"
    keep_days: int = Field(default=90, ge=31, le=36_500)  # longer than a task can be reopened

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        if value.startswith("postgresql") and find_spec("psycopg") is None:
            raise ValueError("PostgreSQL needs the package psycopg, which is not installed here")
        return value


class DigestSection(Section):
    """The daily summaries."""

    time: str = "08:30"
    worklist_time: str = "08:40"
    review_time: str = "15:30"
    when_empty: bool = False

    @field_validator("time", "worklist_time", "review_time")
    @classmethod
    def _time(cls, value: str) -> str:
        return _clock(value).isoformat("minutes")


class Bounds(Section):
    """How often people may do what disturbs others."""

    urge: AnySpan = ONCE_A_DAY


class RecurringSection(Section):
    """What is ordered once and comes back."""

    ahead: AnySpan = AHEAD


class Delivery(Section):
    """How messages leave; the defaults keep Telegram's limits."""

    lease_seconds: float = Field(default=60, gt=0, le=3600)
    in_flight: int = Field(default=64, ge=1, le=256)
    per_second: float = Field(default=29, gt=0, allow_inf_nan=False)
    per_chat_seconds: float = Field(default=1, ge=0, le=3600)
    per_group_minute: int = Field(default=20, ge=0)
    calm_minutes: int = Field(default=30, ge=0, le=24 * 60)


class RaisedLadder(Section):
    """Who hears that an answer is due, by priority."""

    normal: AnyLadder = DEFAULT_RAISED_LADDER[Priority.NORMAL]
    elevated: AnyLadder = DEFAULT_RAISED_LADDER[Priority.ELEVATED]
    urgent: AnyLadder = DEFAULT_RAISED_LADDER[Priority.URGENT]
    immediate: AnyLadder = DEFAULT_RAISED_LADDER[Priority.IMMEDIATE]


class Raised(Section):
    """Raised matters: who must answer them, and how."""

    first_handler: Literal["supervisor", "round"] = "supervisor"
    anonymous: bool = False
    ladder: RaisedLadder = RaisedLadder()


class Trial(Section):
    """For trying the bot against the simulated Telegram; leave empty otherwise."""

    clock_file: Path | None = None
    sweep_seconds: float = Field(default=30, gt=0, le=3600)
