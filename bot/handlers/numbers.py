"""Which task a person means: a number, the message replied to, or the only one they have."""

from __future__ import annotations

import re

from bot.talk import Talk, quoted
from domain.errors import Refusal

_NUMBER = re.compile(r"\s*(?:[#＃]([0-9]{1,16})(?![0-9])|([0-9]{1,16})(?=\s|$))\s*")


def task_number(talk: Talk) -> tuple[int, str]:
    """The number of the task and what is left of the arguments.

    Raises: Refusal `which-task` with an example when none is named, replied to, or the only open one.
    """
    asked = quoted(talk.message)
    post = talk.unit.store.posts.find(talk.chat_id, asked.message_id) if asked else None
    found = _NUMBER.match(talk.args)
    if found and (post is None or talk.args.lstrip().startswith(("#", "＃"))):
        return int(found[1] or found[2]), talk.args[found.end() :].strip()
    if post is not None:
        return post.task_id, talk.args.strip()
    mine = talk.unit.store.tasks.open_with(talk.who.member.id)
    if len(mine) == 1:
        return mine[0].id, talk.args.strip()
    raise Refusal("which-task", example=str(mine[0].id) if mine else "128")
