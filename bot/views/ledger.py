"""督办台账 in the chat: what it will hold, the buttons that change that, and the file's caption."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import LIMIT, Press, pack
from bot.i18n import Html, plain
from bot.views.eye import Eye
from bot.views.found import asked_for
from bot.views.official import in_name
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, page_of, pager
from bot.views.trees import period_words
from domain.messages.ledger import LedgerFile, LedgerMaking, LedgerShown
from domain.model.ledger import MANY, SECRET_TOO, LedgerForm, LedgerOrder, Totals
from domain.model.papers import Made
from domain.model.people import Memberships, TeamStatus
from domain.model.search import EVERYWHERE, Asked, Circle, Search, Stand
from domain.model.tasks import Status
from domain.model.value import replace
from domain.rules.months import shifted
from domain.text import tidy
from domain.usecases.sight import of_ledger

_IN_A_ROW, _PER_PAGE = 2, 12
_STANDS = (Stand.OPEN, Stand.OVERDUE, Stand.DONE, Stand.CANCELLED)


def shown(eye: Eye, message: LedgerShown) -> Rendered | None:
    """What it will hold, and its buttons; or what can be chosen for one of these."""
    search, who = eye.store.searches.get(message.search_id), eye.who()
    if search is None or who is None:
        return None
    totals = _totals(eye, search.asked, who)
    text = Html("\n".join(_lines(eye, search.asked, who, totals)))
    if message.choosing in _CHOICES:
        return Rendered(text, _choices(eye, search, message))
    return Rendered(text, (*_forms(eye, search, totals), *_filters(eye, search, who)))


def _totals(eye: Eye, asked: Asked, who: Memberships) -> Totals:
    return eye.store.ledger.totals(of_ledger(asked, who, eye.now, eye.calendar.zone))


def _lines(eye: Eye, asked: Asked, who: Memberships, totals: Totals) -> list[Html]:
    head = eye.t("ledger-head", of=_of(eye, asked))
    if not totals.all:
        return [head, eye.t("ledger-nothing" if asked.asks else "ledger-empty"), *_kept_out(eye, asked, who)]
    counts = eye.t(
        "ledger-totals",
        n=totals.all,
        open=totals.open,
        overdue=totals.overdue,
        done=totals.done,
        cancelled=totals.cancelled,
    )
    inside = [eye.t("ledger-secret-in", n=totals.confidential)] if totals.confidential else []
    return [head, counts, *inside, *_kept_out(eye, asked, who)]


def _secrets(eye: Eye, asked: Asked, who: Memberships) -> int:
    """How many confidential matters the reader may see of what is asked for."""
    whole = replace(asked, circle=replace(asked.circle, which=SECRET_TOO))
    return _totals(eye, whole, who).confidential


def _kept_out(eye: Eye, asked: Asked, who: Memberships) -> list[Html]:
    left = 0 if asked.circle.which == SECRET_TOO else _secrets(eye, asked, who)
    return [eye.t("ledger-secret-out", n=left)] if left else []


def _of(eye: Eye, asked: Asked) -> Html:
    """What is asked for in words: the team, then what a search would say."""
    team = eye.store.teams.get(asked.circle.team_id) if asked.circle.team_id is not None else None
    bare = replace(asked, circle=EVERYWHERE)
    said = [eye.t("ledger-of-team", team=team.title)] if team else []
    return Html(" · ".join([*said, *([asked_for(eye, bare)] if bare.asks else [])]) or eye.t("ledger-everything"))


# -- buttons -----------------------------------------------------------------------------------------------------------


def _forms(eye: Eye, search: Search, totals: Totals) -> Rows:
    """As which files it can come; a calendar only where something is open."""
    if not totals.all:
        return ()
    forms = [form for form in LedgerForm if form is not LedgerForm.ICS or totals.open]
    made = [
        Button(str(eye.t(f"button-ledger-{form}")), pack(Press.LEDGER, "f", search.id, form.value)) for form in forms
    ]
    return in_rows(made, _IN_A_ROW)


def _filters(eye: Eye, search: Search, who: Memberships) -> Rows:
    which = [letter for letter in _BY if letter != "t" or len(_teams(eye)) > 1]
    made = [
        Button(str(eye.t(f"button-ledger-by-{_BY[letter]}")), pack(Press.LEDGER, letter, search.id)) for letter in which
    ]
    if search.asked.circle.which == SECRET_TOO:
        made.append(Button(str(eye.t("button-ledger-secret-off")), pack(Press.LEDGER, "k", search.id, "c")))
    elif _secrets(eye, search.asked, who):
        made.append(Button(str(eye.t("button-ledger-secret-on")), pack(Press.LEDGER, "k", search.id, "c", "1")))
    return in_rows(made, _IN_A_ROW)


_BY: Mapping[str, str] = {"s": "state", "p": "period", "t": "team", "w": "person", "g": "tag"}


# -- what can be chosen ------------------------------------------------------------------------------------------------

_Choice = tuple[str, str]  # what a button says, and what it carries


def _stands(eye: Eye, _asked: Asked) -> list[_Choice]:
    return [(str(eye.t(f"found-stand-{stand}")), stand.value) for stand in _STANDS]


def _periods(eye: Eye, _asked: Asked) -> list[_Choice]:
    """This month and the two before it, this quarter, this year and the last."""
    first = eye.now.astimezone(eye.calendar.zone).date().replace(day=1)
    months = [f"{shifted(first, -n):%Y-%m}" for n in range(3)]
    labels = [*months, f"{first.year}Q{(first.month + 2) // 3}", str(first.year), str(first.year - 1)]
    return [(plain(period_words(eye, label)), label) for label in labels]


def _teams(eye: Eye) -> list[_Choice]:
    who = eye.who()
    found = eye.store.teams.with_status(TeamStatus.APPROVED) if who else []
    return [(t.title, str(t.id)) for t in found if who and (who.runs_office() or t.id in who.teams)]


def _team_choices(eye: Eye, _asked: Asked) -> list[_Choice]:
    return _teams(eye)


def _people(eye: Eye, asked: Asked) -> list[_Choice]:
    """Those of the team that was chosen, else of the teams the reader may choose, and the reader."""
    team = asked.circle.team_id
    teams = [team] if team is not None else [int(field) for _, field in _teams(eye)]
    found = {m.id: m for team_id in teams for m, _ in eye.store.members.of_team(team_id)}
    found |= {eye.member.id: eye.member} if eye.member else {}
    return [(eye.known_as(member), str(member.id)) for member in found.values()]


def _tags(eye: Eye, asked: Asked) -> list[_Choice]:
    """Those of what the reader may see, the most used first."""
    bare = Asked(circle=Circle(asked.circle.which, team_id=asked.circle.team_id))
    found = eye.store.ledger.tags(of_ledger(bare, eye.who(), eye.now, eye.calendar.zone)) if eye.who() else []
    return [(f"#{tag}", tag) for tag, _ in found]


_CHOICES: Mapping[str, Callable[[Eye, Asked], list[_Choice]]] = {
    "s": _stands,
    "p": _periods,
    "t": _team_choices,
    "w": _people,
    "g": _tags,
}
_NOW: Mapping[str, Callable[[Asked], str]] = {
    "s": lambda asked: asked.stand.value if asked.stand else "",
    "p": lambda asked: asked.period,
    "t": lambda asked: str(asked.circle.team_id or ""),
    "w": lambda asked: str(asked.people[0]) if asked.people else "",
    "g": lambda asked: asked.tags[0] if asked.tags else "",
}


def _choices(eye: Eye, search: Search, message: LedgerShown) -> Rows:
    """A page of them, the one that holds with a mark; then all of them, and back."""
    which = message.choosing
    found = [one for one in _CHOICES[which](eye, search.asked) if _fits(search, which, one[1])]
    page, now = page_of(found, message.page, _PER_PAGE), _NOW[which](search.asked)
    made = [_choice(search, which, one, now) for one in page.shown]
    every = Button(str(eye.t("button-ledger-any")), pack(Press.LEDGER, "k", search.id, which))
    back = Button(str(eye.t("button-ledger-back")), pack(Press.LEDGER, "m", search.id))
    return (*in_rows(made, _IN_A_ROW), pager(eye, page.of, page.place, Press.LEDGER, which, search.id), (every, back))


def _fits(search: Search, which: str, to: str) -> bool:
    return len(f"{Press.LEDGER}:k:{search.id}:{which}:{to}".encode()) <= LIMIT


def _choice(search: Search, which: str, one: _Choice, now: str) -> Button:
    says, to = one
    return Button(f"✓ {says}" if to == now else says, pack(Press.LEDGER, "k", search.id, which, to))


# -- the file ----------------------------------------------------------------------------------------------------------


def making(eye: Eye, message: LedgerMaking) -> Rendered | None:
    """It is being made."""
    return Rendered(eye.t("ledger-making", n=message.count))


def file(eye: Eye, message: LedgerFile) -> Rendered | None:
    """Its name and caption, and what it is made of when it leaves; with what is confidential in it, it cannot be passed on."""
    search, who = eye.store.searches.get(message.search_id), eye.who()
    if search is None or who is None:
        return None
    asked, form = search.asked, LedgerForm(message.form)
    totals = _totals(eye, asked, who)
    if not totals.all:
        return Rendered(eye.t("ledger-nothing"))  # what was in it has gone meanwhile, or is not theirs any more
    order = LedgerOrder(form, eye.language, eye.now, who.member.id, search.id, many=totals.all >= MANY)
    dated, paused = _dated(eye, asked, who) if form is LedgerForm.ICS else (totals.all, 0)
    if not dated:
        return Rendered(eye.t("ledger-no-deadlines"))
    caption = [eye.t(f"ledger-file-{form}", of=_of(eye, asked), n=dated)]
    caption += [eye.t("ledger-paused-out", n=paused)] if paused else []
    caption += [eye.t("ledger-secret-in", n=totals.confidential)] if totals.confidential else []
    return Rendered(
        Html("\n".join(caption)), made=Made(_file_name(eye, asked, order), order), secret=bool(totals.confidential)
    )


def _dated(eye: Eye, asked: Asked, who: Memberships) -> tuple[int, int]:
    """How many deadlines a calendar has, and how many open matters stand still and have none."""
    held = eye.store.ledger.held(of_ledger(asked, who, eye.now, eye.calendar.zone))
    paused = sum(one.status is Status.PAUSED for one in held)
    return sum(one.status.is_open for one in held) - paused, paused


def _file_name(eye: Eye, asked: Asked, order: LedgerOrder) -> str:
    narrowed = replace(asked, circle=EVERYWHERE).asks or asked.circle.team_id is not None
    of = in_name(plain(_of(eye, asked))) if narrowed else ""
    day = eye.now.astimezone(eye.calendar.zone)
    name = tidy(plain(eye.t("ledger-name", of=of, day=f"{day:%Y-%m-%d}")))
    return f"{name}.{order.form}.zip" if order.zipped else f"{name}.{order.form}"
