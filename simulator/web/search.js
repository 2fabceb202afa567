// Searching in the open chat: every message of it, those that are not drawn included.
import { store } from "./api.js";
import { h, iconButton } from "./dom.js";
import { t } from "./i18n.js";

const fold = (text) => text.normalize("NFKC").toLowerCase();
const wordsOf = (message) => [message.text, message.document?.name].filter(Boolean).join("\n");

/** show(id): bring a message into view. left(): the search was closed. log: where messages are drawn. */
export function createSearch(log, { show, left }) {
  let found = []; // ids, the newest first
  let at = -1;

  const input = h("input", { type: "search", class: "search-input", dir: "auto", autocomplete: "off", enterkeyhint: "search" });
  const count = h("span", { class: "search-count dim", role: "status" });
  const bar = h("div", { class: "search-bar", role: "search", hidden: true }, input, count);

  function look() {
    const wanted = fold(input.value.trim());
    const before = found[at];
    found = wanted ? store.messages.filter((one) => !one.deleted && !one.service && fold(wordsOf(one)).includes(wanted)).map((one) => one.id).reverse() : [];
    at = found.includes(before) ? found.indexOf(before) : found.length ? 0 : -1;
    tell();
    return found[at] !== before;
  }

  function tell() {
    count.textContent = found.length ? `${at + 1}/${found.length}` : input.value.trim() ? t("no_match") : "";
    for (const button of bar.querySelectorAll("[data-step]")) button.disabled = found.length < 2;
  }

  function go(step) {
    if (!found.length) return;
    at = (at + step + found.length) % found.length;
    tell();
    here();
  }

  function here() {
    paint();
    if (at >= 0) show(found[at]);
    paint();
  }

  function paint() {
    for (const row of log.querySelectorAll(".row.found")) row.classList.toggle("found", false);
    if (at >= 0) log.querySelector(`[data-id="${found[at]}"]`)?.classList.add("found");
    highlight(bar.hidden ? "" : input.value.trim().toLowerCase());
  }

  function highlight(wanted) {
    if (!window.CSS?.highlights) return;
    const ranges = wanted ? [...log.querySelectorAll(".row .text, .row .file-name")].flatMap((one) => rangesIn(one, wanted)) : [];
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function open() {
    bar.hidden = false;
    render();
    input.focus();
    input.select();
  }

  function close() {
    if (bar.hidden) return;
    bar.hidden = true;
    input.value = "";
    look();
    paint();
    left();
  }

  input.addEventListener("input", () => { if (look()) here(); else paint(); });
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowUp: 1, ArrowDown: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (event.key === "Escape") close();
    else if (step && (event.key !== "Enter" || event.target === input)) go(step);
    else return;
    event.preventDefault();
  });

  /** The words in the page's language; and, after the messages were drawn anew, what is found in them. */
  function render() {
    if (bar.hidden) return;
    input.placeholder = t("search");
    input.setAttribute("aria-label", t("search"));
    if (bar.dataset.shown !== t("search")) {
      bar.dataset.shown = t("search");
      bar.replaceChildren(input, count,
        iconButton("up", t("search_older"), () => go(1), { data: { step: "older" } }), iconButton("down", t("search_newer"), () => go(-1), { data: { step: "newer" } }),
        iconButton("close", t("close"), close));
    }
    look();
    paint();
  }

  return { element: bar, open, close, render };
}

function rangesIn(element, wanted) {
  const ranges = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.data.toLowerCase();
    for (let from = words.indexOf(wanted); from >= 0 && words.length === node.data.length; from = words.indexOf(wanted, from + wanted.length)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, from + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}
