"""The control API under ``/sim``: what the chat page and other processes use to see and move the world."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import page, view
from simulator.acts import Done, ask_bot, perform, person_of
from simulator.asked import answer_json, body_of, number, offered_json
from simulator.changes import Changes
from simulator.clock import SimClock
from simulator.errors import SimError
from simulator.model import Message, Press
from simulator.server import BotServer

Story = list[dict[str, Any]] | dict[str, Any] | None
Walk = Callable[[datetime], Awaitable[None]]
Jumps = Mapping[str, Callable[[], datetime | None]]
_ANSWER_PATIENCE = 2.0
_POLL = 25.0
_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "audio/wav"})


class Control:
    """The control API."""

    def __init__(self, server: BotServer, clock: SimClock, jumps: Jumps, story: Story, timezone: str | None) -> None:
        self._server = server
        self._world = server.world
        self._clock = clock
        self.jumps = dict(jumps)
        self.story_data: Story = story
        self.walk: Walk | None = None
        self.language: str | None = None
        self.bot_names: Mapping[str, str] = {}
        self.links: Sequence[page.Link] = ()
        self._changes = Changes()
        self._timezone = timezone
        self._changed: set[asyncio.Event] = set()
        self._world.listeners.append(self._wake)
        clock.listen(self._world.changed)

    def routes(self) -> list[Route]:
        """All paths."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/sim/state", self.state, methods=get),
            Route("/sim/page", self.page, methods=get),
            Route("/sim/view", self.view, methods=get),
            Route("/sim/messages", self.messages, methods=get),
            Route("/sim/act", self.act, methods=post),
            Route("/sim/upload", self.upload, methods=post),
            Route("/sim/inline", self.inline, methods=post),
            Route("/sim/press/{id}", self.press, methods=get),
            Route("/sim/events", self.events, methods=get),
            Route("/sim/clock", self.clock, methods=["GET", "POST"]),
            Route("/sim/journal", self.journal, methods=get),
            Route("/sim/problems", self.problems, methods=get),
            Route("/sim/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/sim/person", self.person, methods=post),
            Route("/sim/group", self.group, methods=post),
            Route("/sim/story", self.story, methods=post),
            Route("/sim/files/{id:path}", self.file, methods=get),
        ]

    # -- seeing -------------------------------------------------------------------------------------------------------

    async def state(self, _request: Request) -> Response:
        """The whole cast, the clock and the story."""
        return JSONResponse(
            {
                "bot": self._bot_json() | {"commands": self._server.profile.commands},
                "clock": self._clock_json(),
                "people": view.people_json(self._world),
                "chats": view.groups_json(self._world),
                "story": self._story_json(),
                "lang": self.language,
                "version": self._world.version,
            }
        )

    async def page(self, request: Request) -> Response:
        """The world, and a chat ``chat`` as ``as`` sees it: what changed since the marks ``world`` and ``talk``."""
        world, asked = self._world, request.query_params.get
        items = page.world_items(
            world,
            bot=self._bot_json(),
            links=page.open_links(world, self.links),
            story=self.story_data or None,
            at=world.story_step,
            lang=self.language,
        )
        return JSONResponse(
            {
                "version": world.version,
                "clock": self._clock_json(),
                "world": self._changes.since("world", items, asked("world")),
                "talk": self._talk(asked("as"), asked("chat"), asked("talk")),
            }
        )

    def _talk(self, who: str | None, where: str | None, mark: str | None) -> dict[str, Any] | None:
        """What changed in a chat; None if there is no such person or they do not see it."""
        viewer = self._world.people.get(int(who)) if who else None
        if viewer is None or not where:
            return None
        chat = self._world.private(viewer) if int(where) == viewer.id else self._world.chats.get(int(where))
        if chat is None or not self._world.sees(viewer, chat):
            return None
        items = page.talk_items(self._world, self._server.profile, viewer, chat)
        return self._changes.since((viewer.id, chat.id), items, mark)

    async def view(self, request: Request) -> Response:
        """The chat list of one person."""
        viewer = person_of(self._world, number(request, "as"))
        return JSONResponse({"chats": view.chats_json(self._world, viewer)})

    async def messages(self, request: Request) -> Response:
        """One chat as one person sees it."""
        viewer = person_of(self._world, number(request, "as"))
        chat = self._world.chat(number(request, "chat"))
        after = int(request.query_params.get("after") or 0)
        menu = view.menu_json(self._server.profile, viewer, chat, self._world.bot)
        return JSONResponse({"messages": view.messages_json(self._world, viewer, chat, after), "commands": menu})

    async def press(self, request: Request) -> Response:
        """How a press stands."""
        press = self._world.presses.get(request.path_params["id"])
        if press is None:
            raise SimError("there is no such press")
        return JSONResponse({"id": press.id, "answered": press.answer is not None, "answer": answer_json(press.answer)})

    async def events(self, request: Request) -> Response:
        """Wait until the version is above ``since``, at most 25 seconds."""
        since = int(request.query_params.get("since") or 0)
        patience = min(float(request.query_params.get("timeout") or _POLL), _POLL)
        if self._world.version <= since and not self._server.closing:
            await self.change(patience)
        return JSONResponse({"version": self._world.version})

    async def journal(self, request: Request) -> Response:
        """The bot's requests after entry n."""
        return JSONResponse({"journal": self._server.journal.after(int(request.query_params.get("after") or 0))})

    async def problems(self, _request: Request) -> Response:
        """What the bot asked that the Bot API does not have."""
        return JSONResponse({"problems": self._server.problems})

    async def file(self, request: Request) -> Response:
        """A file somebody sent."""
        stored = self._world.stored(request.path_params["id"])
        if stored is None:
            return JSONResponse({"ok": False, "error": "no such file"}, 404)
        shown = stored.mime in _INLINE
        mime = stored.mime if shown else "application/octet-stream"
        return Response(
            stored.data, media_type=mime, headers={"Content-Disposition": "inline" if shown else "attachment"}
        )

    # -- moving -------------------------------------------------------------------------------------------------------

    async def act(self, request: Request) -> Response:
        """Do something as a person."""
        return await self._perform(await body_of(request))

    async def inline(self, request: Request) -> Response:
        """Ask the bot in a chat, and what it offers."""
        asked = ask_bot(self._world, await body_of(request))
        await asked.answered(_ANSWER_PATIENCE)
        return JSONResponse({"ok": True, **offered_json(asked)})

    async def upload(self, request: Request) -> Response:
        """The same with the file as a multipart part named ``file``."""
        async with request.form() as form:
            body: dict[str, Any] = {key: value for key, value in form.items() if isinstance(value, str)}
            for upload in (value for value in form.values() if isinstance(value, UploadFile)):
                body["file"] = {"name": upload.filename, "data": await upload.read()}
        if isinstance(body.get("mentions"), str):
            body["mentions"] = json.loads(body["mentions"])
        return await self._perform(body)

    async def clock(self, request: Request) -> Response:
        """Set, advance, jump, freeze or run."""
        if request.method == "GET":
            return JSONResponse(self._clock_json())
        body = await body_of(request)
        before = self._clock.now()
        if "frozen" in body:
            (self._clock.freeze if body["frozen"] else self._clock.run)()
        target = self._target(body, before)
        if target is not None:
            await self._move(target)
        moved = abs(self._clock.now() - before) > timedelta(seconds=1)
        return JSONResponse(self._clock_json() | {"moved": moved})

    async def faults(self, request: Request) -> Response:
        """See, add or clear faults."""
        faults = self._server.faults
        if request.method == "POST":
            faults.add(**await body_of(request))
        elif request.method == "DELETE":
            faults.clear()
        return JSONResponse({"ok": True, "faults": faults.shown()})

    async def person(self, request: Request) -> Response:
        """Create somebody."""
        body = await body_of(request)
        made = self._world.person(body.pop("first_name"), **body)
        return JSONResponse({"ok": True, "person": made.json()})

    async def group(self, request: Request) -> Response:
        """Create a group; members and creator by id."""
        body = await body_of(request)
        members = [person_of(self._world, ident) for ident in body.pop("members", [])]
        creator = body.pop("creator", None)
        owner = person_of(self._world, creator) if creator is not None else None
        made = self._world.group(body.pop("title"), members=members, creator=owner, **body)
        return JSONResponse({"ok": True, "chat": made.json()})

    async def story(self, request: Request) -> Response:
        """Mark how far the story is."""
        self._world.story_step = int((await body_of(request))["step"])
        self._world.changed()
        return JSONResponse({"ok": True, "at": self._world.story_step})

    # -- helpers ------------------------------------------------------------------------------------------------------

    async def _perform(self, body: Mapping[str, Any]) -> Response:
        done: Done = perform(self._world, body)
        shown: dict[str, Any] = {"ok": True, "message": None, "press": None, "answer": None}
        if isinstance(done, Message):
            shown["message"] = view.message_view(self._world, done)
        elif isinstance(done, Press):
            shown |= {"press": done.id, "answer": answer_json(await done.answered(_ANSWER_PATIENCE))}
        return JSONResponse(shown)

    def _target(self, body: dict[str, Any], now: datetime) -> datetime | None:
        """The moment a request wants the clock to show; None for no move."""
        if "set" in body:
            return datetime.fromisoformat(body["set"])
        if "advance_seconds" in body:
            return now + timedelta(seconds=float(body["advance_seconds"]))
        return self._jump(str(body["jump"]), now) if "jump" in body else None

    def _jump(self, name: str, now: datetime) -> datetime | None:
        if name not in self.jumps:
            raise SimError(f"there is no jump {name!r}, only {sorted(self.jumps)}")
        target = self.jumps[name]()
        return target if target is not None and target > now else None

    async def _move(self, target: datetime) -> None:
        """At one stride, or in the steps of whoever walks the clock."""
        if self.walk is not None:
            await self.walk(target)
        else:
            self._clock.set(target)

    def _clock_json(self) -> dict[str, Any]:
        state = {"now": self._clock.now().isoformat(), "frozen": self._clock.frozen, "jumps": list(self.jumps)}
        return state | ({"timezone": self._timezone} if self._timezone else {})

    def _bot_json(self) -> dict[str, Any]:
        bot = self._world.bot
        return {"id": bot.id, "name": bot.name, "names": dict(self.bot_names), "username": bot.username}

    def _story_json(self) -> dict[str, Any] | None:
        if not self.story_data:
            return None
        story = {"steps": self.story_data} if isinstance(self.story_data, list) else self.story_data
        return {**story, "at": self._world.story_step}

    def _wake(self) -> None:
        for event in list(self._changed):
            event.set()

    async def change(self, patience: float) -> None:
        """Wait for the next change of the world, so long in real time at most."""
        changed = asyncio.Event()
        self._changed.add(changed)
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await changed.wait()
        finally:
            self._changed.discard(changed)

    def close(self) -> None:
        """Let every waiting page go."""
        self._wake()
