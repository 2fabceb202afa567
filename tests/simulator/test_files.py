"""Photos, documents, voices and albums, up and down."""

import json

from simulator import Simulator

from .conftest import Client, Office


async def upload(sim: Simulator, bot: Client, method: str, fields: dict[str, str], **files: bytes) -> dict:
    parts = {name: (f"{name}.pdf", data, "application/pdf") for name, data in files.items()}
    return (await bot.http.post(f"{sim.api_url}{sim.token}/{method}", data=fields, files=parts)).json()


async def test_a_document_goes_up_and_comes_down_again(sim: Simulator, bot: Client, office: Office) -> None:
    fields = {"chat_id": str(office.li.id), "caption": "<b>报告</b>", "parse_mode": "HTML"}
    body = await upload(sim, bot, "sendDocument", fields, document=b"content")
    sent = body["result"]
    assert (sent["caption"], sent["document"]["file_name"]) == ("报告", "document.pdf")
    place = (await bot("getFile", file_id=sent["document"]["file_id"]))["file_path"]
    assert (await bot.http.get(f"{sim.file_url}{sim.token}/{place}")).content == b"content"
    assert (await bot.http.get(f"{sim.file_url}1:wrong/{place}")).status_code == 401
    assert sim.journal[0]["params"]["document"] == {"file": "document.pdf", "size": 7}


async def test_what_a_person_sends_can_be_sent_on_by_its_id(bot: Client, office: Office) -> None:
    office.world.photo(office.li, None, "现场")
    photo = (await bot.updates())[-1]["message"]["photo"]
    sent = await bot("sendPhoto", chat_id=office.group.id, photo=photo[-1]["file_id"], caption="x")
    assert sent["photo"][-1]["file_unique_id"] == photo[-1]["file_unique_id"]
    small = await bot("getFile", file_id=photo[0]["file_id"])
    assert small["file_size"] > 0
    assert "wrong remote file" in await bot.fails("sendPhoto", chat_id=office.group.id, photo="nonsense")


async def test_an_album_goes_up_as_a_whole(sim: Simulator, bot: Client, office: Office) -> None:
    media = [
        {"type": "document", "media": "attach://a", "caption": "两份"},
        {"type": "document", "media": "attach://b"},
    ]
    fields = {"chat_id": str(office.li.id), "media": json.dumps(media)}
    body = await upload(sim, bot, "sendMediaGroup", fields, a=b"1", b=b"2")
    assert len({m["media_group_id"] for m in body["result"]}) == 1
    assert "is no file of this request" in (await upload(sim, bot, "sendMediaGroup", fields, a=b"1"))["description"]


async def test_voices_and_documents_of_people_arrive(bot: Client, office: Office) -> None:
    office.world.voice(office.li, None)
    office.world.file(office.li, None, "表.xlsx", b"x", "见表")
    voice, document = (u["message"] for u in await bot.updates())
    assert voice["voice"]["mime_type"] == "audio/ogg"
    assert (document["document"]["file_name"], document["caption"]) == ("表.xlsx", "见表")


async def test_captions_have_1024_units_and_can_be_edited(bot: Client, office: Office) -> None:
    photo = office.world.photo(office.li, None)
    place = {"chat_id": office.li.id}
    answer = await bot.fails("sendPhoto", **place, photo=photo.media.id, caption="x" * 1025)
    assert answer == "400 Bad Request: message caption is too long"
    sent = await bot("sendPhoto", **place, photo=photo.media.id, caption="a")
    edited = await bot("editMessageCaption", **place, message_id=sent["message_id"], caption="b")
    assert edited["caption"] == "b"
    answer = await bot.fails("editMessageText", **place, message_id=sent["message_id"], text="b")
    assert answer == "400 Bad Request: there is no text in the message to edit"
    media = {"type": "photo", "media": photo.media.id, "caption": "c"}
    assert (await bot("editMessageMedia", **place, message_id=sent["message_id"], media=media))["caption"] == "c"


async def test_an_empty_file_is_refused(sim: Simulator, bot: Client, office: Office) -> None:
    body = await upload(sim, bot, "sendDocument", {"chat_id": str(office.li.id)}, document=b"")
    assert body["description"] == "Bad Request: file must be non-empty"
