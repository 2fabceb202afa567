// How many messages each person has not looked at: kept in this browser only.
import { chatsOf } from "./api.js";
import { recall, remember } from "./memory.js";

const KEY = "seen";
const seen = load();

function load() {
  try {
    return JSON.parse(recall(KEY)) || {};
  } catch {
    return {};
  }
}

const key = (person, chat) => `${person}:${chat}`;

export function markSeen(person, chat) {
  if (!chat || seen[key(person, chat.id)] === chat.count) return;
  seen[key(person, chat.id)] = chat.count;
  remember(KEY, JSON.stringify(seen));
}

/** A world that was started afresh has fewer messages than were seen: forget them. */
export function clampSeen(person) {
  for (const chat of chatsOf(person)) {
    if ((seen[key(person, chat.id)] || 0) > chat.count) markSeen(person, chat);
  }
}

export const unreadIn = (person, chat) => Math.max(0, (chat.count || 0) - (seen[key(person, chat.id)] || 0));
export const unreadOf = (person) => chatsOf(person).reduce((sum, chat) => sum + unreadIn(person, chat), 0);
