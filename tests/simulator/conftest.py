"""A served simulator, a small cast, and a client that speaks the Bot API raw."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from simulator import Chat, Person, SimClock, Simulator, World
from simulator.spec import load_spec

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass
class Office:
    """The cast of most tests."""

    world: World
    wang: Person
    li: Person
    qian: Person
    group: Chat


class Client:
    """The bot's side, without a library. Every result must be what the specification promises."""

    def __init__(self, sim: Simulator, http: httpx.AsyncClient) -> None:
        self.sim = sim
        self.http = http

    async def raw(self, method: str, /, **params: Any) -> httpx.Response:
        return await self.http.post(f"{self.sim.api_url}{self.sim.token}/{method}", json=params)

    async def __call__(self, method: str, /, **params: Any) -> Any:
        body = (await self.raw(method, **params)).json()
        assert body["ok"], body
        load_spec().conform(load_spec().returns[method], body["result"])
        return body["result"]

    async def fails(self, method: str, /, **params: Any) -> str:
        """The description of the refusal, with its code in front."""
        response = await self.raw(method, **params)
        body = response.json()
        assert not body["ok"], body
        assert response.status_code == body["error_code"]
        return f"{body['error_code']} {body['description']}"

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What waits, confirmed at once; each must be a proper Update."""
        found: list[dict[str, Any]] = await self("getUpdates", **params)
        if found:
            self.sim.updates.confirm_below(found[-1]["update_id"] + 1)
        return found

    async def kinds(self) -> list[str]:
        """The kinds of what waits."""
        return [next(key for key in update if key != "update_id") for update in await self.updates()]


@pytest.fixture
def clock() -> SimClock:
    return SimClock(MONDAY, frozen=True)


@pytest.fixture
async def sim(clock: SimClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock, strict_limits=False) as served:
        yield served


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        yield client


@pytest.fixture
def bot(sim: Simulator, http: httpx.AsyncClient) -> Client:
    return Client(sim, http)


@pytest.fixture
def office(sim: Simulator) -> Office:
    """Three people, a supergroup with the bot; Li has opened the private chat. Nothing waits."""
    world = sim.world
    wang = world.person("王主任", username="wang")
    li = world.person("李明", username="li")
    qian = world.person("钱多多")
    group = world.group("综合部", members=[wang, li, qian])
    world.add_bot(wang, group)
    world.start(li)
    for person in (wang, li, qian):
        person.seen = True
    sim.updates.drop()
    return Office(world, wang, li, qian, group)


@pytest.fixture
def page(sim: Simulator, http: httpx.AsyncClient) -> Callable[..., Any]:
    """The control API: ``await page("GET", "/sim/state")`` gives the JSON."""

    async def ask(verb: str, path: str, body: Any = None, status: int = 200) -> Any:
        response = await http.request(verb, sim.url + path, json=body)
        assert response.status_code == status, response.text
        return response.json()

    return ask
