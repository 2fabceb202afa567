// The topics of a chat: a line of tabs above the messages, and the name of its topic on a message among all.
import { currentTopic, store, topicsHere } from "./api.js";
import { h, isolated, reconcile } from "./dom.js";
import { language, t } from "./i18n.js";

/** on.choose(id or null): another topic is looked at. */
export function createTopics(on) {
  const element = h("nav", { class: "topics", hidden: true });

  const tab = (id, name) => h("button", {
    type: "button", class: "topic-tab", "aria-pressed": String((currentTopic()?.id ?? null) === id), data: { topic: id ?? "all" }, onclick: () => on.choose(id),
  }, isolated(name));

  function render() {
    const topics = topicsHere();
    element.hidden = !topics.length;
    const signature = JSON.stringify([topics, currentTopic()?.id ?? null, language()]);
    if (element.dataset.signature === signature) return;
    element.dataset.signature = signature;
    element.setAttribute("aria-label", t("topics"));
    reconcile(element, [tab(null, t("all_topics")), ...topics.map(({ id, name }) => tab(id, name))]);
    element.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  return { element, render };
}

/** The topic a message stands in, where all are shown; null elsewhere. */
export function topicLabel(message, choose) {
  const topic = currentTopic() ? null : topicsHere().find((one) => one.id === message.thread);
  return topic ? h("button", { type: "button", class: "topic-label", onclick: () => choose(topic.id) }, isolated(topic.name)) : null;
}

/** What an act says of where it is done. */
export const placeHere = () => ({ chat: store.chat, ...(currentTopic() && { thread: store.topic }) });
