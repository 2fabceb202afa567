// Building elements. Text only ever enters the page as text nodes: nothing here, or anywhere, parses HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  back: ["M15 5l-7 7 7 7"],
  send: ["M4 12l16-8-5.5 16-3.2-6.8z", "M11.3 13.2L20 4"],
  attach: ["M20 11.5l-7.8 7.8a5 5 0 0 1-7.1-7.1l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4"],
  photo: ["M4 6h16v13H4z", "M4 16l4.5-4.5 4 4 2.5-2.5 5 5", "M15.5 9.5h.01"],
  file: ["M6 3h8l5 5v13H6z", "M14 3v5h5"],
  mic: ["M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z", "M6 11.5a6 6 0 0 0 12 0", "M12 17.5V21"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  reply: ["M10 6l-6 6 6 6", "M4 12h9a7 7 0 0 1 7 6"],
  forward: ["M14 6l6 6-6 6", "M20 12h-9a7 7 0 0 0-7 6"],
  edit: ["M5 19l1-4L16.5 4.5l3 3L9 18z"],
  copy: ["M9 9h11v11H9z", "M15 9V4H4v11h5"],
  more: ["M12 5.5h.01", "M12 12h.01", "M12 18.5h.01"],
  down: ["M6 9l6 6 6-6"],
  up: ["M6 15l6-6 6 6"],
  next: ["M5 5l9 7-9 7z", "M19 5v14"],
  hour: ["M12 4a8 8 0 1 1-8 8", "M12 8v4l3 2", "M3.5 5v3.5H7"],
  morning: ["M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z", "M12 2.5v2.5", "M12 19v2.5", "M2.5 12H5", "M19 12h2.5", "M5.3 5.3L7 7", "M17 17l1.7 1.7", "M5.3 18.7L7 17", "M17 7l1.7-1.7"],
  run: ["M8 5l11 7-11 7z"],
  freeze: ["M8 5v14", "M16 5v14"],
  language: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M3 12h18", "M12 3c5.5 5 5.5 13 0 18", "M12 3c-5.5 5-5.5 13 0 18"],
  check: ["M5 12.5l4.5 4.5L19 7"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3z", "M12 13v7"],
  search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M16 16l4.5 4.5"],
  keyboard: ["M3 7h18v11H3z", "M7 11h.01", "M11 11h.01", "M15 11h.01", "M17 11h.01", "M8 14.5h8"],
  link: ["M8 16L17 7", "M10 7h7v7"],
  people: ["M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", "M2.5 20a6.5 6.5 0 0 1 13 0", "M16 4.3a3.5 3.5 0 0 1 0 6.4", "M18 14.2a6.5 6.5 0 0 1 3.5 5.8"],
  smile: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M9 10h.01", "M15 10h.01", "M8 14c2 3 6 3 8 0"],
};

/** h("p", {class: "x", onclick: f}, "text", otherElement): strings become text nodes. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  svg.dataset.icon = name;
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A button with an icon; `label` is read aloud and shown as a tooltip. */
export function iconButton(name, label, onclick, props = {}) {
  const { class: extra = "", ...rest } = props;
  return h("button", { type: "button", class: `icon-button ${extra}`, "aria-label": label, title: label, onclick, ...rest }, icon(name));
}

/** Makes the children of `parent` equal to `nodes` while leaving those already in place untouched. */
export function reconcile(parent, nodes) {
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/**
 * Keeps what was drawn: keep(key, facts, make) makes a node anew only when the facts it shows have changed, so that a press
 * between two drawings still meets the node it began on, and focus stays.
 */
export function createKeeper() {
  const kept = new Map(); // key -> {signature, node}
  const keep = (key, facts, make) => {
    const signature = JSON.stringify(facts);
    const known = kept.get(key);
    if (known?.signature === signature) return known.node;
    const node = make();
    kept.set(key, { signature, node });
    if (known?.node.contains(document.activeElement)) handFocus(known.node, node);
    return node;
  };
  const forget = (shown) => {
    for (const [key, { node }] of kept) if (!shown.has(node)) kept.delete(key);
  };
  return { keep, forget };
}

const FOCUSABLE = "button, a[href], [tabindex]";

let handing = false;
/** Whether what had the focus was drawn anew, and will have it again in a moment. */
export const isHandingFocus = () => handing;

function handFocus(from, to) {
  const at = [from, ...from.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  handing = true;
  requestAnimationFrame(() => {
    handing = false;
    if (document.activeElement === document.body) ([to, ...to.querySelectorAll(FOCUSABLE)][at] || to).focus({ preventScroll: true });
  });
}

/** Text of unknown writing direction that must not disturb what stands around it. */
export function isolated(text, props = {}) {
  return h("bdi", props, text);
}
