// One message (or one album) of the conversation.
import { bot, colorOf, nameOf, shownName, store } from "./api.js";
import { here, isWaiting, press } from "./acts.js";
import { h, icon, iconButton, isolated } from "./dom.js";
import { locale, t } from "./i18n.js";
import { renderText, safeAddress } from "./text.js";
import { fullMoment, timeOfDay } from "./time.js";
import { topicLabel } from "./topics.js";
import { avatar, lightbox, onMenuGesture, onSwipeLeft } from "./ui.js";

const STYLES = new Set(["success", "danger", "primary"]);

export const listNames = (names) => new Intl.ListFormat(locale(), { type: "conjunction", style: "narrow" }).format(names);

const SERVICES = {
  joined: "joined", left: "left", added: "added", removed: "removed", created: "created", pinned: "pinned_service", title: "renamed", migrated: "upgraded",
  topic: "topic", topic_closed: "topic_closed", users_shared: "shared",
};

/** The sentence of a service message: who joined, what was pinned. */
export function serviceWords({ kind, people = [], by = null, title = "" }, text = "") {
  const names = people.map((one) => shownName(one.name));
  const byOther = by && people.length && !people.some((one) => one.id === by.id);
  const key = byOther && kind === "joined" ? "added" : byOther && kind === "left" ? "removed" : SERVICES[kind];
  const actor = shownName(by?.name) || t("somebody");
  return key ? t(key, { by: actor, who: names.length ? listNames(names) : actor, text: title || text }) : text || t("service_other");
}

function service(message) {
  return h("div", { class: "service", data: { id: message.id } }, h("span", { dir: "auto" }, serviceWords(message.service, message.text)));
}

const MEDIA = { photo: "photo", voice: "voice" };
/** What stands for a message that has no words. */
export const mediaWord = (kind) => (kind ? t(MEDIA[kind] || "file") : "");

function quote(reply, on) {
  return h("button", { type: "button", class: "quote", onclick: () => on.jump(reply.id) },
    isolated(shownName(reply.name), { class: "quote-name" }),
    h("span", { class: "quote-line", dir: "auto" }, reply.text || mediaWord(reply.media) || t("deleted")));
}

function photo(message) {
  const address = message.photo;
  const open = () => lightbox(address, t("picture_alt"));
  return h("button", { type: "button", class: "photo", "aria-label": t("open_photo"), onclick: open },
    h("img", { src: address, alt: message.text || t("picture_alt"), loading: "lazy" }));
}

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const [unit, divisor] = bytes < 1024 ? ["B", 1] : bytes < 1048576 ? ["KB", 1024] : ["MB", 1048576];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(bytes / divisor)} ${unit}`;
}

function documentCard(file) {
  const inside = [h("span", { class: "file-icon" }, icon("file")),
    h("span", { class: "file-words" }, isolated(file.name || t("file"), { class: "file-name" }), h("span", { class: "file-size" }, fileSize(file.size)))];
  if (!file.url) return h("div", { class: "file" }, inside);
  return h("a", { class: "file", href: file.url, download: file.name || "", "aria-label": t("download", { name: file.name || "" }) }, inside);
}

function voiceCard(voice) {
  const seconds = Math.round(voice.duration || 0);
  const length = seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
  const player = voice.url ? h("audio", { src: voice.url, controls: true, preload: "none", "aria-label": t("voice") }) : null;
  return h("div", { class: "voice" }, h("span", { class: "file-icon" }, icon("mic")), player || [h("span", { class: "wave" }), h("span", { class: "file-size" }, length)]);
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions" }, message.reactions.map(({ emoji, by = [] }) => {
    const mine = by.includes(store.me);
    const names = t("by_people", { emoji, names: listNames(by.map(nameOf)) });
    return h("button", {
      type: "button", class: `reaction${mine ? " mine" : ""}`, title: names, "aria-label": names, "aria-pressed": String(mine),
      onclick: () => here({ do: "react", message: message.id, emoji: mine ? "" : emoji }),
    }, emoji, by.length > 1 ? h("span", {}, String(by.length)) : null);
  }));
}

function keyboardButton(message, button, on) {
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const address = button.url ? safeAddress(button.url) : null;
  if (address) {
    return h("a", { class: `key${style}`, href: address, target: "_blank", rel: "noopener noreferrer", onclick: (event) => on.link(event, address) },
      isolated(button.text), icon("link"));
  }
  const busy = button.data !== undefined && isWaiting(message.id, button.data);
  const onclick = () => (button.data === undefined ? on.otherButton(button) : press(message.id, button.data, on));
  return h("button", {
    type: "button", class: `key${style}${busy ? " busy" : ""}`, onclick, "aria-busy": String(busy), title: busy ? t("button_wait") : null,
    data: button.data === undefined ? {} : { button: button.data },
  }, isolated(button.text));
}

function keyboard(message, on) {
  if (!message.buttons?.length) return null;
  return h("div", { class: "keys" }, message.buttons.map((row) => h("div", { class: "keys-row" }, row.map((button) => keyboardButton(message, button, on)))));
}

function meta(message) {
  const edited = message.edit_date ? h("span", { class: "edited" }, t("edited")) : null;
  return h("span", { class: "meta" }, message.pinned ? icon("pin") : null, edited, h("time", { title: fullMoment(message.date) }, timeOfDay(message.date)));
}

function mediaPart(group) {
  const photos = group.filter((one) => one.photo);
  const others = group.filter((one) => !one.photo);
  return [
    photos.length ? h("div", { class: `photos count-${Math.min(photos.length, 4)}` }, photos.map(photo)) : null,
    ...others.map((one) => (one.document ? documentCard(one.document) : one.voice ? voiceCard(one.voice) : null)),
  ];
}

function readAloud(message, mine) {
  const who = mine ? t("you") : shownName(message.from?.name);
  const what = message.text || (message.photo && t("photo")) || (message.document && t("file")) || (message.voice && t("voice")) || "";
  return `${who}, ${timeOfDay(message.date)}: ${what}`;
}

/** The keys of the message itself: Enter opens its menu, R answers it. */
function messageKey(event, { menu, reply }) {
  const row = event.currentTarget;
  if (event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
  const { left, top } = row.querySelector(".bubble").getBoundingClientRect();
  if (event.key === "Enter" || event.key === " ") menu({ x: left + 24, y: top + 24 });
  else if (event.code === "KeyR" || event.key === "r") reply();
  else return;
  event.preventDefault();
}

/**
 * group: the messages of one album, or one message. place: {inGroup, first, last} within a run of the same sender.
 * on: {link, mention, command, jump, menu, reply, redraw, topic, otherButton, mentionPerson}
 */
export function renderMessage(group, place, on) {
  const head = group[0];
  if (head.service) return service(head);
  const spoken = group.find((one) => one.text) || head;
  const mine = head.from?.id === store.me;
  const isBot = head.from?.is_bot || head.from?.id === bot().id;
  const color = colorOf(head.from?.id || 0);
  const showName = place.inGroup && !mine && place.first;
  const text = spoken.text ? h("div", { class: "text", dir: "auto" }, renderText(spoken.text, spoken.entities, on)) : null;
  const stamp = meta(group.at(-1));
  if (text) text.append(stamp);
  const bubble = h("div", { class: "bubble" },
    showName ? h("button", { type: "button", class: `sender color-${color}`, onclick: () => on.mentionPerson(head.from) },
      isolated(shownName(head.from?.name)), isBot ? h("span", { class: "bot-tag" }, t("bot")) : null) : null,
    topicLabel(head, on.topic),
    head.forward_from ? h("p", { class: "forwarded" }, isolated(t("forwarded_from", { name: shownName(head.forward_from) }))) : null,
    head.reply_to ? quote(head.reply_to, on) : null,
    mediaPart(group), text || stamp, reactions(group.at(-1)));
  const media = group.some((one) => one.photo);
  bubble.classList.toggle("media", media);
  bubble.classList.toggle("media-only", media && !text);
  const tools = h("div", { class: "tools" },
    iconButton("reply", t("reply"), () => on.reply(head)),
    iconButton("more", t("message_menu"), (event) => on.menu(head, group, { x: event.clientX || event.currentTarget.getBoundingClientRect().left, y: event.clientY || event.currentTarget.getBoundingClientRect().bottom })));
  const stack = h("div", { class: "stack" }, h("div", { class: "bubble-line" }, bubble, tools), keyboard(group.at(-1), on));
  const face = place.inGroup && !mine ? (place.last ? avatar(shownName(head.from?.name), color) : h("span", { class: "avatar none" })) : null;
  const row = h("article", {
    class: `row ${mine ? "own" : "other"}${place.first ? " first" : ""}${place.last ? " last" : ""}`,
    tabindex: "-1", "aria-label": readAloud(spoken, mine), "aria-keyshortcuts": "Enter R", data: { id: head.id },
    onkeydown: (event) => messageKey(event, { menu: (point) => on.menu(head, group, point), reply: () => on.reply(head) }),
  }, face, stack);
  onMenuGesture(bubble, (point) => on.menu(head, group, point));
  onSwipeLeft(row, (by) => { stack.style.transform = by ? `translateX(${by}px)` : ""; }, () => on.reply(head));
  return row;
}
