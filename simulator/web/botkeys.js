// The bot's reply keyboard under the text area, and its people picker.
import { fullName, store } from "./api.js";
import { here } from "./acts.js";
import { createKeeper, h, icon, isolated, reconcile } from "./dom.js";
import { t } from "./i18n.js";
import { avatar, sheet } from "./ui.js";

/** The keyboard shown now: the newest one, unless the bot has taken it away. */
function current() {
  const carrier = store.messages.filter((one) => one.keyboard && !one.deleted).at(-1);
  if (!carrier) return null;
  const { keyboard: rows, one_time_keyboard: once, input_field_placeholder: placeholder } = carrier.keyboard;
  return { id: carrier.id, rows, once, placeholder };
}

export function createBotKeys(toggleButton) {
  let putAway = null; // id of the message whose keyboard was put away
  const drawn = createKeeper();
  const element = h("div", { class: "reply-keyboard", hidden: true });
  toggleButton.addEventListener("click", () => {
    const found = current();
    putAway = putAway === found?.id ? null : found?.id;
    render();
  });

  function render() {
    const found = current();
    toggleButton.hidden = !found;
    element.hidden = !found || putAway === found.id;
    toggleButton.setAttribute("aria-expanded", String(!element.hidden));
    reconcile(element, element.hidden ? [] : found.rows.map((row, index) => drawn.keep(index, [found.id, row], () => keysRow(found, row))));
  }

  function keysRow(found, row) {
    return h("div", { class: "keys-row" }, row.map((button) => {
      const words = typeof button === "string" ? button : button.text;
      return h("button", { type: "button", class: "key plain", onclick: () => press(found, button, words) }, isolated(words));
    }));
  }

  async function press(found, button, words) {
    if (found.once) putAway = found.id;
    if (button.request_users) pickPeople(button.request_users);
    else await here({ do: "send", text: words });
    render();
  }

  return { element, render, placeholder: () => current()?.placeholder };
}

function pickPeople({ max_quantity: most = 1, request_id }) {
  const picked = new Set();
  const finish = async () => {
    box.close();
    if (picked.size) await here({ do: "share_users", people: [...picked], request_id });
  };
  const choose = (one, item) => {
    if (!picked.delete(one.id) && picked.size < most) picked.add(one.id);
    item.setAttribute("aria-pressed", String(picked.has(one.id)));
    if (most === 1) finish();
  };
  const rows = store.state.people.map((one) => {
    const item = h("button", { type: "button", class: "sheet-item", "aria-pressed": "false", onclick: () => choose(one, item) },
      avatar(fullName(one), one.color), isolated(fullName(one), { class: "grow" }), icon("check"));
    return item;
  });
  const done = most > 1 ? h("button", { type: "button", class: "primary wide", onclick: finish }, t("done")) : null;
  const box = sheet(t("pick_people"), [...rows, done].filter(Boolean));
}
