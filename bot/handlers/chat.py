"""What is said and what happens in chats: replies, answers, plain words, edits, reactions, comings and goings."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted

from bot.commands import COMMANDS
from bot.handlers import answers, assign, hints, importing, in_topic, minutes, named, notices, plain, taken, words
from bot.handlers.numbers import HAS_NUMBER, Listed, elsewhere_in, listed_in, marked_in, replied_post, replied_task
from bot.handlers.questions import show_task
from bot.routes import On, Route
from bot.talk import Talk, person_of, quoted, text_of
from domain.errors import Refusal
from domain.model.tasks import Kind, Relation
from domain.model.value import replace
from domain.ports.talk import NUMBER, Question
from domain.rules.answering import decides_otherwise
from domain.rules.card_questions import answered_by_card
from domain.rules.hands import has_accepted
from domain.rules.lifecycle import Action, allowed
from domain.rules.smalltalk import is_small_talk
from domain.rules.spoken import Spoken, heard
from domain.rules.told_of import change_in
from domain.rules.verdicts import verdict
from domain.usecases.access import fetch, relations
from domain.usecases.people import leaving, people, teams
from domain.usecases.post import relay
from domain.usecases.tasks import replies
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.meaning import in_hand, to_answer

_IN = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)


def message(talk: Talk) -> None:
    """Words or a file without a command: the next piece of an album, an answer, a reply about a task, or plain words."""
    if (
        _album(talk)
        or minutes.answer(talk)
        or _numbered(talk)
        or _decides_elsewhere(talk)
        or answers.answer(talk)
        or _reply(talk)
        or hints.hint(talk)
        or named.alone(talk)
    ):
        return
    if talk.is_private and not (
        _to_a_list(talk) or minutes.too_late(talk) or importing.plainly(talk) or minutes.offered(talk)
    ):
        plain.plain(talk)


def _album(talk: Talk) -> bool:
    """The pieces of an album are one report, or one draft."""
    said = talk.said()
    first = talk.unit.store.posts.of_album(talk.chat_id, said.media_group) if said.media_group else None
    if first is None:
        return assign.more_of_album(talk, said)
    changed = replies.add_to_album(talk.unit, talk.who, first, said)
    if changed is not None and changed.progress:
        taken.tell_progress(talk, changed.task)
    return True


def _numbered(talk: Talk) -> bool:
    """`#14 90%`: a report on 14, or a word about it; the number alone in private, or a question its card answers, shows it.
    `#1 #2 都收到` is said of both.

    The number that is written wins over the message replied to and over an open question, unless that is about the same.
    """
    said = talk.said()
    if marked_in(said.text) is None or not _for_the_bot(talk):
        return False
    named = listed_in(said.text)
    question = answers.open_question(talk)
    if named is None or (question is not None and _answers(question, named)):
        return False
    answers.left_for_another(talk, question)
    says = said.files or (named.rest and not answered_by_card(named.rest))
    if not (named.rest or said.files or talk.is_private):
        return False
    for place, task_id in enumerate(named.numbers):
        if says:
            rest = change_in(named.rest) if named.rest.startswith("的") else named.rest  # #1的报告改到周四
            once = replace(said, text=rest, message_id=None if place else said.message_id)
            words.about(talk, task_id, once, replied_post(talk))
        else:
            show_task(talk, task_id)
    return True


def _answers(question: Question, named: Listed) -> bool:
    """Whether words with the number of the very matter asked about may be the answer; another decision is none.

    Where a number is asked for, any may be.
    """
    if question.action == NUMBER and not named.rest:
        return True
    return question.task_id in named.numbers and not decides_otherwise(question.action, named.rest)


def _decides_elsewhere(talk: Talk) -> bool:
    """把赵倩从 #2 里去掉 while the bot asks who shall do another task: the number that is written wins over the question."""
    question = answers.open_question(talk)
    said = talk.said()
    if question is None or question.draft_id is None or said.files or not HAS_NUMBER.search(said.text):
        return False
    named = elsewhere_in(said.text)
    task = talk.unit.store.tasks.get(named.numbers[0]) if named else None
    if named is None or task is None or not relations(talk.who, task) or verdict(named.rest) is None:
        return False
    words.about(talk, task.id, replace(said, text=named.rest))
    return True


def _to_a_list(talk: Talk) -> bool:
    """A reply to a list of the bot's reports on what of it is in hand; of several it is asked which."""
    asked, said = quoted(talk.message), talk.said()
    ours = asked is not None and talk.message and asked.from_user and asked.from_user.id == talk.message.get_bot().id
    if asked is None or not ours or is_small_talk(said.text) or heard(said.text, orders=False).kind is Spoken.QUESTION:
        return False
    numbers = {int(m[1]) for m in HAS_NUMBER.finditer(text_of(asked))}
    mine = (*in_hand(talk.unit, talk.who), *to_answer(talk.unit, talk.who)) if numbers else ()
    found = [task for task in mine if task.id in numbers]
    if len(found) > 1:
        words.ask_which(talk, found, said)
    elif found:
        words.about(talk, found[0].id, said)
    return bool(found)


def _for_the_bot(talk: Talk) -> bool:
    """Words that begin with a number, where they are for the bot: in private, in reply to it or to words about a matter,
    or of somebody in whose matter of this group it is."""
    asked = quoted(talk.message)
    if talk.is_private or replied_task(talk) is not None:
        return True
    if asked is not None and talk.message and asked.from_user and asked.from_user.id == talk.message.get_bot().id:
        return True
    return asked is None and _in_own_matter(talk)


def _in_own_matter(talk: Talk) -> bool:
    named, team = marked_in(talk.said().text), talk.team
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    task = talk.unit.store.tasks.get(named.number) if named else None
    if team is None or member is None or not member.active or task is None or task.team_id != team.id:
        return False
    return bool(relations(talk.who, task) - {Relation.COLLEAGUE})


def _reply(talk: Talk) -> bool:
    """A reply to any message about a task, and what is written in the topic of one."""
    post = replied_post(talk)
    if post is None:
        return False
    said = talk.said()
    if quoted(talk.message) is None and in_topic.about_something_else(talk, post.task_id):
        return True
    if not said.files and answered_by_card(said.text):
        show_task(talk, post.task_id)
    else:
        words.about(talk, post.task_id, said, post)
    return True


def other_command(talk: Talk) -> None:
    """A command no route has: said so where it was meant for the bot; a forwarded one of ours is not carried out."""
    if talk.message and talk.message.forward_origin and _known(talk):
        _ = talk.who
        raise Refusal("forwarded-command")
    hints.mistyped(talk)


def _known(talk: Talk) -> bool:
    """Whether a command is one of ours."""
    word = text_of(talk.message).split(maxsplit=1)[0].lower() if talk.message else ""
    return word.partition("@")[0].removeprefix("/") in {row.name for row in COMMANDS}


def other_button(_talk: Talk) -> None:
    """A button no route has: an old one, or a forged one."""
    raise Refusal("button-old")


_ACCEPTS = frozenset({"👀", "👍", "👌"})


def reaction(talk: Talk) -> None:
    """👀, 👍 or 👌 on a task's message accepts it; any other reaction is just one, and so is one on what is accepted."""
    change = talk.update.message_reaction if talk.update else None
    if change is None or not any(getattr(r, "emoji", "") in _ACCEPTS for r in change.new_reaction):
        return None
    post = talk.unit.store.posts.find(talk.chat_id, change.message_id)
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    if post is None or member is None or not member.active:
        return None
    task, _ = fetch(talk.unit, talk.who, post.task_id)
    if task.kind is Kind.NOTICE:
        return notices.watched(talk, task)
    if not has_accepted(task, member.id) and allowed(task, Action.ACCEPT, relations(talk.who, task)):
        perform(talk.unit, talk.who, task.id, Action.ACCEPT)
    return None


def service(talk: Talk) -> None:
    """Titles change, people leave, groups become supergroups."""
    said = talk.message
    if said is None:
        return
    if said.migrate_to_chat_id:
        teams.moved(talk.unit, talk.chat_id, said.migrate_to_chat_id)
    if said.migrate_from_chat_id:
        teams.moved(talk.unit, said.migrate_from_chat_id, talk.chat_id)
    if said.new_chat_title:
        teams.renamed(talk.unit, talk.chat_id, said.new_chat_title)
    if said.left_chat_member and talk.team:
        leaving.left_group(talk.unit, said.left_chat_member.id, talk.team)


def bot_member(talk: Talk) -> None:
    """The bot was added, removed, blocked or let back in."""
    change = talk.update.my_chat_member if talk.update else None
    if change is None:
        return
    inside, was_inside = _inside(change.new_chat_member), _inside(change.old_chat_member)
    if talk.is_private:
        _private_member(talk, inside=inside)
    elif inside and not was_inside:
        teams.added(talk.unit, person_of(change.from_user), talk.chat_id, change.chat.title or "")
    elif was_inside and not inside:
        teams.removed(talk.unit, talk.chat_id)
    else:
        may_write = relay.speak_again if _may_write(change.new_chat_member) else relay.silence
        may_write(talk.unit, talk.chat_id)


def _inside(member: ChatMember) -> bool:
    """In the chat, be it without the right to write."""
    return member.status in _IN or (isinstance(member, ChatMemberRestricted) and member.is_member)


def _may_write(member: ChatMember) -> bool:
    return not isinstance(member, ChatMemberRestricted) or bool(member.can_send_messages)


def _private_member(talk: Talk, *, inside: bool) -> None:
    if inside:
        people.seen(talk.unit, talk.person, private=True)
    else:
        people.lost(talk.unit, talk.person.telegram_id)


ROUTES = (
    Route(On.MESSAGE, "message", message),
    Route(On.OTHER_COMMAND, "other-command", other_command),
    Route(On.BUTTON, "", other_button),
    Route(On.REACTION, "reaction", reaction),
    Route(On.SERVICE, "service", service),
    Route(On.BOT_MEMBER, "bot-member", bot_member),
)
