"""Commands, names and the menu button."""

from simulator import Simulator

from .conftest import Client, Office


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name} for name in names]


async def test_everyone_sees_the_commands_of_their_narrowest_scope(sim: Simulator, bot: Client, office: Office) -> None:
    here = office.group.id
    await bot("setMyCommands", commands=commands("default"))
    await bot("setMyCommands", commands=commands("zh"), language_code="zh")
    await bot("setMyCommands", commands=commands("groups"), scope={"type": "all_group_chats"})
    await bot("setMyCommands", commands=commands("admins"), scope={"type": "chat_administrators", "chat_id": here})
    scope = {"type": "chat_member", "chat_id": here, "user_id": office.qian.id}
    await bot("setMyCommands", commands=commands("qian"), scope=scope)
    world, menu = office.world, sim.profile.menu
    english = world.person("Ann", language_code="en")

    def first(*who_and_where: object) -> str:
        return menu(*who_and_where)[0]["command"]

    assert first(office.li, world.private(office.li)) == "zh"
    assert first(english, world.private(english)) == "default"
    assert first(office.li, office.group) == "groups"
    assert first(office.wang, office.group) == "admins"
    assert first(office.qian, office.group) == "qian"
    await bot("deleteMyCommands", scope=scope)
    assert first(office.qian, office.group) == "groups"
    assert (await bot("getMyCommands", language_code="zh"))[0]["command"] == "zh"


async def test_impossible_commands_are_refused(bot: Client) -> None:
    assert "BOT_COMMAND_INVALID" in await bot.fails("setMyCommands", commands=commands("任务"))
    assert "BOT_COMMAND_INVALID" in await bot.fails("setMyCommands", commands=commands("Task"))
    assert "TOO_MUCH" in await bot.fails("setMyCommands", commands=commands(*(f"c{n}" for n in range(101))))
    long = [{"command": "a", "description": "x" * 257}]
    assert "BOT_COMMAND_DESCRIPTION_INVALID" in await bot.fails("setMyCommands", commands=long)


async def test_texts_are_kept_by_language(bot: Client) -> None:
    assert await bot("getMyName") == {"name": "督办"}
    await bot("setMyName", name="Duban", language_code="en")
    await bot("setMyDescription", description="看着每件事办完")
    await bot("setMyShortDescription", short_description="督办")
    assert await bot("getMyName", language_code="en") == {"name": "Duban"}
    assert await bot("getMyDescription", language_code="en") == {"description": "看着每件事办完"}
    assert await bot("getMyShortDescription") == {"short_description": "督办"}


async def test_the_menu_button_is_kept_by_chat(bot: Client, office: Office) -> None:
    assert await bot("getChatMenuButton", chat_id=office.li.id) == {"type": "commands"}
    await bot("setChatMenuButton", chat_id=office.li.id, menu_button={"type": "default"})
    assert await bot("getChatMenuButton", chat_id=office.li.id) == {"type": "default"}


async def test_the_bot_knows_itself(bot: Client, office: Office) -> None:
    me = await bot("getMe")
    assert (me["username"], me["can_read_all_group_messages"]) == ("duban_bot", False)
    assert await bot("sendChatAction", chat_id=office.li.id, action="typing")
    assert "https://t.me/+" in (await admin_link(bot, office))
    assert await bot("logOut")


async def admin_link(bot: Client, office: Office) -> str:
    office.world.promote(office.world.bot, office.group)
    made = await bot("createChatInviteLink", chat_id=office.group.id, member_limit=1)
    assert made["member_limit"] == 1
    return str(await bot("exportChatInviteLink", chat_id=office.group.id))
