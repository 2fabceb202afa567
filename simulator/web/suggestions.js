// The list above the text area: commands after "/", people after "@", and after the bot's own name what it offers.
import { tryAct } from "./acts.js";
import { askInline, bot, fullName, peopleIn, store } from "./api.js";
import { h, isolated, reconcile } from "./dom.js";
import { t } from "./i18n.js";
import { avatar } from "./ui.js";

const PAUSE = 250; // milliseconds without a key until the bot is asked

/** insert(text, {replace}): puts a text in place of what was typed. mentioned(person): somebody without @name was chosen. */
export function createSuggestions(input, { insert, mentioned }) {
  let found = [];
  let chosen = 0;
  let asking = 0;
  const element = h("div", { id: "suggestions", class: "suggestions", role: "listbox", hidden: true });

  function wordBefore() {
    const before = input.value.slice(0, input.selectionStart);
    return before.match(/(?:^|\s)(@[^\s@]*)$/)?.[1] ?? before.match(/^(\/[^\s/]*)$/)?.[1] ?? "";
  }

  /** What stands after the bot's name, where the text begins with it; else null. */
  function inlineQuery() {
    const [, name, query] = input.value.match(/^@(\w+)\s(.*)$/s) || [];
    return name && name.toLowerCase() === bot().username.toLowerCase() ? query.trim() : null;
  }

  async function askBot(query) {
    let offered;
    try {
      offered = await askInline(query);
    } catch {
      return; // it takes no inline queries now; the words can still be sent
    }
    if (inlineQuery() !== query) return;
    found = offered.results.map((one) => resultRow(offered.ask, one));
    if (offered.button) found.unshift(buttonRow(offered.button));
    chosen = 0;
    draw();
  }

  function clear() {
    input.setSelectionRange(input.value.length, input.value.length);
    insert("", { replace: input.value.length });
  }

  function resultRow(ask, one) {
    const take = async () => {
      clear();
      await tryAct({ do: "choose", chat: store.chat, ask, result: one.id });
    };
    const lines = [isolated(one.title, { class: "one-line" }), h("span", { class: "dim one-line", dir: "auto" }, one.description)];
    return { take, show: h("span", { class: "grow two-lines" }, lines) };
  }

  function buttonRow(button) {
    const take = async () => {
      clear();
      await tryAct({ do: "start", payload: button.start_parameter });
    };
    return { take, show: [h("b", { class: "grow", dir: "auto" }, button.text)] };
  }

  function update() {
    const query = inlineQuery();
    clearTimeout(asking);
    if (query !== null) {
      found = [];
      draw();
      asking = setTimeout(() => askBot(query), PAUSE);
      return;
    }
    const word = wordBefore();
    const typed = word.slice(1).toLowerCase();
    if (word.startsWith("@")) found = peopleFor(typed).map((one) => personRow(one, word.length));
    else if (word.startsWith("/")) found = store.commands.filter((one) => one.command.startsWith(typed)).map((one) => commandRow(one, word.length));
    else found = [];
    chosen = 0;
    draw();
  }

  const peopleFor = (typed) => peopleIn(store.chat).filter((one) => one.id !== store.me || typed)
    .filter((one) => fullName(one).toLowerCase().includes(typed) || (one.username || "").toLowerCase().startsWith(typed));

  function personRow(one, length) {
    const handle = one.username ? `@${one.username}` : fullName(one);
    const take = () => {
      if (!one.username) mentioned(one);
      insert(`${handle} `, { replace: length });
    };
    return { take, show: [avatar(fullName(one), one.color, { class: "small" }), isolated(fullName(one), { class: "grow" }), h("span", { class: "dim" }, one.username ? handle : "")] };
  }

  function commandRow(one, length) {
    return { take: () => insert(`/${one.command} `, { replace: length }), show: [h("b", { class: "command-name" }, `/${one.command}`), h("span", { class: "dim grow", dir: "auto" }, one.description)] };
  }

  function draw() {
    element.hidden = !found.length;
    element.setAttribute("aria-label", t("suggestions"));
    input.setAttribute("aria-expanded", String(!element.hidden));
    reconcile(element, found.map((one, index) => h("button", {
      type: "button", id: `suggestion-${index}`, role: "option", tabindex: "-1", class: "suggestion",
      onmousedown: (event) => event.preventDefault(), onpointermove: () => choose(index), onclick: one.take,
    }, one.show)));
    if (element.hidden) input.removeAttribute("aria-activedescendant");
    else choose(chosen);
  }

  function choose(index) {
    chosen = index;
    [...element.children].forEach((row, at) => {
      row.classList.toggle("chosen", at === index);
      row.setAttribute("aria-selected", String(at === index));
    });
    input.setAttribute("aria-activedescendant", `suggestion-${index}`);
    element.children[index]?.scrollIntoView({ block: "nearest" });
  }

  function hide() {
    found = [];
    draw();
  }

  const isWholeCommand = () => store.commands.some((one) => `/${one.command}` === input.value.trim());

  /** Whether the list took this key. */
  function key(event) {
    if (!found.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((chosen + step + found.length) % found.length);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isWholeCommand())) found[chosen].take();
    else if (event.key === "Escape") hide();
    else return false;
    event.preventDefault();
    return true;
  }

  return { element, update, hide, key };
}
