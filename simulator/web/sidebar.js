// The left side: who one is, and the chats that person sees.
import { chatTitle, chatsOf, fullName, now, person, shownName, store } from "./api.js";
import { tryAct } from "./acts.js";
import { mediaWord } from "./bubble.js";
import { createKeeper, h, icon, isolated, reconcile } from "./dom.js";
import { language, t } from "./i18n.js";
import { listTime } from "./time.js";
import { avatar, isNarrow, sheet } from "./ui.js";
import { unreadIn, unreadOf } from "./unread.js";

const GROUPS = new Set(["group", "supergroup"]);
const badge = (count) => (count > 0 ? h("span", { class: "badge", "aria-label": t("unread", { n: count }) }, count > 99 ? "99+" : String(count)) : null);

export function createSidebar(root, { bePerson, openChat, refresh, write }) {
  const drawn = createKeeper();
  const accounts = h("div", { class: "accounts", role: "radiogroup" });
  const meButton = h("button", { type: "button", class: "me-row phone-only", onclick: openAccounts });
  const chats = h("div", { class: "chats", onkeydown: alongChats });
  root.append(h("div", { class: "accounts-box" }, h("h2", { class: "caption" }), accounts, meButton), chats);

  function drawAccounts() {
    const people = store.state.people;
    root.querySelector(".caption").textContent = t("you_are");
    accounts.setAttribute("aria-label", t("accounts"));
    reconcile(accounts, people.map((one) => drawn.keep(`account ${one.id}`, [one, one.id === store.me, unreadOf(one.id), language()], () => account(one))));
  }

  function account(one) {
    const chosen = one.id === store.me;
    const name = fullName(one);
    return h("button", {
      type: "button", role: "radio", class: "account", "aria-checked": String(chosen), tabindex: chosen ? "0" : "-1",
      "aria-label": t("be", { name }), title: one.username ? `${name} @${one.username}` : name, data: { person: one.id },
      onclick: () => bePerson(one.id), onkeydown: (event) => roam(event, one.id),
    }, h("span", { class: "face" }, avatar(name, one.color), chosen ? null : badge(unreadOf(one.id))), isolated(name, { class: "account-name" }));
  }

  function roam(event, id) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const people = store.state.people;
    const next = people[(people.findIndex((one) => one.id === id) + step + people.length) % people.length];
    accounts.querySelector(`[data-person="${next.id}"]`)?.focus();
    bePerson(next.id);
  }

  function drawMe() {
    const me = person(store.me);
    const others = store.state.people.filter((one) => one.id !== store.me).reduce((sum, one) => sum + unreadOf(one.id), 0);
    meButton.setAttribute("aria-label", t("switch_account"));
    reconcile(meButton, [avatar(me ? fullName(me) : "", me?.color ?? 0),
      h("span", { class: "grow two-lines" }, h("span", { class: "dim" }, t("you_are")), isolated(me ? fullName(me) : "", { class: "title" })), badge(others), icon("down")].filter(Boolean));
  }

  function openAccounts() {
    const box = sheet(t("accounts"), store.state.people.map((one) => h("button", {
      type: "button", class: "sheet-item", data: { person: one.id }, "aria-pressed": String(one.id === store.me), onclick: () => { box.close(); bePerson(one.id); },
    }, avatar(fullName(one), one.color), h("span", { class: "grow two-lines" }, isolated(fullName(one)), h("span", { class: "dim" }, one.username ? `@${one.username}` : "")),
    one.id === store.me ? icon("check") : badge(unreadOf(one.id)))));
  }

  /** Up and down the list. */
  function alongChats(event) {
    const rows = [...chats.querySelectorAll("button")];
    const at = rows.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  }

  const when = (chat) => (chat.last?.date ? listTime(chat.last.date, now()) : "");

  function preview(chat) {
    const last = chat.last;
    if (!last) return t("no_messages");
    if (last.service) return t("service_other");
    const from = chat.type !== "private" && last.from_name ? `${shownName(last.from_name)}: ` : "";
    return `${from}${(last.text || mediaWord(last.media)).replace(/\s+/g, " ")}`;
  }

  function chatRow(chat) {
    const title = chatTitle(chat);
    const count = unreadIn(store.me, chat);
    const current = chat.id === store.chat;
    const open = async () => {
      await openChat(chat.id);
      if (!isNarrow()) write();
    };
    return h("button", { type: "button", class: "chat", "aria-current": current ? "true" : null, data: { chat: chat.id }, onclick: open },
      avatar(title, chat.type === "private" ? 5 : Math.abs(chat.id) % 7),
      h("span", { class: "chat-words" },
        h("span", { class: "chat-top" }, isolated(title, { class: "title grow" }), chat.type === "private" ? h("span", { class: "bot-tag" }, t("bot")) : null,
          h("time", { class: "dim" }, when(chat))),
        h("span", { class: "chat-bottom" }, h("span", { class: "dim preview grow", dir: "auto" }, preview(chat)), current ? null : badge(count))));
  }

  function outsideRow(chat) {
    const join = async () => {
      if (await tryAct({ do: "join", chat: chat.id })) {
        await refresh();
        await openChat(chat.id);
      }
    };
    return h("div", { class: "chat outside" }, avatar(chat.title, Math.abs(chat.id) % 7), isolated(chat.title, { class: "title grow" }),
      h("button", { type: "button", class: "quiet", onclick: join }, t("join")));
  }

  function drawChats() {
    const seen = chatsOf(store.me);
    const ordered = [...seen].sort((a, b) => (b.type === "private") - (a.type === "private") || (b.last?.date || 0) - (a.last?.date || 0));
    const outside = store.state.chats.filter((chat) => GROUPS.has(chat.type) && !seen.some((one) => one.id === chat.id) && chat.members && !chat.members.includes(store.me));
    chats.setAttribute("aria-label", t("chats"));
    reconcile(chats, [
      ...ordered.map((chat) => drawn.keep(`chat ${chat.id}`, [chat, chat.id === store.chat, unreadIn(store.me, chat), when(chat), language()], () => chatRow(chat))),
      ...(ordered.length ? [] : [h("p", { class: "hint" }, t("no_chats"))]),
      ...(outside.length ? [h("h2", { class: "caption" }, t("other_groups")), ...outside.map((chat) => drawn.keep(`outside ${chat.id}`, [chat.title, language()], () => outsideRow(chat)))] : []),
    ]);
  }

  function render() {
    drawAccounts();
    drawMe();
    drawChats();
  }

  return { render, openAccounts };
}
