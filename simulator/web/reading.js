// Reading the world and the open chat: only what changed travels, the rest is kept from earlier readings.
import { readPage, store } from "./api.js";

const fresh = () => ({ mark: "", items: new Map() });
let world = fresh();
const talks = new Map(); // "person:chat" -> what was read of it

const keyOf = (me, chat) => `${me}:${chat}`;

function apply(kept, { mark, whole, items, gone }) {
  if (whole) kept.items.clear();
  for (const [name, item] of Object.entries(items)) kept.items.set(name, item);
  for (const name of gone) kept.items.delete(name);
  kept.mark = mark;
}

function takeWorld() {
  const item = (name) => world.items.get(name) ?? null;
  const story = item("story");
  const steps = Array.isArray(story) ? { steps: story } : story;
  store.state = { bot: item("bot"), people: item("people"), chats: item("chats"), links: item("links") || [], lang: item("lang"), story: steps && { ...steps, at: item("at") } };
  store.views = new Map(store.state.people.map((one) => [one.id, (item(`sees ${one.id}`) || []).map((chat) => item(`line ${chat}`))]));
}

/** One reading, as somebody in some chat. The chat's messages and commands are shown by `takeTalk`. */
export async function readAll() {
  const { me, chat } = store;
  const key = keyOf(me, chat);
  const talk = talks.get(key) || fresh();
  const found = await readPage({ ...(me !== null && { as: me }), ...(chat !== null && { chat }), world: world.mark, talk: talk.mark });
  apply(world, found.world);
  takeWorld();
  Object.assign(store.state, { clock: found.clock, version: found.version });
  store.clockReadAt = performance.now();
  if (found.talk) {
    apply(talk, found.talk);
    talks.set(key, talk);
  } else talks.delete(key);
}

/** Shows what is known of the open chat. */
export function takeTalk() {
  const items = talks.get(keyOf(store.me, store.chat))?.items || new Map();
  store.commands = items.get("commands") || [];
  store.messages = [...items].filter(([name]) => name !== "commands").map(([, one]) => one).sort((one, other) => one.id - other.id);
}
