"""The configuration: one TOML file, every key also from the environment as `DUBAN_SECTION__KEY`.

An unknown key, a wrong type or an impossible value stops the start with the file, the key and the reason.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from pydantic import (
    Field,
    ValidationError,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.assessment_section import Assessment
from bot.bulletin_section import BulletinSection
from bot.by_priority import Ladders, Rhythms, Silence, Terms
from bot.faults import sentence
from bot.sections import (
    Bounds,
    Delivery,
    DigestSection,
    Hours,
    OfficeSection,
    Raised,
    RecurringSection,
    StorageSection,
    Telegram,
    Trial,
)
from bot.slip_section import SlipsSection
from domain.model.clocks import CommitmentKind, Rhythm
from domain.model.tasks import Priority
from domain.rules.rhythm import rhythm_of
from domain.settings.bulletins import BulletinRules
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_SILENCE, DEFAULT_TERMS
from domain.settings.office import Limits, Settings
from domain.settings.raised import FirstHandler, RaisedRules
from domain.settings.slips import ANSWERS, SlipRules
from worktime.calendar import DayOverride

_PREFIX = "DUBAN_"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class ConfigError(Exception):
    """The configuration cannot be used; the text says where, what and why, one line each."""


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
    recurring: RecurringSection = Field(default_factory=RecurringSection)
    slips: SlipsSection = Field(default_factory=SlipsSection)
    assessment: Assessment = Field(default_factory=Assessment)
    bulletin: BulletinSection = Field(default_factory=BulletinSection)
    limits: Bounds = Field(default_factory=Bounds)
    raised: Raised = Field(default_factory=Raised)
    delivery: Delivery = Field(default_factory=Delivery)
    terms: Terms = Field(default_factory=dict)
    ladder: Ladders = Field(default_factory=dict)
    periodic: Rhythms = Field(default_factory=dict)
    silence: Silence = Field(default_factory=dict)
    trial: Trial = Field(default_factory=Trial)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
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


def _fault(path: str, error: Mapping[str, Any]) -> str:
    keys = [str(p) for p in error["loc"]]
    set_there = {name.upper() for name in os.environ}
    where = "environment" if _PREFIX + "__".join(keys).upper() in set_there else path
    return f"{where}: {'.'.join(keys)}: {sentence(error)}"


def token_of(config: Config) -> str:
    """The token, from the file where one is named. ConfigError when there is none, or what is there is none."""
    kept = _kept(config.telegram.token_file) if config.telegram.token_file else None
    token = kept or config.telegram.token.get_secret_value()
    if not token:
        raise ConfigError("telegram.token: is missing; BotFather gives one (see README, Run it for real)")
    if not _TOKEN.fullmatch(token):
        raise ConfigError(f"{token_key(config)}: holds no token; BotFather's look like 123456789:AAFm2…, on one line")
    return token


def token_key(config: Config) -> str:
    """Where the token comes from, to be named when it is refused."""
    return "telegram.token_file" if config.telegram.token_file else "telegram.token"


def _kept(path: Path) -> str:
    try:
        kept = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"telegram.token_file: cannot be read: {error.strerror}: {path}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"telegram.token_file: holds no token but something that is no text: {path}") from None
    if not kept:
        raise ConfigError("telegram.token_file: is empty; it holds the token and nothing else")
    return kept


def open_secrets(config: Config, path: Path | None) -> list[str]:
    """A warning for each file that holds a secret and can be read by everybody on this machine."""
    files = {"telegram.token_file": config.telegram.token_file}
    if config.telegram.token.get_secret_value() or config.telegram.webhook.secret.get_secret_value():
        files["--config"] = path
    return [
        f"{key}: others on this machine can read {file}; `chmod 600 {file}` keeps the secret in it to the bot"
        for key, file in files.items()
        if file is not None and file.exists() and file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
    ]


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
        near_due=office.near_due,
        ahead=config.recurring.ahead,
        behind=office.behind,
        freeze_working_days=office.freeze_working_days,
        hints=office.hints,
        hours={i: periods for i, periods in enumerate(week) if periods},
        overrides=overrides,
        digest_time=time.fromisoformat(config.digest.time),
        worklist_time=time.fromisoformat(config.digest.worklist_time),
        digest_when_empty=config.digest.when_empty,
        slips=SlipRules(**{**dict(config.slips), "answer": {**ANSWERS, **config.slips.answer}}),
        assessment=config.assessment.rules(),
        bulletins=BulletinRules(**dict(config.bulletin)),
        raised=_raised(config.raised),
        calm=timedelta(minutes=config.delivery.calm_minutes),
        ladders=_merged(DEFAULT_LADDERS, config.ladder),
        terms=_merged(DEFAULT_TERMS, config.terms),
        silence={**DEFAULT_SILENCE, **config.silence},
        rhythms=_rhythms(config),
        limits=Limits(urge=config.limits.urge),
    )


def _raised(raised: Raised) -> RaisedRules:
    """How what is raised is answered."""
    ladder = {priority: getattr(raised.ladder, priority.value) for priority in Priority}
    return RaisedRules(FirstHandler(raised.first_handler), raised.anonymous, ladder)


def _rhythms(config: Config) -> Mapping[Priority, Rhythm]:
    """The rules by which is reported, read on the office's own calendar: 下班前 is its closing time."""
    written = {priority: words for priority, words in config.periodic.items() if words}
    if not written:
        return {}
    calendar = settings_of(config.model_copy(update={"periodic": {}})).calendar()
    any_morning = calendar.opening(calendar.next_working_day(_ANY_DAY))
    return {priority: rhythm_of(words, any_morning, calendar) for priority, words in written.items()}


_ANY_DAY = date(2026, 1, 5)


def _override(value: str) -> DayOverride:
    kind, _, name = value.partition(" ")
    return DayOverride(kind == "work", name)


def _merged(default: Mapping[CommitmentKind, Mapping[Priority, Any]], own: Mapping[Any, Mapping[Any, Any]]) -> Any:
    """The defaults with the office's own rows over them."""
    return {kind: {**row, **own.get(kind, {})} for kind, row in default.items()}
