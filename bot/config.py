"""The configuration: one TOML file, every key also from the environment as `DUBAN_SECTION__KEY`.

An unknown key, a wrong type or an impossible value stops the start with the file, the key and the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from domain.calendar import DayOverride
from domain.model import CommitmentKind, Priority
from domain.settings import DEFAULT_LADDERS, DEFAULT_TERMS, Settings, Span, Step


class ConfigError(Exception):
    """The configuration cannot be used; the text says where, what and why, one line each."""


class Section(BaseModel):
    """A table of the file; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Webhook(Section):
    """How Telegram reaches the bot in webhook mode."""

    url: str = ""
    listen: str = "127.0.0.1:8080"
    secret: SecretStr = SecretStr("")

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 0 <= int(port) < 65536:  # noqa: PLR2004 - the last port
            raise ValueError("must be host:port, such as 127.0.0.1:8080")
        return value


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
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")


def _hours(value: object) -> object:
    """`"09:00-12:00 13:00-18:00"` to pairs of times."""
    if not isinstance(value, str):
        return value
    periods: list[tuple[time, time]] = []
    for part in value.split():
        start, _, end = part.partition("-")
        first, last = time.fromisoformat(start), time.fromisoformat(end)
        if first >= last or (periods and first < periods[-1][1]):
            raise ValueError("periods must be in order and end after they begin, such as 09:00-12:00 13:00-18:00")
        periods.append((first, last))
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


class OfficeSection(Section):
    """The organisation this deployment serves."""

    name: str = Field(default="Duban", min_length=1, max_length=80)
    owners: tuple[int, ...] = ()
    timezone: str = "Asia/Shanghai"
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"
    holidays: str = "CN"
    hours: Hours = Hours()
    overrides: dict[date, str] = Field(default_factory=dict)

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
        if value:
            import holidays  # noqa: PLC0415 - slow to import, and only asked once at the start

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

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value


class DigestSection(Section):
    """The daily summaries."""

    time: str = "08:30"
    worklist_time: str = "08:40"
    when_empty: bool = False

    @field_validator("time", "worklist_time")
    @classmethod
    def _time(cls, value: str) -> str:
        time.fromisoformat(value)
        return value


class Delivery(Section):
    """How messages leave; the defaults keep Telegram's limits."""

    lease_seconds: float = Field(default=60, gt=0)
    in_flight: int = Field(default=16, ge=1, le=64)
    per_second: float = Field(default=29, gt=0)
    per_chat_seconds: float = Field(default=1, ge=0)
    per_group_minute: int = Field(default=20, ge=0)


class Trial(Section):
    """For trying the bot against the simulated Telegram; leave empty otherwise."""

    clock_file: Path | None = None
    sweep_seconds: float = Field(default=30, gt=0)


def _span(value: object) -> object:
    return Span.parse(value) if isinstance(value, str) else value


def _ladder(value: object) -> object:
    return tuple(Step.parse(s) if isinstance(s, str) else s for s in value) if isinstance(value, list) else value


AnySpan = Annotated[Any, BeforeValidator(_span)]
AnyLadder = Annotated[Any, BeforeValidator(_ladder)]
Terms = dict[CommitmentKind, dict[Priority, AnySpan]]
Ladders = dict[CommitmentKind, dict[Priority, AnyLadder]]


class Config(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(env_prefix="DUBAN_", env_nested_delimiter="__", extra="forbid", frozen=True)

    telegram: Telegram = Field(default_factory=Telegram)
    office: OfficeSection = Field(default_factory=OfficeSection)
    storage: StorageSection = Field(default_factory=StorageSection)
    digest: DigestSection = Field(default_factory=DigestSection)
    delivery: Delivery = Field(default_factory=Delivery)
    terms: Terms = Field(default_factory=dict)
    ladder: Ladders = Field(default_factory=dict)
    trial: Trial = Field(default_factory=Trial)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """The environment before the file."""
        return env_settings, init_settings


def load(path: Path | None) -> Config:
    """Read the configuration; ConfigError says in one line for each fault where it is and why."""
    data = _read(path) if path else {}
    try:
        return Config(**data)
    except ValidationError as error:
        where = str(path) if path else "environment"
        lines = [_fault(where, dict(e)) for e in error.errors(include_input=False, include_url=False)]
        raise ConfigError("\n".join(lines)) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; copy config.example.toml to it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def _fault(where: str, error: Mapping[str, Any]) -> str:
    key = ".".join(str(p) for p in error["loc"])
    reason = "is not a key of Duban's configuration" if error["type"] == "extra_forbidden" else error["msg"]
    return f"{where}: {key}: {reason}"


def token_of(config: Config) -> str:
    """The token, from the file where one is named. ConfigError when there is none."""
    if config.telegram.token_file:
        try:
            return config.telegram.token_file.read_text().strip()
        except OSError as error:
            raise ConfigError(f"telegram.token_file: cannot be read: {error.strerror}") from None
    token = config.telegram.token.get_secret_value()
    if not token:
        raise ConfigError("telegram.token: is missing; BotFather gives one (see README, Run it for real)")
    return token


def settings_of(config: Config) -> Settings:
    """What the rules need of the configuration."""
    office = config.office
    week = tuple(getattr(office.hours, d) for d in Hours.model_fields)
    overrides = {d: _override(v) for d, v in office.overrides.items()}
    return Settings(
        office_name=office.name,
        timezone=office.timezone,
        language=office.language,
        holidays=office.holidays,
        owners=frozenset(office.owners),
        hours={i: periods for i, periods in enumerate(week) if periods},
        overrides=overrides,
        digest_time=time.fromisoformat(config.digest.time),
        worklist_time=time.fromisoformat(config.digest.worklist_time),
        digest_when_empty=config.digest.when_empty,
        ladders=_merged(DEFAULT_LADDERS, config.ladder),
        terms=_merged(DEFAULT_TERMS, config.terms),
    )


def _override(value: str) -> DayOverride:
    kind, _, name = value.partition(" ")
    return DayOverride(kind == "work", name)


def _merged(default: Mapping[CommitmentKind, Mapping[Priority, Any]], own: Mapping[Any, Mapping[Any, Any]]) -> Any:
    """The defaults with the office's own rows over them."""
    return {kind: {**row, **own.get(kind, {})} for kind, row in default.items()}
