"""Data to text and buttons: one view a message class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views import asking, calendar_news, cards, facts, lists, office, reading
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from domain import messages

VIEWS: Mapping[type[messages.Message], Callable[[Eye, Any], Rendered | None]] = {
    messages.Sentence: office.sentence,
    messages.TaskCard: cards.card,
    messages.CardUpdate: lambda eye, m: cards.card(eye, messages.TaskCard(m.task_id)),
    messages.TaskNews: facts.news,
    messages.TaskHistory: facts.story,
    messages.Reminder: lambda eye, m: lists.reminders(eye, [m]),
    messages.GroupCall: lists.group_call,
    messages.Prompt: asking.prompt,
    messages.Choices: asking.choices,
    messages.DraftStep: asking.draft_step,
    messages.TaskList: lists.task_list,
    messages.CalendarChanged: calendar_news.calendar_changed,
    messages.Digest: lists.digest,
    messages.Worklist: lists.worklist,
    messages.Welcome: office.welcome,
    messages.Help: office.help_text,
    messages.JoinTeam: office.join_team,
    messages.TeamWaiting: office.team_waiting,
    messages.Members: office.members,
    messages.InviteLink: office.invite_link,
    messages.SettingsView: office.settings_view,
    messages.LanguageChoice: office.language_choice,
    messages.PhraseRead: reading.phrase,
    messages.OperatorNotice: office.operator_notice,
}

__all__ = ["VIEWS", "Button", "Eye", "Rendered"]
