// What a person can do, as requests to POST /sim/act. Every act of the page goes through `act`.
import { bot, botName, currentChat, get, post, store } from "./api.js";
import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { alertBox, avatar, complain, sheet, toast } from "./ui.js";

const PRESS_PATIENCE = 15; // seconds until a press counts as unanswered
const listeners = new Set();

/** Called with (body, answer) after every act that succeeded. */
export const onAct = (listener) => listeners.add(listener);

export async function act(body) {
  const whole = { as: store.me, ...body };
  const answer = await post("sim/act", whole);
  if (!answer.ok) throw new Error(answer.error);
  for (const listener of listeners) listener(whole, answer);
  return answer;
}

/** As `act`, but what goes wrong becomes a toast; returns null then. */
export async function tryAct(body) {
  try {
    return await act(body);
  } catch (error) {
    complain(error);
    return null;
  }
}

export const here = (body) => tryAct({ chat: store.chat, ...body });

// ------------------------------------------------------------------ buttons under a message

const waiting = new Set();
const pressKey = (chat, message, button) => `${chat}:${message}:${button}`;
export const isWaiting = (message, button) => waiting.has(pressKey(store.chat, message, button));

/** The bot's answer to a press: a toast, an alert, or an address to open. */
export function showAnswer(answer, on = null) {
  if (answer.url) on?.open(answer.url);
  if (!answer.text) return;
  if (answer.show_alert) alertBox(botName(), answer.text);
  else toast(answer.text);
}

async function lateAnswer(press) {
  const until = Date.now() + PRESS_PATIENCE * 1000;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const found = await get(`sim/press/${encodeURIComponent(press)}`);
    if (found.answered) return found.answer;
  }
  return null;
}

/** on: {redraw(), open(address)}. */
export async function press(message, button, on) {
  const key = pressKey(store.chat, message, button);
  if (waiting.has(key)) return;
  waiting.add(key);
  on.redraw();
  try {
    const result = await act({ do: "press", chat: store.chat, message, button });
    const answer = result.answer || (result.press ? await lateAnswer(result.press) : null);
    if (answer) showAnswer(answer, on);
    else if (result.press) toast(t("bot_silent"));
  } catch (error) {
    complain(error);
  } finally {
    waiting.delete(key);
    on.redraw();
  }
}

// ------------------------------------------------------------------ links into the bot

/** {payload, group} when an address starts our bot, otherwise null. */
export function botLink(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const username = (bot().username || "").toLowerCase();
  const isTme = /^(www\.)?(t|telegram)\.me$/i.test(url.hostname);
  const name = isTme ? url.pathname.slice(1).split("/")[0] : url.protocol === "tg:" && url.searchParams.get("domain");
  if (!name || name.toLowerCase() !== username) return null;
  const group = url.searchParams.get("startgroup");
  return { payload: group ?? url.searchParams.get("start") ?? "", group: group !== null || url.searchParams.has("startgroup") };
}

export async function followBotLink(found, openChat) {
  if (found.group) {
    chooseGroup(found.payload, openChat);
    return;
  }
  const done = await tryAct({ do: "start", payload: found.payload });
  if (done) await openChat("private");
}

function chooseGroup(payload, openChat) {
  const groups = (store.state?.chats || []).filter((chat) => chat.type !== "private" && chat.members?.includes(store.me));
  const choose = async (chat) => {
    box.close();
    if (await tryAct({ do: "add_bot", chat: chat.id, payload })) await openChat(chat.id);
  };
  const items = groups.map((chat) => h("button", { type: "button", class: "sheet-item", onclick: () => choose(chat) },
    avatar(chat.title, Math.abs(chat.id) % 7), h("bdi", { class: "grow" }, chat.title)));
  const box = sheet(t("which_group"), items.length ? items : [h("p", { class: "hint" }, t("no_groups"))]);
}

// ------------------------------------------------------------------ forwarding

export function chooseForward(messageIds, chats, title, openChat) {
  const from = store.chat;
  const choose = async (chat) => {
    box.close();
    for (const message of messageIds) {
      if (!(await tryAct({ do: "forward", chat: chat.id, from_chat: from, message }))) return;
    }
    toast(t("forwarded", { name: title(chat) }));
    await openChat(chat.id);
  };
  const box = sheet(t("forward_to"), chats.map((chat) => h("button", { type: "button", class: "sheet-item", onclick: () => choose(chat) },
    avatar(title(chat), Math.abs(chat.id) % 7), h("bdi", { class: "grow" }, title(chat)), chat.id === currentChat()?.id ? icon("check") : null)));
}
