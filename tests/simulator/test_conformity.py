"""What the simulator tells the bot is itself held against the specification."""

from simulator import Simulator
from simulator.spec import load_spec
from simulator.updates import UPDATE_TYPES

from .conftest import Office


def test_every_kind_of_update_is_a_proper_update(sim: Simulator, office: Office) -> None:
    world, wang, li, group = office.world, office.wang, office.li, office.group
    sim.updates.allow(UPDATE_TYPES)
    world.promote(world.bot, group)
    zhao = world.person("赵", last_name="倩", username="zhao", language_code=None)
    world.join(zhao, group, by=wang)
    said = world.send(li, group, "看 https://a.cn/x #标签 @zhao a@b.cn /help", mentions={"看": office.qian})
    world.send(li, group, "reply", reply_to=said.id)
    world.edit(li, said, "改")
    world.react(zhao, said, "👍")
    for caption in ("", "说明"):
        world.photo(li, None, caption)
        world.file(li, group, "a.pdf", b"x", caption)
    world.voice(li, None)
    world.album(li, None, 2, "册")
    world.forward(li, said, None)
    world.press(li, said, "x", stale=True)
    world.forget(said)
    world.press(li, said, "x", stale=True)
    world.inline(li, "q")
    world.share_users(li, 1, [zhao])
    world.leave(zhao, group, by=wang)
    world.retitle(wang, group, "新")
    channel = world.channel("公告", creator=wang)
    world.add_bot(wang, channel)
    world.channel_post(channel, "x")
    world.channel_send(group, "x", channel)
    world.channel_send(group, "x", channel, linked=True)
    world.anonymous_send(group, "x")
    forum = world.group("论坛", members=[wang], forum=True)
    world.add_bot(wang, forum)
    world.close_topic(forum, world.topic(forum, "题"))
    basic = world.group("小组", members=[wang], type="group")
    world.add_bot(wang, basic)
    world.upgrade_to_supergroup(basic)
    world.restrict_bot(group, can_send=False)
    world.block(li)
    world.remove_bot(wang, group)
    for pending in sim.updates.pending:
        load_spec().conform(("Update",), pending.body)
    assert len({p.kind for p in sim.updates.pending}) == 8
