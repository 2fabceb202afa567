// The page: who one is, which chat is open, and keeping up with the simulator.
import { chatsOf, person, store, Unreachable, waitForChange } from "./api.js";
import { onAct } from "./acts.js";
import { createConversation } from "./conversation.js";
import { browserLanguage, setLanguage, t } from "./i18n.js";
import { watchKeys } from "./keys.js";
import { recall, remember } from "./memory.js";
import { readAll, takeTalk } from "./reading.js";
import { createSidebar } from "./sidebar.js";
import { createStory } from "./story.js";
import { setZone } from "./time.js";
import { createTopbar } from "./topbar.js";
import { complain, isNarrow, toast } from "./ui.js";
import { clampSeen } from "./unread.js";

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
      await readOnce();
      render();
    } while (again);
  })().finally(() => { refreshing = null; });
  return refreshing;
}

async function readOnce() {
  const { me, chat } = store;
  await readAll();
  const { clock, people } = store.state;
  setZone(clock.timezone || "Asia/Shanghai");
  if (!person(store.me)) store.me = people[0]?.id ?? null;
  for (const one of people) clampSeen(one.id);
  if (me !== store.me || chat !== store.chat) again = true; // somebody went elsewhere meanwhile
  if (!chatsOf(store.me).some((one) => one.id === store.chat)) store.chat = null;
  takeTalk();
}

function render() {
  if (!store.state) return;
  showPane();
  topbar.render();
  sidebar.render();
  story.render();
  conversation.render();
}

// ------------------------------------------------------------------ going somewhere

async function bePerson(id) {
  if (id === store.me) return;
  const type = chatsOf(store.me).find((chat) => chat.id === store.chat)?.type;
  const same = chatsOf(id).find((chat) => chat.id === store.chat && chat.type !== "private");
  const next = same?.id ?? (isNarrow() && store.chat === null ? null : privateChat(id));
  store.me = id;
  store.chat = type === undefined && isNarrow() ? null : next;
  takeTalk();
  writePlace();
  await refresh().catch(complain);
}

const privateChat = (id) => chatsOf(id).find((chat) => chat.type === "private")?.id ?? null;

/** Opens a chat of the current person; "private" is the one with the bot. */
async function openChat(id) {
  const chat = id === "private" ? privateChat(store.me) : id;
  const fromList = store.chat === null;
  store.chat = chat;
  takeTalk();
  writePlace({ push: fromList && isNarrow() });
  await refresh().catch(complain);
}

async function go(as, chat) {
  store.me = as;
  store.chat = chat && chatsOf(as).some((one) => one.id === chat) ? chat : privateChat(as);
  takeTalk();
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
  takeTalk();
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
const sidebar = createSidebar(byId("sidebar"), { bePerson, openChat, refresh, write: () => conversation.write() });
const conversation = createConversation(byId("conversation"), { openChat, openList, openAccounts: sidebar.openAccounts });
const story = createStory(byId("story"), { go, openChat, refresh: () => refresh().catch(complain) });
onAct((body) => story.noticed(body));
watchKeys({ bePerson, openChat, conversation });

async function start() {
  setLanguage(recall(LANGUAGE_KEY) || browserLanguage());
  const place = readPlace();
  store.me = place.me;
  store.chat = place.chat;
  for (;;) {
    try {
      await readOnce();
      setLanguage(recall(LANGUAGE_KEY) || store.state.lang || browserLanguage());
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
