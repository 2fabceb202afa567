// The top bar: the simulated clock and the page's language.
import { now, post, store } from "./api.js";
import { h, icon } from "./dom.js";
import { LANGUAGES, language, t } from "./i18n.js";
import { clockDate, clockFull, timeOfDay } from "./time.js";
import { complain, menu, toast } from "./ui.js";

export function createTopbar(root, { changeLanguage, refresh, onClock }) {
  const date = h("span", { class: "clock-date" });
  const time = h("span", { class: "clock-time" });
  const dot = h("span", { class: "clock-dot" });
  const clock = h("div", { class: "clock", role: "timer", "aria-live": "off" }, dot, h("span", { class: "clock-words" }, date, time));
  const brand = h("div", { class: "brand" }, h("img", { src: "icon.svg", alt: "", width: "26", height: "26" }), h("span", { class: "brand-words" }, h("b", {}), h("span", { class: "dim" })));
  const jumps = [["next_event", "next", { jump: "next_event" }], ["hour", "hour", { advance_seconds: 3600 }], ["next_working_morning", "morning", { jump: "next_working_morning" }]];
  const buttons = jumps.map(([name, symbol, body]) => h("button", { type: "button", class: "clock-button", data: { clock: name }, onclick: () => move(body) }, icon(symbol), h("span", {})));
  const run = h("button", { type: "button", class: "clock-button only-icon", data: { clock: "run" }, onclick: () => move({ frozen: !store.state.clock.frozen }) });
  const languageButton = h("button", { type: "button", class: "clock-button", data: { language: "" }, "aria-haspopup": "menu", onclick: chooseLanguage }, icon("language"), h("span", { class: "always" }));
  root.append(brand, clock, h("div", { class: "clock-buttons", role: "group" }, buttons, run), languageButton);
  let busy = false;

  async function move(body) {
    if (busy) return;
    busy = true;
    root.classList.add("busy");
    try {
      await moveClock(body);
      onClock(body);
    } catch (error) {
      complain(error);
    } finally {
      busy = false;
      root.classList.remove("busy");
      await refresh();
    }
  }

  function chooseLanguage() {
    const { right, bottom } = languageButton.getBoundingClientRect();
    menu(t("language"), LANGUAGES.map(([code, name]) => ({ label: name, icon: code === language() ? "check" : "language", act: () => changeLanguage(code) })), { x: right - 200, y: bottom + 4 });
  }

  function tick() {
    if (!store.state) return;
    const moment = now();
    date.textContent = clockDate(moment);
    time.textContent = timeOfDay(moment);
    clock.title = `${clockFull(moment)} (${t(store.state.clock.frozen ? "frozen" : "running")})`;
    clock.setAttribute("aria-label", `${t("clock")}: ${clockFull(moment)}`);
  }

  function render() {
    const { frozen, jumps: available = [] } = store.state.clock;
    brand.querySelector("b").textContent = t("app");
    brand.querySelector(".dim").textContent = t("subtitle");
    buttons.forEach((button, index) => {
      const [name] = jumps[index];
      const words = t(name);
      button.lastChild.textContent = words;
      button.title = words;
      button.setAttribute("aria-label", words);
      button.hidden = name !== "hour" && !available.includes(name);
    });
    run.replaceChildren(icon(frozen ? "run" : "freeze"));
    run.title = t(frozen ? "run" : "freeze");
    run.setAttribute("aria-label", run.title);
    run.setAttribute("aria-pressed", String(!frozen));
    dot.classList.toggle("running", !frozen);
    languageButton.title = t("language");
    languageButton.setAttribute("aria-label", t("language"));
    languageButton.lastChild.textContent = LANGUAGES.find(([code]) => code === language())[2];
    tick();
  }

  return { render, tick };
}

/** Moves or freezes the clock; says so when there was nothing to move to. */
export async function moveClock(body) {
  const clock = await post("sim/clock", body);
  if (clock.ok === false) throw new Error(clock.error);
  store.state.clock = { ...store.state.clock, ...clock };
  store.clockReadAt = performance.now();
  if (clock.moved === false && !("frozen" in body)) toast(t("clock_unmoved"));
}
