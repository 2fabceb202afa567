"""The configuration: one TOML file, every key also from the environment as `DUBAN_SECTION__KEY`.

An unknown key, a wrong type or an impossible value stops the start with the file, the key and the reason.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from datetime import date, time
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_TERMS, Step
from domain.settings.office import Settings
from domain.settings.spans import Span
from worktime.calendar import DayOverride
from worktime.hours import in_order

_PREFIX = "DUBAN_"


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
        first, last = time.fromisoformat(start), time(0) if end == "24:00" else time.fromisoformat(end)
        if first.tzinfo or last.tzinfo:
            raise ValueError("hours are in the office's time zone, without a zone of their own, such as 09:00-12:00")
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
        if value.startswith("postgresql") and find_spec("psycopg") is None:
            raise ValueError("PostgreSQL needs the package psycopg, which is not installed here")
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


def _term(value: object) -> Span:
    if not isinstance(value, str):
        raise ValueError('must be an amount of time in quotes, such as "4wh" or "10wd"')  # noqa: TRY004 - pydantic's way
    span = Span.parse(value)
    if span.amount <= 0:
        raise ValueError("must lie ahead, such as 4wh")
    return span


def _ladder(value: object) -> tuple[Step, ...]:
    listed = _from_text(value)
    if not isinstance(listed, list) or not all(isinstance(step, str) for step in listed):
        raise ValueError('must be a list of steps, such as ["-1wd lead", "0 lead assigner"]')
    steps = tuple(Step.parse(step) for step in listed)
    names = [step.name for step in steps]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"names {twice} twice; one step can tell several people")
    return steps


def _from_text(value: object) -> object:
    """A list as the environment holds it: the text it is in the file."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


AnySpan = Annotated[Any, BeforeValidator(_term)]
AnyLadder = Annotated[Any, BeforeValidator(_ladder)]
Terms = dict[CommitmentKind, dict[Priority, AnySpan]]
Ladders = dict[CommitmentKind, dict[Priority, AnyLadder]]


class _Environment(EnvSettingsSource):
    """The environment's values as the file would hold them: JSON where it is JSON, else the text itself."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """Text that is no JSON is left for the field to accept or refuse."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class Config(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

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
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """The environment before the file."""
        return _Environment(settings_cls), init_settings


def load(path: Path | None) -> Config:
    """Read the configuration; ConfigError says in one line for each fault where it is and why."""
    data = _read(path) if path else {}
    _refuse_unknown_sections()
    try:
        return Config(**data)
    except ValidationError as error:
        where = str(path) if path else "environment"
        lines = [_fault(where, dict(e)) for e in error.errors(include_input=False, include_url=False)]
        raise ConfigError("\n".join(lines)) from None


def _refuse_unknown_sections() -> None:
    """A section in the environment that does not exist would be passed over without a word."""
    for name in os.environ:
        section, found, _ = name.removeprefix(_PREFIX).lower().partition("__")
        if name.startswith(_PREFIX) and found and section not in Config.model_fields:
            raise ConfigError(f"environment: {name}: {section} is not a section of Duban's configuration")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; copy config.example.toml to it") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def _fault(where: str, error: Mapping[str, Any]) -> str:
    key = ".".join(str(p) for p in error["loc"])
    reason = (
        "is not a key of Duban's configuration"
        if error["type"] == "extra_forbidden"
        else error["msg"].removeprefix("Value error, ")
    )
    return f"{where}: {key}: {reason}"


def token_of(config: Config) -> str:
    """The token, from the file where one is named. ConfigError when there is none."""
    if config.telegram.token_file:
        try:
            kept = config.telegram.token_file.read_text().strip()
        except OSError as error:
            raise ConfigError(f"telegram.token_file: cannot be read: {error.strerror}") from None
        if not kept:
            raise ConfigError("telegram.token_file: is empty; it holds the token and nothing else")
        return kept
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
