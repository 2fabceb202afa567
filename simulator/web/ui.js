// Toasts, alerts, sheets and menus.
import { h, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";

const LONG_PRESS = 500; // milliseconds

export const isNarrow = () => window.matchMedia("(max-width: 719px)").matches;

/** Toasts stand in the page, above the messages or else above everything: they lie on no button. */
function toastPlace() {
  const places = [...document.querySelectorAll(".toasts")];
  return places.find((one) => one.closest(".talk")?.checkVisibility()) || places[0];
}

export function toast(text, kind = "info") {
  const box = toastPlace();
  const one = h("div", { class: `toast ${kind}`, dir: "auto" }, text);
  box.append(one);
  while (box.children.length > 3) box.firstChild.remove();
  setTimeout(() => one.classList.add("going"), 3600);
  setTimeout(() => one.remove(), 4000);
}

export const complain = (error) => toast(t("failed", { error: error?.message || String(error) }), "error");

function dialog(className, label, content) {
  const element = h("dialog", { class: className, "aria-label": label }, content);
  const opener = document.activeElement;
  element.addEventListener("click", (event) => {
    if (event.target === element) element.close();
  });
  element.addEventListener("close", () => {
    const lost = document.activeElement === document.body || element.contains(document.activeElement);
    element.remove();
    if (lost && opener?.isConnected) opener.focus({ preventScroll: true });
  });
  document.body.append(element);
  element.showModal();
  return element;
}

/** The bot's answer with show_alert. */
export function alertBox(title, text) {
  const ok = h("button", { type: "button", class: "primary", onclick: () => box.close() }, t("ok"));
  const box = dialog("alert", title, h("div", { class: "alert-body" }, h("h2", {}, title), h("p", { dir: "auto" }, text), ok));
  box.setAttribute("role", "alertdialog");
  ok.focus();
}

/** A list to choose from: a bottom sheet on a phone, a centred card elsewhere. `items` are elements. */
export function sheet(title, items) {
  const box = dialog("sheet", title, h("div", { class: "sheet-body" },
    h("header", {}, h("h2", {}, title), iconButton("close", t("close"), () => box.close())),
    h("div", { class: "sheet-items" }, items)));
  return box;
}

export function lightbox(url, name) {
  const picture = h("img", { src: url, alt: name });
  const box = dialog("lightbox", name, h("div", { class: "lightbox-body" }, picture, iconButton("close", t("close"), () => box.close())));
  picture.addEventListener("click", () => box.close());
}

/** A menu at a point (or as a sheet on a phone). entries: {icon, label, act, danger} or an element. */
export function menu(label, entries, point) {
  const close = () => box.close();
  const items = entries.map((entry) => entry instanceof Node ? entry : h("button", {
    type: "button", role: "menuitem", class: `menu-item${entry.danger ? " danger" : ""}`,
    onclick: () => { close(); entry.act(); },
  }, entry.icon ? icon(entry.icon) : null, h("span", {}, entry.label)));
  for (const item of items) item.addEventListener("menu-close", close);
  const list = h("div", { role: "menu", class: "menu-items" }, items);
  const box = dialog(isNarrow() ? "sheet menu" : "menu", label, list);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")];
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  if (!isNarrow() && point) {
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(point.x, window.innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, Math.min(point.y, window.innerHeight - height - 8))}px`;
  }
  return box;
}

/** Long press on touch, context menu elsewhere. */
export function onMenuGesture(element, open) {
  let timer = null;
  let held = false; // the finger that opened the menu is still down
  const stop = () => clearTimeout(timer);
  const show = (x, y) => {
    stop();
    if (!document.querySelector("dialog[open]")) open({ x, y });
  };
  element.addEventListener("contextmenu", (event) => {
    if (window.getSelection()?.toString()) return;
    event.preventDefault();
    show(event.clientX, event.clientY);
  });
  element.addEventListener("touchstart", (event) => {
    const { clientX, clientY } = event.touches[0];
    stop();
    held = false;
    timer = setTimeout(() => {
      held = true;
      show(clientX, clientY);
    }, LONG_PRESS);
  }, { passive: true });
  element.addEventListener("touchend", (event) => {
    stop();
    if (held && event.cancelable) event.preventDefault(); // no click on what is now under the finger
  });
  for (const name of ["touchmove", "touchcancel"]) element.addEventListener(name, stop, { passive: true });
}

/** Swipe to the left on touch. */
export function onSwipeLeft(element, moved, done) {
  let start = null;
  element.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY, by: 0 } : null;
  }, { passive: true });
  element.addEventListener("touchmove", (event) => {
    if (!start) return;
    const dx = event.touches[0].clientX - start.x;
    const dy = event.touches[0].clientY - start.y;
    if (Math.abs(dy) > 24 && Math.abs(dy) > Math.abs(dx)) {
      start = null;
      moved(0);
      return;
    }
    start.by = Math.max(-72, Math.min(0, dx));
    if (start.by < -10) moved(start.by);
  }, { passive: true });
  element.addEventListener("touchend", () => {
    if (start && start.by < -48) done();
    start = null;
    moved(0);
  }, { passive: true });
}

/** Circle with initials; a Chinese name shows its last character. */
export function avatar(name, color, props = {}) {
  const { class: extra = "", ...rest } = props;
  return h("span", { class: `avatar color-${color} ${extra}`, "aria-hidden": "true", ...rest }, initials(name));
}

function initials(name) {
  const segments = [...(name || "?").trim()].filter((char) => !/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(char));
  const text = segments.join("");
  if (/[\u3400-\u9fff]/.test(text)) return segments.filter((char) => /[\u3400-\u9fff]/.test(char)).at(-1);
  const letters = text.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0]).filter(Boolean);
  return letters.slice(0, 2).join("").toUpperCase() || "?";
}
