"""A Telegram in one process: the Bot API over HTTP, a world of people and chats, a clock that can be moved."""

from simulator.clock import SimClock
from simulator.errors import SimError
from simulator.model import Answer, Button, Chat, Message, Person, Press
from simulator.simulator import Simulator
from simulator.world import World

__all__ = ["Answer", "Button", "Chat", "Message", "Person", "Press", "SimClock", "SimError", "Simulator", "World"]
