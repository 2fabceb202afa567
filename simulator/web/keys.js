// Keys that work anywhere on the page, and the sheet that tells of all keys.
import { chatsOf, store } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { sheet } from "./ui.js";

const MAC = /mac|iphone|ipad/i.test(navigator.platform);
const ALT = MAC ? "⌥" : "Alt";
const CTRL = MAC ? "⌘" : "Ctrl";
const TOLD = [
  ["keys_chats", `${ALT} ↑ ↓`], ["keys_people", `${ALT} Shift ↑ ↓`], ["keys_panes", "F6"], ["keys_search", `${CTRL} F`], ["keys_messages", "Esc"], ["keys_move", "↑ ↓"],
  ["keys_buttons", "← →"], ["keys_press", "Enter"], ["keys_reply", "R"], ["keys_menu", "Enter"], ["keys_edit", "↑"], ["keys_help", `${CTRL} /`],
];

/** All keys, told. */
export function showKeys() {
  sheet(t("keys"), TOLD.map(([what, keys]) => h("div", { class: "sheet-item still key-line" }, h("span", { class: "grow" }, t(what)), h("kbd", {}, keys))));
}

const PANES = [".account[aria-checked='true'], .me-row", ".chat[aria-current], button.chat", ".story-foot button, .story-head", ".row[tabindex='0']", ".start-pane button, .input"];
const firstShown = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility() && !one.disabled);

function nextPane(by) {
  const stops = PANES.map(firstShown).filter(Boolean);
  const holders = stops.map((one) => one.closest(".accounts-box, .chats, .story, .scroller, .composer"));
  const at = holders.findIndex((one) => one?.contains(document.activeElement));
  stops[(at + by + stops.length) % stops.length]?.focus();
}

const around = (list, at, by) => list[(at + by + list.length) % list.length];

export function watchKeys({ bePerson, openChat, conversation }) {
  async function otherChat(by) {
    const chats = [...document.querySelectorAll("button.chat")].map((one) => Number(one.dataset.chat));
    const at = chats.indexOf(store.chat);
    if (chats.length) await openChat(at < 0 ? chats[0] : around(chats, at, by));
    conversation.write();
  }

  async function otherPerson(by) {
    const ids = store.state.people.map((one) => one.id);
    await bePerson(around(ids, ids.indexOf(store.me), by));
    conversation.write();
  }

  const moveBy = (event) => ({ ArrowUp: -1, ArrowDown: 1 })[event.key] || 0;

  /** What a key does, or null. */
  function meaning(event) {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isOpen = store.chat !== null && chatsOf(store.me).length > 0;
    if (event.altKey && !event.ctrlKey && moveBy(event)) return () => (event.shiftKey ? otherPerson : otherChat)(moveBy(event));
    if (event.key === "F6") return () => nextPane(event.shiftKey ? -1 : 1);
    if (command && event.code === "KeyF" && isOpen && !event.target.matches?.(".search-input")) return conversation.search;
    if (command && event.key === "/") return showKeys;
    return null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !store.state || document.querySelector("dialog[open]")) return;
    const act = meaning(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
