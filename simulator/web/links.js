// Start links that somebody was given: shown to them until they are followed.
import { bot, store } from "./api.js";
import { h } from "./dom.js";
import { pick, t } from "./i18n.js";

/** The link of a person, or null. */
export const linkOf = (person) => (store.state?.links || []).find((one) => one.as === person) || null;
export const addressOf = ({ payload }) => `https://t.me/${bot().username}?start=${payload}`;
export const wordsOf = ({ text }) => (text && pick(text)) || t("start_link");

/** The address itself, to be clicked. follow(event, address) */
export function linkLine(link, follow) {
  const address = addressOf(link);
  return h("a", { class: "start-link", href: address, dir: "ltr", onclick: (event) => { event.preventDefault(); follow(event, address); } }, address.replace("https://", ""));
}
