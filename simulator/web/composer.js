// Where a person writes: text, replies, edits; commands, mentions, attachments and the bot's keyboard come from their own files.
import { bot, currentChat, messagesHere, now, person, shownName, store } from "./api.js";
import { act, here, tryAct } from "./acts.js";
import { base64, createAttachments } from "./attachments.js";
import { createBotKeys } from "./botkeys.js";
import { h, icon, iconButton, isolated, reconcile } from "./dom.js";
import { language, t } from "./i18n.js";
import { linkLine, linkOf, wordsOf } from "./links.js";
import { createSuggestions } from "./suggestions.js";
import { placeHere } from "./topics.js";
import { complain, isNarrow, sheet } from "./ui.js";

const TALLEST = 180; // pixels
const drafts = new Map(); // "person:chat" -> draft
const forced = new Set(); // force_reply messages already opened
const emptyDraft = () => ({ text: "", reply: null, asked: false, edit: null, files: [], mentions: {} });

/** Sends a draft: one edit, one text, or its files with the text as caption. */
async function deliver(text, { reply, edit, files, mentions }) {
  const place = reply || edit ? { chat: store.chat } : placeHere(); // a reply stands where its message does
  if (edit) return act({ ...place, do: "edit", message: edit.id, text });
  const answered = reply ? { reply_to: reply.id } : {};
  if (!files.length) {
    const named = Object.fromEntries(Object.entries(mentions).filter(([shown]) => text.includes(shown)));
    return act({ ...place, do: reply ? "reply" : "send", text, ...answered, ...(Object.keys(named).length && { mentions: named }) });
  }
  const album = files.length > 1 ? { media_group: `${Math.round(now())}${Math.floor(Math.random() * 1e6)}` } : {};
  for (const [index, { file, kind }] of files.entries()) {
    const content = { name: file.name, base64: await base64(file) };
    await act({ ...place, do: kind, ...(index === 0 && text ? { text } : {}), file: content, ...answered, ...album });
  }
  return null;
}

/** In a group the bot's force_reply is for the person it answers or mentions. */
function isMeantForMe(message) {
  if (currentChat()?.type === "private") return true;
  const answered = store.messages.find((one) => one.id === message.reply_to?.id);
  const handle = `@${person(store.me)?.username || ""}`.toLowerCase();
  return answered?.from?.id === store.me || (message.entities || []).some((one) => one.user?.id === store.me
    || (one.type === "mention" && message.text.slice(one.offset, one.offset + one.length).toLowerCase() === handle));
}

export function createComposer({ openChat, openMessages }) {
  let where = "";
  let draft = emptyDraft();
  let sending = false;

  const button = (symbol, props = {}) => h("button", { type: "button", class: "icon-button", ...props }, symbol === "/" ? "/" : icon(symbol));
  const input = h("textarea", { rows: "1", class: "input", dir: "auto", enterkeyhint: "send", "aria-autocomplete": "list", "aria-controls": "suggestions" });
  const commandButton = button("/", { class: "icon-button slash", onclick: openCommands });
  const attachButton = button("attach", { "aria-haspopup": "menu" });
  const keyboardButton = button("keyboard", { hidden: true });
  const sendButton = button("send", { type: "submit", class: "icon-button send" });
  const bar = h("div", { class: "reply-bar", hidden: true });
  const startPane = h("div", { class: "start-pane", hidden: true });
  const suggestions = createSuggestions(input, { insert, mentioned: (one) => { draft.mentions[one.first_name] = one.id; } });
  const botKeys = createBotKeys(keyboardButton);
  const attachments = createAttachments(attachButton, {
    add: (entries) => change({ edit: null, files: [...draft.files, ...entries].slice(0, 10) }),
    drop: (file) => change({ files: draft.files.filter((one) => one.file !== file) }),
  });
  const line = h("form", { class: "composer-line", onsubmit: submit }, commandButton, attachButton, input, keyboardButton, sendButton, attachments.picker);
  const element = h("footer", { class: "composer" }, suggestions.element, bar, attachments.element, startPane, line, botKeys.element);

  // -------------------------------------------------------------- the draft

  function setDraft(next) {
    draft = next;
    drafts.set(where, draft);
    input.value = draft.text;
    drawBar();
    attachments.render(draft.files);
    drawPlaceholder();
    grow();
    suggestions.update();
  }

  function change(fields) {
    setDraft({ ...draft, text: input.value, ...fields });
    if (!isNarrow()) input.focus();
  }

  const letGo = () => change({ reply: null, edit: null, text: draft.edit ? "" : input.value });

  function grow() {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight + 2, TALLEST)}px`;
    sendButton.disabled = !input.value.trim() && !draft.files.length;
  }

  function typed() {
    draft.text = input.value;
    grow();
    suggestions.update();
  }

  function insert(text, { replace = 0 } = {}) {
    input.setRangeText(text, input.selectionStart - replace, input.selectionEnd, "end");
    typed();
    input.focus();
  }

  async function submit(event) {
    event?.preventDefault();
    const text = input.value.trim();
    if (sending || (!text && !draft.files.length)) return;
    sending = true;
    const before = { ...draft, text: input.value };
    const key = where;
    setDraft(emptyDraft());
    try {
      await deliver(text, before);
    } catch (error) {
      complain(error);
      drafts.set(key, before);
      if (key === where && !input.value) setDraft(before);
    } finally {
      sending = false;
    }
  }

  // -------------------------------------------------------------- keys

  input.addEventListener("input", typed);
  input.addEventListener("click", suggestions.update);
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && suggestions.hide(), 150));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters
    if (suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (draft.reply || draft.edit) letGo();
      else openMessages();
    } else if (event.key === "ArrowUp" && !input.value) editLast(event);
  });
  input.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    attachments.take(files);
  });

  function editLast(event) {
    const mine = store.messages.filter((one) => one.from?.id === store.me && one.text && !one.service && !one.deleted).at(-1);
    if (!mine) return;
    event.preventDefault();
    edit(mine);
  }

  function openCommands() {
    if (!store.commands.length) {
      insert("/");
      return;
    }
    const choose = (command) => {
      box.close();
      setDraft({ ...draft, text: `/${command} ` });
      suggestions.hide();
      setTimeout(() => input.focus());
    };
    const box = sheet(t("commands"), store.commands.map((one) => h("button", { type: "button", class: "sheet-item", onclick: () => choose(one.command) },
      h("b", { class: "command-name" }, `/${one.command}`), h("span", { class: "dim grow", dir: "auto" }, one.description))));
  }

  // -------------------------------------------------------------- reply, edit, force_reply

  function drawBar() {
    const target = draft.edit || draft.reply;
    bar.hidden = !target;
    if (!target) {
      reconcile(bar, []);
      return;
    }
    const title = draft.edit ? t("editing") : t("replying", { name: shownName(target.from?.name) });
    const words = target.text || (target.photo && t("photo")) || (target.document && target.document.name) || (target.voice && t("voice")) || "";
    reconcile(bar, [icon(draft.edit ? "edit" : "reply"),
      h("span", { class: "reply-words" }, isolated(title, { class: "quote-name" }), h("span", { class: "quote-line", dir: "auto" }, words)),
      iconButton("close", t("cancel"), letGo)]);
  }

  function reply(message) {
    setDraft({ ...draft, text: draft.edit ? "" : input.value, reply: message, asked: false, edit: null });
    input.focus();
  }

  function edit(message) {
    setDraft({ ...emptyDraft(), text: message.text, edit: message });
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  /** A question that was answered some other way is no longer being answered. */
  function letGoOfAnswered() {
    const answered = () => store.messages.some((one) => one.id > draft.reply.id && one.from?.id === store.me);
    if (draft.asked && draft.reply && !input.value && !draft.files.length && answered()) setDraft(emptyDraft());
  }

  function followForceReply() {
    const last = messagesHere().filter((one) => !one.deleted).at(-1);
    const key = `${where}:${last?.id}`;
    if (!last?.force_reply || last.from?.id === store.me || forced.has(key) || !isMeantForMe(last)) return;
    forced.add(key);
    if (!draft.edit && !draft.reply) change({ reply: last, asked: true });
  }

  // -------------------------------------------------------------- drawing

  function drawStart() {
    const isPrivate = currentChat()?.type === "private";
    const needed = isPrivate && person(store.me)?.blocked ? "unblock" : isPrivate && !store.messages.length ? "start" : "";
    const link = needed === "start" ? linkOf(store.me) : null;
    const shown = [needed, link?.payload, language()].join(" ");
    startPane.hidden = !needed;
    line.hidden = Boolean(needed);
    if (startPane.dataset.shown === shown) return;
    startPane.dataset.shown = shown;
    const press = async () => {
      if (!(await tryAct({ do: needed, ...(link && { payload: link.payload }) }))) return;
      await openChat("private");
      input.focus();
    };
    reconcile(startPane, needed ? [
      h("p", { class: "hint" }, link ? wordsOf(link) : t(`${needed}_hint`)), link && linkLine(link, press),
      h("button", { type: "button", class: "primary wide", onclick: press }, t(needed)),
    ].filter(Boolean) : []);
  }

  function drawPlaceholder() {
    input.placeholder = draft.files.length ? t("caption") : draft.reply?.placeholder || botKeys.placeholder() || t("write");
  }

  function label(element_, words) {
    element_.setAttribute("aria-label", words);
    element_.title = words;
  }

  function render() {
    const place = `${store.me}:${store.chat}`;
    if (place !== where) {
      where = place;
      setDraft(drafts.get(place) || emptyDraft());
      suggestions.hide();
    }
    label(commandButton, t("commands"));
    label(attachButton, t("attach"));
    label(keyboardButton, t("keyboard"));
    label(sendButton, t("send"));
    drawStart();
    botKeys.render();
    letGoOfAnswered();
    followForceReply();
    input.setAttribute("aria-label", t("write"));
    drawPlaceholder();
    grow();
  }

  /** A command in a message was clicked: sent as it stands, or added to what is being written. */
  function command(text) {
    const [, name] = text.split("@");
    if ((name || bot().username).toLowerCase() === bot().username.toLowerCase() && !input.value.trim()) here({ do: "send", text });
    else insert(`${text} `);
  }

  function mention(handle) {
    const needsSpace = /\S$/.test(input.value.slice(0, input.selectionStart));
    insert(`${needsSpace ? " " : ""}${handle} `);
  }

  return { element, render, reply, edit, command, mention, addFiles: attachments.take, focus: () => (startPane.hidden ? input : startPane.querySelector("button.primary"))?.focus() };
}
