// What each person has looked at: how many messages, and up to which one. Kept in this browser only.
import { chatsOf } from "./api.js";
import { recall, remember } from "./memory.js";

const KEYS = { count: "seen", last: "seen.last" };
const counts = load(KEYS.count);
const lasts = load(KEYS.last);

function load(name) {
  try {
    return JSON.parse(recall(name)) || {};
  } catch {
    return {};
  }
}

const key = (person, chat) => `${person}:${chat}`;

/** A chat was looked at, up to this message. */
export function markSeen(person, chat, last = 0) {
  const where = key(person, chat.id);
  if (counts[where] === chat.count && lasts[where] === last) return;
  counts[where] = chat.count;
  lasts[where] = last;
  remember(KEYS.count, JSON.stringify(counts));
  remember(KEYS.last, JSON.stringify(lasts));
}

/** A world that was started afresh has fewer messages than were seen: forget them. */
export function clampSeen(person) {
  for (const chat of chatsOf(person)) {
    if ((counts[key(person, chat.id)] || 0) > chat.count) markSeen(person, chat);
  }
}

export const hasLooked = (person, chat) => Boolean(lasts[key(person, chat)]);

/** The first message of others that a person has not looked at; null when there is none. */
export function firstUnread(person, chat, messages) {
  const last = lasts[key(person, chat)] || 0;
  const author = (one) => one.from?.id ?? one.service?.by?.id;
  return messages.find((one) => one.id > last && !one.deleted && author(one) !== person)?.id ?? null;
}

export const unreadIn = (person, chat) => Math.max(0, (chat.count || 0) - (counts[key(person, chat.id)] || 0));
export const unreadOf = (person) => chatsOf(person).reduce((sum, chat) => sum + unreadIn(person, chat), 0);
