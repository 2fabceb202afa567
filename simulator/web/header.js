// The line above a conversation: which chat it is, who is in it, and what can be done with it.
import { bot, chatDetails, chatTitle, colorOf, currentChat, fullName, nameOf, person, store } from "./api.js";
import { here, tryAct } from "./acts.js";
import { h, iconButton, isolated, reconcile } from "./dom.js";
import { language, t } from "./i18n.js";
import { showKeys } from "./keys.js";
import { avatar, menu, sheet } from "./ui.js";

function subtitle(chat) {
  if (chat.type === "private") return t("bot");
  const members = chatDetails(chat.id)?.members;
  return members ? t("members", { n: members.length }) : "";
}

function showMembers(chat) {
  const details = chatDetails(chat.id);
  const admins = details?.admins || [];
  const rows = (details?.members || []).map((id) => {
    const one = person(id);
    const handle = one?.username || (id === bot().id ? bot().username : "");
    const isAdmin = admins.includes(id);
    const promote = isAdmin || id === store.me ? null : h("button", { type: "button", class: "quiet", onclick: () => { box.close(); here({ do: "promote", person: id }); } }, t("promote"));
    return h("div", { class: "sheet-item still" }, avatar(nameOf(id), colorOf(id)), h("span", { class: "grow two-lines" }, isolated(nameOf(id)), h("span", { class: "dim" }, handle ? `@${handle}` : "")),
      isAdmin ? h("span", { class: "tag" }, t("is_admin")) : promote);
  });
  const box = sheet(t("member_list"), rows);
}

function privateEntries() {
  const blocked = person(store.me)?.blocked;
  return [
    { icon: "run", label: t("restart"), act: () => tryAct({ do: "start" }) },
    blocked ? { icon: "check", label: t("unblock"), act: () => here({ do: "unblock" }) } : { icon: "close", label: t("block"), danger: true, act: () => here({ do: "block" }) },
  ];
}

function groupEntries(chat) {
  const inside = (chatDetails(chat.id)?.members || []).includes(bot().id);
  return [
    { icon: "people", label: t("member_list"), act: () => showMembers(chat) },
    !inside && { icon: "run", label: t("add_bot"), act: () => here({ do: "add_bot" }) },
    inside && { icon: "up", label: t("promote_bot"), act: () => here({ do: "promote", person: bot().id }) },
    inside && { icon: "freeze", label: t("restrict_bot"), act: () => here({ do: "restrict_bot" }) },
    inside && { icon: "close", label: t("remove_bot"), danger: true, act: () => here({ do: "remove_bot" }) },
    { icon: "back", label: t("leave"), danger: true, act: () => here({ do: "leave" }) },
  ];
}

export function createHeader({ openList, openAccounts, openSearch }) {
  const element = h("header", { class: "chat-header" });

  function chatMenu(event) {
    const chat = currentChat();
    const { right, bottom } = event.currentTarget.getBoundingClientRect();
    const keys = window.matchMedia("(hover: hover)").matches && { icon: "keyboard", label: t("keys"), act: showKeys };
    const entries = [...(chat.type === "private" ? privateEntries() : groupEntries(chat)), keys];
    menu(t("more"), entries.filter(Boolean), { x: right - 240, y: bottom + 4 });
  }

  function render(chat) {
    const title = chatTitle(chat);
    const me = person(store.me);
    const signature = JSON.stringify([chat.id, title, subtitle(chat), store.me, language()]);
    if (element.dataset.signature === signature) return;
    element.dataset.signature = signature;
    const open = () => (chat.type === "private" ? null : showMembers(chat));
    reconcile(element, [
      iconButton("back", t("back"), openList, { class: "phone-only" }),
      avatar(title, chat.type === "private" ? 5 : Math.abs(chat.id) % 7),
      h("button", { type: "button", class: "chat-title grow two-lines", onclick: open }, isolated(title, { class: "title" }), h("span", { class: "dim" }, subtitle(chat))),
      iconButton("search", t("search"), openSearch, { class: "open-search" }),
      h("button", { type: "button", class: "me-button phone-only", "aria-label": t("switch_account"), title: t("switch_account"), onclick: openAccounts }, avatar(me ? fullName(me) : "", me?.color ?? 0, { class: "small" })),
      iconButton("more", t("more"), chatMenu),
    ]);
  }

  return { element, render };
}
