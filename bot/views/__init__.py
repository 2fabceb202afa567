"""Data to text and buttons: one view a message class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views import (
    asking,
    away,
    brief,
    calendar_news,
    cards,
    drafting,
    facts,
    lists,
    offers,
    office,
    reading,
    reminders,
    reports,
    standing_in,
    whole,
)
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from domain.messages.asking import AnswerOrNew, Choices, DraftStep, LanguageChoice, LanguageWhom, Offer, Prompt
from domain.messages.base import Message
from domain.messages.clocks import CalendarChanged, GroupCall, PhraseRead, Reminder
from domain.messages.office import (
    Help,
    InviteLink,
    JoinFirst,
    JoinTeam,
    Members,
    OperatorNotice,
    Sentence,
    SettingsView,
    TeamWaiting,
    Welcome,
)
from domain.messages.people import (
    AwayPlan,
    AwayTold,
    AwayWhen,
    AwayWhich,
    AwayWhom,
    Backups,
    BackupWhom,
    CannotReach,
    HandOver,
    HandOverCard,
    NobodyStandsIn,
    NotTakenOver,
    Unreached,
    WelcomeBack,
)
from domain.messages.reports import Brief, Digest, Worklist
from domain.messages.tasks import (
    CardUpdate,
    Chase,
    Done,
    Progress,
    TaskCard,
    TaskHistory,
    TaskList,
    TaskNews,
    WholeText,
)

VIEWS: Mapping[type[Message], Callable[[Eye, Any], Rendered | None]] = {
    Sentence: office.sentence,
    TaskCard: cards.card,
    CardUpdate: lambda eye, m: cards.card(eye, TaskCard(m.task_id)),
    TaskNews: facts.news,
    Done: facts.done,
    TaskHistory: facts.story,
    WholeText: whole.whole_text,
    Progress: facts.news,
    Chase: facts.news,
    Reminder: lambda eye, m: reminders.merged(eye, [m]),
    GroupCall: reminders.group_call,
    AnswerOrNew: asking.answer_or_new,
    Prompt: asking.prompt,
    Choices: asking.choices,
    Offer: offers.offer,
    DraftStep: drafting.draft_step,
    TaskList: lists.task_list,
    CalendarChanged: calendar_news.calendar_changed,
    Digest: reports.digest,
    Worklist: reports.worklist,
    Brief: brief.brief,
    Welcome: office.welcome,
    Help: office.help_text,
    JoinTeam: office.join_team,
    JoinFirst: office.join_first,
    TeamWaiting: office.team_waiting,
    Members: office.members,
    InviteLink: office.invite_link,
    SettingsView: office.settings_view,
    LanguageChoice: office.language_choice,
    LanguageWhom: office.language_whom,
    PhraseRead: reading.phrase,
    OperatorNotice: office.operator_notice,
    Backups: away.backups,
    BackupWhom: away.backup_whom,
    AwayWhen: away.away_when,
    AwayWhich: away.away_which,
    AwayPlan: away.away_plan,
    AwayWhom: away.away_whom,
    AwayTold: away.away_told,
    HandOver: standing_in.hand_over,
    HandOverCard: standing_in.hand_over_card,
    WelcomeBack: standing_in.welcome_back,
    NobodyStandsIn: standing_in.nobody_stands_in,
    NotTakenOver: standing_in.not_taken_over,
    CannotReach: standing_in.cannot_reach,
    Unreached: standing_in.unreached,
}

__all__ = ["VIEWS", "Button", "Eye", "Rendered"]
