// What can be done with one message: the menu of a long press, a right click, or Enter.
import { chatTitle, chatsOf, store } from "./api.js";
import { chooseForward, here } from "./acts.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { complain, menu, toast } from "./ui.js";

const REACTIONS = ["👍", "👀", "❤", "👌", "🙏", "🎉", "🔥", "👏"];

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch (error) {
    complain(error);
  }
}

function faces(head) {
  return h("div", { class: "react-row", role: "group", "aria-label": t("react") }, REACTIONS.map((emoji) => h("button", {
    type: "button", "aria-label": emoji,
    onclick: (event) => {
      event.currentTarget.parentElement.dispatchEvent(new Event("menu-close"));
      here({ do: "react", message: head.id, emoji });
    },
  }, emoji)));
}

export function messageMenu(head, group, point, { composer, openChat }) {
  const spoken = group.find((one) => one.text);
  const mine = head.from?.id === store.me;
  const chats = chatsOf(store.me);
  menu(t("message_menu"), [
    faces(head),
    { icon: "reply", label: t("reply"), act: () => composer.reply(head) },
    spoken && { icon: "copy", label: t("copy"), act: () => copyText(spoken.text) },
    mine && spoken && { icon: "edit", label: t("edit"), act: () => composer.edit(spoken) },
    { icon: "forward", label: t("forward"), act: () => chooseForward(group.map((one) => one.id), chats, chatTitle, openChat) },
  ].filter(Boolean), point);
}
