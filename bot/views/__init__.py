"""Data to text and buttons: one view a message class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views import (
    asking,
    brief,
    calendar_news,
    cards,
    drafting,
    facts,
    leaving,
    lists,
    offers,
    office,
    reading,
    reminders,
    reports,
    timelines,
    whole,
    zones,
)
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from domain.messages.asking import (
    AnswerOrNew,
    Choices,
    DraftStep,
    LanguageChoice,
    LanguageWhom,
    Offer,
    Prompt,
    ZoneChoice,
)
from domain.messages.base import Message
from domain.messages.clocks import CalendarChanged, GroupCall, PhraseRead, Reminder
from domain.messages.office import (
    Help,
    InviteLink,
    JoinFirst,
    JoinTeam,
    LeftWork,
    Members,
    OperatorNotice,
    PartingCheck,
    Sentence,
    SettingsView,
    TeamWaiting,
    Welcome,
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
    Timeline,
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
    Timeline: timelines.timeline_of,
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
    ZoneChoice: zones.zone_choice,
    PartingCheck: leaving.parting_check,
    LeftWork: leaving.left_work,
    PhraseRead: reading.phrase,
    OperatorNotice: office.operator_notice,
}

__all__ = ["VIEWS", "Button", "Eye", "Rendered"]
