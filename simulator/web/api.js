// The simulator's control API, and what the page knows of the world.
import { pick } from "./i18n.js";

/** Everything shown is drawn from here; see app.js for who changes what. */
export const store = {
  state: null,
  me: null, // person id
  chat: null, // chat id
  topic: null, // the topic that is looked at; null: all there is
  views: new Map(), // person id -> chats that person sees
  messages: [],
  commands: [],
  clockReadAt: 0, // performance.now() when state.clock was read
};

/** The simulator cannot be reached: it was stopped, or is starting again. */
export class Unreachable extends Error {}

const BOT_COLOR = 5;

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "TimeoutError") throw error;
    throw new Unreachable(error.message);
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    throw new Error(`HTTP ${response.status}`);
  }
  if (!response.ok && !(body && body.ok === false)) throw new Error(body?.error || `HTTP ${response.status}`);
  return body;
}

export const get = (path, signal) => call(path, { signal });
export const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const query = (values) => new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)])).toString();

/** What changed since the marks of an earlier reading; `place` says as whom and in which chat. */
export const readPage = (place) => get(`sim/page?${query(place)}`);
export const waitForChange = (since, signal) => get(`sim/events?${query({ since })}`, signal);

/** What the bot offers to an inline query. */
export const askInline = (query) => post("sim/inline", { as: store.me, chat: store.chat, query });

/** The simulated now in unix seconds; it walks on by itself unless frozen. */
export function now() {
  const clock = store.state?.clock;
  if (!clock) return 0;
  const read = Date.parse(clock.now) / 1000;
  return clock.frozen ? read : read + (performance.now() - store.clockReadAt) / 1000;
}

export const person = (id) => store.state?.people.find((one) => one.id === id) || null;
export const bot = () => store.state?.bot || { id: 0, name: "", username: "" };
/** The bot's name in the page's language. */
export const botName = () => (Object.keys(bot().names || {}).length ? pick(bot().names) : bot().name);
/** A name as it is shown: the bot's in the page's language, everybody else's as they wrote it. */
export const shownName = (name) => (name && name === bot().name ? botName() : name || "");
export const chatsOf = (id) => store.views.get(id) || [];
export const currentChat = () => chatsOf(store.me).find((chat) => chat.id === store.chat) || null;
/** The topics of the open chat, and the one that is looked at. */
export const topicsHere = () => currentChat()?.topics || [];
export const currentTopic = () => topicsHere().find((topic) => topic.id === store.topic) || null;
/** The messages that are shown: of the topic that is looked at, or all. */
export const messagesHere = () => (currentTopic() ? store.messages.filter((one) => one.thread === store.topic) : store.messages);
export const chatDetails = (id) => store.state?.chats.find((chat) => chat.id === id) || null;

export const fullName = (one) => [one.first_name, one.last_name].filter(Boolean).join(" ");
export const chatTitle = (chat) => (chat.type === "private" ? botName() || chat.title : chat.title) || String(chat.id);

export function nameOf(id) {
  if (id === bot().id) return botName();
  const one = person(id);
  return one ? fullName(one) : String(id);
}

/** Which of the seven name colours somebody has. */
export function colorOf(id) {
  if (id === bot().id) return BOT_COLOR;
  const known = person(id)?.color;
  return Number.isInteger(known) ? known % 7 : Math.abs(Number(id)) % 7;
}

/** People who can be mentioned in a chat: its members, or everybody when it is private. */
export function peopleIn(chatId) {
  const members = chatDetails(chatId)?.members;
  const people = store.state?.people || [];
  const chat = currentChat();
  return chat?.type === "private" || !members ? people : people.filter((one) => members.includes(one.id));
}
