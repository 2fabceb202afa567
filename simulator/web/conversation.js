// The conversation at the right: header, messages, composer.
import { bot, chatTitle, currentChat, currentTopic, messagesHere, nameOf, now, person, store, topicsHere } from "./api.js";
import { botLink, followBotLink, isWaiting } from "./acts.js";
import { mediaWord, renderMessage } from "./bubble.js";
import { createComposer } from "./composer.js";
import { createKeeper, h, icon, isHandingFocus, reconcile } from "./dom.js";
import { createHeader } from "./header.js";
import { language, t } from "./i18n.js";
import { linkLine, linkOf, wordsOf } from "./links.js";
import { copyText, messageMenu } from "./messagemenu.js";
import { createRoaming } from "./roam.js";
import { createSearch } from "./search.js";
import { refreshMoments } from "./text.js";
import { dayKey, dayLabel } from "./time.js";
import { createTopics } from "./topics.js";
import { isNarrow, toast } from "./ui.js";
import { firstUnread, hasLooked, markSeen } from "./unread.js";

const PAGE = 200; // messages drawn at once
const RUN_GAP = 300; // seconds after which the same sender begins a new run
const NEAR_BOTTOM = 48;

export function createConversation(root, { openChat, openList, openAccounts }) {
  let where = "";
  let drawn = createKeeper();
  let limit = PAGE;
  let stick = true;
  let unseen = 0;
  let newest = 0;
  let divider = null; // the first message that was new when the chat was opened
  let away = false; // nobody was looking

  const header = createHeader({ openList, openAccounts, openSearch: () => search.open() });
  const topics = createTopics({ choose: chooseTopic });
  const pinned = h("button", { type: "button", class: "pinned", hidden: true });
  const log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  const scroller = h("div", { class: "scroller", tabindex: "-1" }, log);
  const pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => toBottom("smooth") });
  const composer = createComposer({ openChat, openMessages: () => roaming.enter() });
  const search = createSearch(log, { show: bringIn, left: composer.focus });
  const roaming = createRoaming(log, { earlier: showEarlier, leave: composer.focus });
  const linkBar = h("div", { class: "link-bar", hidden: true });
  const toasts = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  const stage = h("div", { class: "stage" }, scroller, pill);
  const empty = h("div", { class: "nothing" }, h("p", {}));
  const talk = h("div", { class: "talk" }, header.element, search.element, topics.element, pinned, linkBar, toasts, stage, composer.element);
  root.append(empty, talk);
  scroller.addEventListener("keydown", roaming.key);

  // -------------------------------------------------------------- scrolling

  function toBottom(behavior = "instant") {
    stick = true;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
    unseen = 0;
    drawPill();
  }

  scroller.addEventListener("scroll", () => {
    if (scroller.clientHeight !== height) return; // it became larger or smaller: `follow` sees to that
    stick = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM;
    if (stick) unseen = 0;
    drawPill();
  }, { passive: true });

  let top = null; // where the messages begin: what comes and goes above them must not move them
  let height = 0;
  const follow = new ResizeObserver(() => {
    height = scroller.clientHeight;
    if (!stage.clientHeight) return; // not shown
    const by = top === null ? 0 : stage.offsetTop - top;
    top = stage.offsetTop;
    if (stick) scroller.scrollTop = scroller.scrollHeight;
    else if (by) scroller.scrollTop += by;
  });
  follow.observe(log);
  follow.observe(scroller);

  function drawPill() {
    const away = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > scroller.clientHeight * 0.8;
    pill.hidden = stick || (!unseen && !away);
    pill.classList.toggle("counted", unseen > 0);
    pill.setAttribute("aria-label", unseen ? t("new_messages") : t("to_bottom"));
    reconcile(pill, [icon("down"), unseen ? h("span", {}, `${t("new_messages")} · ${unseen}`) : null].filter(Boolean));
  }

  /** The message with this id, drawn if it was not; undefined when it is no more. */
  function rowOf(id) {
    const find = () => log.querySelector(`[data-id="${CSS.escape(String(id))}"]`);
    if (currentTopic() && !messagesHere().some((one) => one.id === id)) chooseTopic(null);
    if (!find() && store.messages.some((one) => one.id === id)) {
      limit = store.messages.length;
      drawMessages();
    }
    return find();
  }

  function bringIn(id) {
    const row = rowOf(id);
    if (!row) return null;
    stick = false;
    row.scrollIntoView({ block: "center" });
    return row;
  }

  function jump(id) {
    const row = bringIn(id);
    if (!row) return toast(t("deleted"));
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), 1600);
    return row.focus({ preventScroll: true });
  }

  // -------------------------------------------------------------- what can be done with a message

  function mentionPerson(one) {
    const known = person(one?.id);
    composer.mention(known?.username ? `@${known.username}` : one?.id === bot().id ? `@${bot().username}` : one?.name || "");
  }

  /** Whether an address was one of ours: a person, or a link that starts the bot. */
  function openAddress(href) {
    const found = botLink(href);
    const user = href.match(/^tg:\/\/user\?id=(\d+)/i);
    if (user) mentionPerson({ id: Number(user[1]), name: nameOf(Number(user[1])) });
    else if (found) followBotLink(found, openChat);
    return Boolean(found || user);
  }

  function openLink(event, href) {
    if (openAddress(href)) event.preventDefault();
  }

  const on = {
    link: openLink,
    mention: (text, user) => (user ? mentionPerson(user) : composer.mention(text)),
    command: composer.command,
    jump, mentionPerson,
    menu: (head, group, point) => messageMenu(head, group, point, { composer, openChat }),
    reply: (message) => composer.reply(message),
    redraw: drawMessages,
    topic: chooseTopic,
    open: openAddress,
    otherButton: (button) => {
      if (button.switch_inline_query_current_chat !== undefined) composer.mention(`@${bot().username} ${button.switch_inline_query_current_chat}`);
      else if (button.copy_text) copyText(button.copy_text.text || button.copy_text);
      else toast(button.text);
    },
  };

  // -------------------------------------------------------------- messages

  function albums(messages) {
    const groups = [];
    for (const message of messages) {
      const last = groups.at(-1);
      if (message.media_group && last?.[0].media_group === message.media_group && last[0].from?.id === message.from?.id) last.push(message);
      else groups.push([message]);
    }
    return groups;
  }

  const sameRun = (one, other) => one && other && !one.service && !other.service && one.from?.id === other.from?.id
    && Math.abs(other.date - one.date) < RUN_GAP && dayKey(one.date) === dayKey(other.date);

  function drawMessages() {
    const visible = messagesHere().filter((one) => !one.deleted);
    const shown = albums(visible.slice(-limit));
    const inGroup = currentChat()?.type !== "private";
    const rows = [];
    if (visible.length > limit) rows.push(drawn.keep("earlier", language(), () => h("button", { type: "button", class: "earlier", onclick: showEarlier }, t("show_earlier"))));
    let day = "";
    const firstNew = divider === null ? undefined : shown.find((group) => group.at(-1).id >= divider);
    shown.forEach((group, index) => {
      const head = group[0];
      const today = dayKey(head.date);
      if (today !== day) rows.push(drawn.keep(`day ${today}`, language(), () => h("div", { class: "day" }, h("span", {}, dayLabel(head.date, now())))));
      day = today;
      if (group === firstNew) rows.push(drawn.keep("unread", language(), () => h("div", { class: "unread-line", role: "separator" }, h("span", {}, t("unread_line")))));
      const place = { inGroup, first: !sameRun(shown[index - 1]?.[0], head), last: !sameRun(head, shown[index + 1]?.[0]) };
      const topic = currentTopic() ? null : topicsHere().find((one) => one.id === head.thread);
      rows.push(drawn.keep(`message ${head.id}`, [group, place, language(), pressing(group), topic], () => renderMessage(group, place, on)));
    });
    if (!visible.length) rows.push(drawn.keep("none", language(), () => h("div", { class: "service" }, h("span", {}, t("no_messages")))));
    drawn.forget(new Set(rows));
    reconcile(log, rows);
    roaming.settle();
    refreshMoments(log);
  }

  const pressing = (group) => (group.at(-1).buttons || []).flat().map((button) => button.data).filter((data) => data !== undefined && isWaiting(group.at(-1).id, data));

  function chooseTopic(id) {
    store.topic = id;
    render();
    if (!isNarrow()) composer.focus();
  }

  function showEarlier() {
    if (limit >= messagesHere().length) return false;
    const before = scroller.scrollHeight - scroller.scrollTop;
    limit += PAGE;
    drawMessages();
    scroller.scrollTop = scroller.scrollHeight - before;
    return true;
  }

  function countNew(changedPlace) {
    const last = store.messages.at(-1)?.id ?? 0;
    if (!changedPlace && !stick) unseen += store.messages.filter((one) => one.id > newest && one.from?.id !== store.me).length;
    const own = store.messages.at(-1)?.from?.id === store.me && last > newest;
    newest = last;
    if (own) divider = null;
    return own;
  }

  /** Draws the line above what is new, when a chat is opened or somebody comes back to the page; whether it should be looked at. */
  function look(chat, changedPlace) {
    const known = hasLooked(store.me, chat.id);
    if (document.visibilityState !== "visible") {
      away = true;
      return false;
    }
    if (changedPlace || away) divider = firstUnread(store.me, chat.id, store.messages) ?? (changedPlace ? null : divider);
    away = false;
    markSeen(store.me, chat, store.messages.at(-1)?.id);
    return changedPlace && known && divider !== null;
  }

  /** What is new is read from its beginning: the line comes into view if it would not be. */
  function toDivider() {
    const line = log.querySelector(".unread-line");
    if (!line) return;
    const above = line.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (above >= 0) return;
    stick = false;
    scroller.scrollTop += above - 12;
    drawPill();
  }

  // -------------------------------------------------------------- above the messages

  function drawLink(chat) {
    const link = chat.type === "private" && store.messages.length ? linkOf(store.me) : null;
    linkBar.hidden = !link;
    if (link) reconcile(linkBar, [drawn.keep("link", [link, language()], () => h("p", {}, wordsOf(link), " ", linkLine(link, openLink)))]);
  }

  function drawPinned() {
    const top = store.messages.filter((one) => one.pinned && !one.deleted).at(-1);
    pinned.hidden = !top;
    if (!top) return;
    pinned.onclick = () => jump(top.id);
    reconcile(pinned, [icon("pin"), h("span", { class: "two-lines" }, h("span", { class: "quote-name" }, t("pinned")), h("span", { class: "quote-line", dir: "auto" }, top.text || mediaWord(top.photo ? "photo" : top.voice ? "voice" : "document")))]);
  }

  // -------------------------------------------------------------- dropping files

  talk.addEventListener("dragover", (event) => {
    event.preventDefault();
    talk.dataset.drop = t("drop_here");
  });
  for (const name of ["dragleave", "drop"]) talk.addEventListener(name, () => delete talk.dataset.drop);
  talk.addEventListener("drop", (event) => {
    event.preventDefault();
    composer.addFiles([...(event.dataTransfer?.files || [])]);
  });

  // -------------------------------------------------------------- drawing

  function render() {
    const chat = currentChat();
    empty.hidden = Boolean(chat);
    talk.hidden = !chat;
    empty.firstChild.textContent = t("choose_chat");
    if (!chat) {
      where = "";
      return;
    }
    if (where && !where.startsWith(`${store.me}:${store.chat}:`)) store.topic = null;
    const place = `${store.me}:${store.chat}:${currentTopic()?.id ?? ""}:${language()}`;
    const changedPlace = place !== where;
    if (changedPlace) {
      where = place;
      drawn = createKeeper();
      limit = PAGE;
      unseen = 0;
      newest = 0;
      stick = true;
      divider = null;
      roaming.forget();
      search.close();
    }
    log.setAttribute("aria-label", chatTitle(chat));
    header.render(chat);
    topics.render();
    drawPinned();
    drawLink(chat);
    const own = countNew(changedPlace);
    const isNews = look(chat, changedPlace);
    drawMessages();
    composer.render();
    search.render();
    if (changedPlace || own || stick) toBottom();
    else drawPill();
    if (isNews) toDivider();
    if (changedPlace && !isNarrow() && !isHandingFocus() && document.activeElement === document.body) composer.focus();
  }

  const tick = () => refreshMoments(log);
  return { render, tick, search: search.open, write: composer.focus };
}
