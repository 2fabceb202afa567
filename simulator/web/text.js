// Message text with its entities, built node by node.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { now } from "./api.js";
import { dateTimeEntity, fullMoment } from "./time.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const MANY_LINES = 3;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** An address the page is willing to follow, or null (`javascript:` and friends). */
export function safeAddress(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!SAFE_LINK.test(whole)) return null;
  try {
    return new URL(whole).href;
  } catch {
    return null;
  }
}

function link(address, follow) {
  const href = safeAddress(address);
  if (!href) return h("span", {});
  return h("a", {
    href, title: href, target: "_blank", rel: "noopener noreferrer",
    onclick: (event) => follow(event, href),
  });
}

function spoiler() {
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    element.classList.add("shown");
    element.removeAttribute("role");
    element.removeAttribute("tabindex");
    element.removeAttribute("aria-label");
  };
  const element = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler"), onclick: reveal, onkeydown: reveal });
  return element;
}

function expandableQuote(content) {
  if (content.split("\n").length <= MANY_LINES && content.length < 160) return [h("blockquote", {})];
  const inner = h("div", { class: "quote-text" });
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-expanded": "false" }, t("show_more"));
  const quote = h("blockquote", { class: "folded" }, inner, toggle);
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.textContent = t(folded ? "show_more" : "show_less");
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  return [quote, inner];
}

function moment(entity) {
  const written = dateTimeEntity(entity.unix_time, entity.date_time_format, now());
  const element = h("time", {
    class: "moment", datetime: new Date(entity.unix_time * 1000).toISOString(), title: fullMoment(entity.unix_time),
    data: { unix: entity.unix_time, format: entity.date_time_format || "" },
  });
  if (written === null) return [element];
  element.textContent = written;
  return [element, null];
}

/** [the element, the node its content goes into (null: content is replaced)]. */
function wrap(entity, content, on) {
  const { type } = entity;
  if (PLAIN_TAGS[type]) return [h(PLAIN_TAGS[type])];
  switch (type) {
    case "pre": {
      const code = h("code", {});
      const label = entity.language ? h("span", { class: "pre-language" }, entity.language) : null;
      return [h("pre", {}, label, code), code];
    }
    case "spoiler": return [spoiler()];
    case "blockquote": return [h("blockquote", {})];
    case "expandable_blockquote": return expandableQuote(content);
    case "text_link": return [link(entity.url || "", on.link)];
    case "url": return [link(content, on.link)];
    case "email": return [link(`mailto:${content}`, on.link)];
    case "mention": return [h("button", { type: "button", class: "linkish", onclick: () => on.mention(content) })];
    case "text_mention": return [h("button", { type: "button", class: "linkish", onclick: () => on.mention(content, entity.user) })];
    case "bot_command": return [h("button", { type: "button", class: "linkish", onclick: () => on.command(content) })];
    case "hashtag": case "cashtag": case "phone_number": return [h("span", { class: "hashtag" })];
    case "date_time": return moment(entity);
    default: return [h("span", {})]; // custom_emoji shows its text; unknown kinds too
  }
}

function build(parent, text, from, to, entities, on) {
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (end > start) {
      if (start > at) parent.append(text.slice(at, start));
      const [element, inside = element] = wrap(entity, text.slice(start, end), on);
      if (inside) build(inside, text, start, end, entities.slice(i + 1, next), on);
      parent.append(element);
      at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
    }
    i = next;
  }
  if (at < to) parent.append(text.slice(at, to));
}

/** `on`: {link(event, href), mention(text, user), command(text)}. Offsets are UTF-16, as JavaScript's are. */
export function renderText(text, entities, on) {
  const fragment = document.createDocumentFragment();
  const ordered = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  build(fragment, text, 0, text.length, ordered, on);
  return fragment;
}

/** Relative moments ("in 3 hours") follow the clock. */
export function refreshMoments(root) {
  for (const element of root.querySelectorAll("time.moment[data-format='r']")) {
    const written = dateTimeEntity(Number(element.dataset.unix), "r", now());
    if (element.textContent !== written) element.textContent = written;
  }
}
