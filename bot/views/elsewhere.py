"""What is offered in chats the bot need not be in: a matter in a short line, an order that waits for its giver's yes."""

from __future__ import annotations

from bot.i18n import Html, plain
from bot.views.cards import head, shorten
from bot.views.eye import ORDER_OF, SHOWN_BY, Eye
from bot.views.rendered import Button, Rendered
from domain.model.drafts import TaskDraft
from domain.model.tasks import Task
from domain.model.typed import TypedOrder
from domain.model.value import replace, value
from domain.rules.raised import without_phones


@value
class Offer:
    """One thing to choose: its name, how it stands in the list, what is sent."""

    name: str
    title: str
    beside: str
    sends: Rendered


def matter(eye: Eye, task: Task) -> Offer:
    """A matter as it may be said aloud: no reports, no content, nobody's telephone number."""
    spoken = replace(task, title=without_phones(task.title)) if task.is_raised else task
    first, state = head(eye, spoken), eye.t(f"status-{task.status}")
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    text = eye.t("shared-card", head=first, state=state, lead=eye.name(task.duty_id), due=due)
    when = eye.plain_moment(task.due_at, day_only=task.due_day_only)
    beside = eye.t("shared-beside", state=state, lead=eye.name(task.duty_id), due=when)
    open_ = Button(str(eye.t("button-open-matter")), url=eye.start_link(f"{SHOWN_BY}{task.id}"))
    return Offer(f"t{task.id}", plain(first), plain(beside), Rendered(text, ((open_,),)))


def typed(eye: Eye, order: TypedOrder, draft: TaskDraft) -> Offer:
    """An order that nobody has given yet, with the button for whoever typed it."""
    names = eye.join([eye.name(i) for i in draft.people])
    due = eye.moment(draft.due, day_only=draft.wording.due_day_only) if draft.due else eye.t("typed-no-due")
    when = eye.plain_moment(draft.due, day_only=draft.wording.due_day_only) if draft.due else eye.t("typed-no-due")
    by, title = eye.name(order.member_id), shorten(draft.title)
    text = eye.t("typed-card", title=title, names=names, due=due, by=by)
    confirm = Button(
        str(eye.t("label-typed-confirm", by=shorten(by, 12))), url=eye.start_link(f"{ORDER_OF}{order.token}")
    )
    label, beside = eye.t("typed-label", title=title), eye.t("typed-beside", names=names, due=when)
    return Offer(f"o{order.token}", plain(label), plain(beside), Rendered(text, ((confirm,),)))


def note(eye: Eye, name: str, text: Html) -> Offer:
    """A sentence and the button that opens the private chat."""
    open_ = Button(str(eye.t("button-open-private")), url=eye.start_link("elsewhere"))
    return Offer(name, plain(text), "", Rendered(text, ((open_,),)))
