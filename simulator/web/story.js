// The guided story: one step at a time, done by a button or by hand.
import { chatTitle, chatsOf, colorOf, nameOf, post, store } from "./api.js";
import { act, botLink, followBotLink, showAnswer } from "./acts.js";
import { createKeeper, h, icon, isolated, reconcile } from "./dom.js";
import { language, pick, t } from "./i18n.js";
import { avatar, complain } from "./ui.js";
import { linkLine, linkOf } from "./links.js";
import { recall, remember } from "./memory.js";
import { moveClock } from "./topbar.js";

const FOLDED = "story.folded";

const presses = (button, wanted) => button.text === wanted || (button.data || "").startsWith(wanted);
const buttonsOf = (message) => (message.buttons || []).flat();

/** The newest message a step can mean: the one with its button, the one whose words contain `about`, or the bot's last. */
function meant({ do: deed, button, about }) {
  const messages = store.messages.filter((one) => !one.deleted && !one.service);
  if (deed === "press") return messages.filter((one) => buttonsOf(one).some((each) => presses(each, pick(button)))).at(-1);
  if (about) return messages.filter((one) => one.text.includes(pick(about))).at(-1);
  return messages.filter((one) => one.from?.is_bot).at(-1);
}

const PATIENCE = 40; // looks at the chat, a tenth of a second apart, until the bot has said what a step needs

/** Fills in what a step leaves open: the message (the bot may still be writing it), and the words in the page's language. */
async function complete(deed, refresh) {
  const whole = { ...deed, ...(deed.text !== undefined && { text: pick(deed.text) }) };
  if (!["press", "reply", "react"].includes(deed.do) || deed.message !== undefined) return whole;
  let message = meant(deed);
  for (let look = 0; !message && look < PATIENCE; look += 1) {
    await new Promise((done) => setTimeout(done, 100));
    await refresh();
    message = meant(deed);
  }
  if (!message) throw new Error(t("deleted"));
  const button = deed.do === "press" ? { button: buttonsOf(message).find((each) => presses(each, pick(deed.button))).data } : {};
  return { ...whole, ...button, message: message.id };
}

/** A start command that was typed is a start. */
function asStart(body) {
  const typed = body.do === "send" && store.me === body.chat && body.text.trim().match(/^\/start(?:@\S+)?(?:\s+(\S+))?$/);
  return typed ? { ...body, do: "start", payload: typed[1] || "" } : body;
}

/** Whether an act done by hand is what the step asks for. */
function isSame(wanted, done) {
  const body = wanted.do === "start" ? asStart(done) : done;
  if (wanted.do === "start") return body.do === "start" && body.as === wanted.as && (!wanted.payload || body.payload === wanted.payload);
  const deed = body.do === "reply" && wanted.do === "send" ? "send" : body.do;
  if (deed !== wanted.do || body.as !== wanted.as || (wanted.chat ?? body.chat) !== body.chat) return false;
  if (deed === "press") {
    const message = store.messages.find((one) => one.id === body.message);
    const button = buttonsOf(message || {}).find((each) => each.data === body.button) || { data: body.button };
    return presses(button, pick(wanted.button));
  }
  const command = (text) => (pick(text) || "").trim().split(/[\s@]/)[0];
  return !command(wanted.text).startsWith("/") || command(wanted.text) === command(body.text);
}

export function createStory(root, { go, openChat, refresh }) {
  let folded = recall(FOLDED) === "1";
  let busy = false;

  const story = () => store.state?.story;
  const step = () => story()?.steps[story().at];

  async function mark(n) {
    const answer = await post("sim/story", { step: n });
    if (answer.ok === false) throw new Error(answer.error);
    store.state.story.at = n;
    render();
  }

  async function guarded(work) {
    if (busy) return;
    busy = true;
    render();
    try {
      await work();
    } catch (error) {
      complain(error);
    } finally {
      busy = false;
      render();
    }
    await refresh();
  }

  async function perform() {
    const { as, chat, do: deed } = step();
    const at = story().at;
    if (as) await go(as, chat);
    if (deed.clock) await moveClock(deed.clock);
    else await act(await complete({ as, chat, ...deed }, refresh)).then(({ answer }) => answer && showAnswer(answer));
    if (as && chat && store.me === as && store.chat !== chat) await go(as, chat); // a chat just joined
    if (story().at === at) await mark(at + 1);
  }

  /** A step that somebody did by hand counts as done. */
  async function noticed(body) {
    const deed = step()?.do;
    if (busy || !deed || deed.clock) return;
    const { as, chat } = step();
    if (isSame({ as, chat, ...deed }, body)) await mark(story().at + 1).catch(complain);
  }

  async function clockMoved(body) {
    const wanted = step()?.do?.clock;
    if (!busy && wanted && JSON.stringify(wanted) === JSON.stringify(body)) await mark(story().at + 1).catch(complain);
  }

  function fold() {
    folded = !folded;
    remember(FOLDED, folded ? "1" : "0");
    render();
  }

  function place({ as, chat }) {
    if (!as) return null;
    const where = chatsOf(as).find((one) => one.id === chat) || store.state.chats.find((one) => one.id === chat);
    const words = [t("as_person", { name: nameOf(as) }), where ? chatTitle(where) : ""].filter(Boolean).join(" · ");
    return h("p", { class: "story-place" }, avatar(nameOf(as), colorOf(as), { class: "tiny" }), isolated(words));
  }

  /** The link that a step is about, to be opened by hand. */
  function link({ as, chat, do: deed }) {
    const found = deed?.do === "start" && linkOf(as);
    if (!found || found.payload !== deed.payload) return null;
    const open = async (_event, address) => {
      await go(as, chat);
      await followBotLink(botLink(address), openChat);
    };
    return linkLine(found, (event, address) => open(event, address).catch(complain));
  }

  const drawn = createKeeper();
  const skip = (words, n) => h("button", { type: "button", class: "quiet", onclick: () => guarded(() => mark(n)) }, words);
  const doIt = () => h("button", { type: "button", class: "primary", onclick: () => guarded(perform) }, t("do_it"));

  const head = (title, count) => h("button", { type: "button", class: "story-head", "aria-expanded": String(!folded), "aria-label": `${t("story")}: ${t(folded ? "expand" : "collapse")}`, onclick: fold },
    h("b", { class: "grow" }, title), h("span", { class: "dim story-count" }, count), icon(folded ? "up" : "down"));

  const foot = (current, at) => h("div", { class: "story-foot" }, current ? [link(current), place(current), current.do && doIt(), skip(t("skip"), at + 1)] : skip(t("again"), 0));

  function render() {
    const told = story();
    root.hidden = !told;
    if (!told) return;
    const total = told.steps.length;
    const at = Math.min(told.at, total);
    const current = told.steps[at];
    const facts = [told.title, at, total, folded, language(), current, current && place(current)?.textContent, current && link(current)?.textContent];
    const count = `${Math.min(at + 1, total)}/${total}`;
    reconcile(root, [
      drawn.keep("head", facts, () => head(pick(told.title) || t("story"), count)),
      drawn.keep("bar", facts, () => h("progress", { class: "story-bar", max: total, value: at, "aria-label": t("story") })),
      !folded && drawn.keep("text", facts, () => h("p", { class: "story-text", "aria-live": "polite" }, current ? pick(current.text) : t("story_done"))),
      !folded && drawn.keep("foot", facts, () => foot(current, at)),
    ].filter(Boolean));
    for (const button of root.querySelectorAll(".story-foot button")) button.disabled = busy;
    root.classList.toggle("folded", folded);
    root.setAttribute("aria-label", t("story"));
  }

  return { render, noticed, clockMoved };
}
