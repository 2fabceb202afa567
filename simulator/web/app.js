// The page: who one is, which chat is open, and keeping up with the simulator.
import { chatsOf, person, readMessages, readState, readView, store, Unreachable, waitForChange } from "./api.js";
import { onAct } from "./acts.js";
import { createConversation } from "./conversation.js";
import { browserLanguage, setLanguage, t } from "./i18n.js";
import { recall, remember } from "./memory.js";
import { createSidebar } from "./sidebar.js";
import { createStory } from "./story.js";
import { setZone } from "./time.js";
import { createTopbar } from "./topbar.js";
import { complain, isNarrow, toast } from "./ui.js";
import { clampSeen, markSeen } from "./unread.js";

const LANGUAGE_KEY = "language";
const LONGEST_POLL = 40_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const byId = (id) => document.getElementById(id);

// ------------------------------------------------------------------ where one is: in the address, so that reload and "back" work

function readPlace() {
  const place = new URLSearchParams(location.hash.slice(1));
  const number = (name) => (place.has(name) ? Number(place.get(name)) : null);
  return { me: number("as"), chat: number("chat") };
}

function writePlace({ push = false } = {}) {
  const place = new URLSearchParams({ ...(store.me !== null && { as: store.me }), ...(store.chat !== null && { chat: store.chat }) });
  const address = `#${place}`;
  if (address === location.hash) return;
  if (push) history.pushState({ inside: true }, "", address);
  else history.replaceState(history.state, "", address);
}

const showPane = () => { document.body.dataset.pane = store.chat === null ? "list" : "chat"; };

// ------------------------------------------------------------------ reading the world

let refreshing = null;
let again = false;

/** Reads everything shown; calls while one is under way are answered by one more reading. */
function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = (async () => {
    do {
      again = false;
      await readAll();
      render();
    } while (again);
  })().finally(() => { refreshing = null; });
  return refreshing;
}

async function readAll() {
  const state = await readState();
  store.state = state;
  store.clockReadAt = performance.now();
  setZone(state.clock.timezone || state.timezone || "Asia/Shanghai");
  if (!person(store.me)) store.me = state.people[0]?.id ?? null;
  const views = await Promise.all(state.people.map((one) => readView(one.id)));
  state.people.forEach((one, index) => {
    store.views.set(one.id, withPrivate(one.id, views[index].chats));
    clampSeen(one.id);
  });
  await readConversation();
}

/** The private chat with the bot is always offered: that is where one presses Start. */
function withPrivate(id, chats) {
  if (chats.some((chat) => chat.type === "private")) return chats;
  return [{ id, type: "private", title: store.state.bot.name, last: null, count: 0 }, ...chats];
}

async function readConversation() {
  const { me, chat } = store;
  if (!chatsOf(me).some((one) => one.id === chat)) {
    if (chat !== null) store.chat = null;
    store.messages = [];
    store.commands = [];
    return;
  }
  const found = await readMessages(me, chat);
  if (me !== store.me || chat !== store.chat) {
    again = true; // somebody went elsewhere meanwhile
    return;
  }
  store.messages = found.messages || [];
  store.commands = found.commands || [];
}

function render() {
  if (!store.state) return;
  if (store.chat !== null && document.visibilityState === "visible") markSeen(store.me, chatsOf(store.me).find((chat) => chat.id === store.chat));
  showPane();
  topbar.render();
  sidebar.render();
  conversation.render();
  story.render();
}

// ------------------------------------------------------------------ going somewhere

async function bePerson(id) {
  if (id === store.me) return;
  const type = chatsOf(store.me).find((chat) => chat.id === store.chat)?.type;
  const same = chatsOf(id).find((chat) => chat.id === store.chat && chat.type !== "private");
  const next = same?.id ?? (isNarrow() && store.chat === null ? null : privateChat(id));
  store.me = id;
  store.chat = type === undefined && isNarrow() ? null : next;
  store.messages = [];
  store.commands = [];
  writePlace();
  await refresh().catch(complain);
}

const privateChat = (id) => chatsOf(id).find((chat) => chat.type === "private")?.id ?? null;

/** Opens a chat of the current person; "private" is the one with the bot. */
async function openChat(id) {
  const chat = id === "private" ? privateChat(store.me) : id;
  const fromList = store.chat === null;
  if (chat !== store.chat) {
    store.messages = [];
    store.commands = [];
  }
  store.chat = chat;
  writePlace({ push: fromList && isNarrow() });
  await refresh().catch(complain);
}

async function go(as, chat) {
  if (as !== store.me || (chat && chat !== store.chat)) {
    store.messages = [];
    store.commands = [];
  }
  store.me = as;
  store.chat = chat && chatsOf(as).some((one) => one.id === chat) ? chat : privateChat(as);
  writePlace();
  await refresh();
}

function openList() {
  if (history.state?.inside) {
    history.back();
    return;
  }
  store.chat = null;
  writePlace();
  render();
}

window.addEventListener("popstate", () => {
  const { me, chat } = readPlace();
  if (me !== null) store.me = me;
  store.chat = chat;
  store.messages = [];
  refresh().catch(complain);
});

function changeLanguage(code) {
  remember(LANGUAGE_KEY, code);
  setLanguage(code);
  render();
}

// ------------------------------------------------------------------ keeping up

function showBanner(words) {
  const banner = byId("banner");
  banner.hidden = !words;
  banner.textContent = words;
}

async function keepUp() {
  let failures = 0;
  for (;;) {
    try {
      if (failures) {
        await refresh();
        showBanner("");
        toast(t("back_online"));
        failures = 0;
      }
      const since = store.state.version;
      const { version } = await waitForChange(since, AbortSignal.timeout(LONGEST_POLL));
      if (version !== store.state.version) await refresh();
      else if (version === since) await pause(20);
    } catch (error) {
      if (error.name === "TimeoutError") continue;
      if (!(error instanceof Unreachable)) console.error(error);
      failures += 1;
      if (failures > 1) showBanner(t("offline"));
      await pause(Math.min(500 * failures, 4000));
    }
  }
}

// ------------------------------------------------------------------ starting

const topbar = createTopbar(byId("topbar"), { changeLanguage, refresh: () => refresh().catch(complain), onClock: (body) => story.clockMoved(body) });
const sidebar = createSidebar(byId("sidebar"), { bePerson, openChat, refresh });
const conversation = createConversation(byId("conversation"), { openChat, openList, openAccounts: sidebar.openAccounts });
const story = createStory(byId("story"), { go, refresh: () => refresh().catch(complain) });
onAct((body) => story.noticed(body));

async function start() {
  setLanguage(recall(LANGUAGE_KEY) || browserLanguage());
  const place = readPlace();
  store.me = place.me;
  store.chat = place.chat;
  for (;;) {
    try {
      const { lang } = await readState();
      setLanguage(recall(LANGUAGE_KEY) || lang || browserLanguage());
      await refresh();
      break;
    } catch {
      showBanner(t("offline"));
      await pause(1000);
    }
  }
  showBanner("");
  if (store.chat === null && !isNarrow()) await openChat("private");
  document.body.dataset.ready = "true";
  setInterval(() => { topbar.tick(); conversation.tick(); }, 1000);
  document.addEventListener("visibilitychange", () => { if (store.state) render(); });
  await keepUp();
}

start();
