"""A small office to play with."""

from simulator.world import World


def small_office(world: World) -> None:
    """A director, an office supervisor, three staff and two groups. The bot is in none of them yet."""
    wang = world.person("王主任", username="wang")
    zhou = world.person("周秘书", username="zhou")
    li = world.person("李明", username="li")
    zhao = world.person("赵倩", username="zhao")
    qian = world.person("钱多多")
    world.group("综合部", members=[wang, zhou, li, zhao, qian], creator=wang)
    world.group("项目组", members=[wang, li, zhao], creator=wang)
