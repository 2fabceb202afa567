// The conversation at the right: header, messages, composer.
import { bot, chatDetails, chatTitle, chatsOf, colorOf, currentChat, fullName, nameOf, now, person, store } from "./api.js";
import { botLink, chooseForward, followBotLink, here, isWaiting, tryAct } from "./acts.js";
import { mediaWord, renderMessage } from "./bubble.js";
import { createComposer } from "./composer.js";
import { createKeeper, h, icon, iconButton, isolated, reconcile } from "./dom.js";
import { language, t } from "./i18n.js";
import { refreshMoments } from "./text.js";
import { dayKey, dayLabel } from "./time.js";
import { avatar, complain, isNarrow, menu, sheet, toast } from "./ui.js";

const REACTIONS = ["👍", "👀", "❤", "👌", "🙏", "🎉", "🔥", "👏"];
const PAGE = 200; // messages drawn at once
const RUN_GAP = 300; // seconds after which the same sender begins a new run
const NEAR_BOTTOM = 48;

export function createConversation(root, { openChat, openList, openAccounts, refresh }) {
  let where = "";
  let drawn = createKeeper();
  let limit = PAGE;
  let stick = true;
  let unseen = 0;
  let newest = 0;

  const header = h("header", { class: "chat-header" });
  const pinned = h("button", { type: "button", class: "pinned", hidden: true });
  const log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  const scroller = h("div", { class: "scroller", tabindex: "0" }, log);
  const pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => toBottom("smooth") });
  const composer = createComposer({ openChat });
  const empty = h("div", { class: "nothing" }, h("p", {}));
  const talk = h("div", { class: "talk" }, header, pinned, h("div", { class: "stage" }, scroller, pill), composer.element);
  root.append(empty, talk);

  // -------------------------------------------------------------- scrolling

  function toBottom(behavior = "instant") {
    stick = true;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
    unseen = 0;
    drawPill();
  }

  scroller.addEventListener("scroll", () => {
    stick = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM;
    if (stick) unseen = 0;
    drawPill();
  }, { passive: true });

  const follow = new ResizeObserver(() => { if (stick) scroller.scrollTop = scroller.scrollHeight; });
  follow.observe(log);
  follow.observe(scroller);

  function drawPill() {
    const away = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > scroller.clientHeight * 0.8;
    pill.hidden = stick || (!unseen && !away);
    pill.classList.toggle("counted", unseen > 0);
    pill.setAttribute("aria-label", unseen ? t("new_messages") : t("to_bottom"));
    reconcile(pill, [icon("down"), unseen ? h("span", {}, `${t("new_messages")} · ${unseen}`) : null].filter(Boolean));
  }

  function jump(id) {
    let target = log.querySelector(`[data-id="${CSS.escape(String(id))}"]`);
    if (!target && store.messages.some((one) => one.id === id)) {
      limit = store.messages.length;
      drawMessages();
      target = log.querySelector(`[data-id="${CSS.escape(String(id))}"]`);
    }
    if (!target) return toast(t("deleted"));
    stick = false;
    target.scrollIntoView({ block: "center", behavior: "smooth" });
    target.classList.add("flash");
    setTimeout(() => target.classList.remove("flash"), 1600);
    return target.focus({ preventScroll: true });
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

  function openMenu(head, group, point) {
    const spoken = group.find((one) => one.text);
    const mine = head.from?.id === store.me;
    const faces = h("div", { class: "react-row", role: "group", "aria-label": t("react") }, REACTIONS.map((emoji) => h("button", {
      type: "button", "aria-label": emoji,
      onclick: (event) => {
        event.currentTarget.parentElement.dispatchEvent(new Event("menu-close"));
        here({ do: "react", message: head.id, emoji });
      },
    }, emoji)));
    const chats = chatsOf(store.me);
    menu(t("message_menu"), [
      faces,
      { icon: "reply", label: t("reply"), act: () => composer.reply(head) },
      spoken && { icon: "copy", label: t("copy"), act: () => copy(spoken.text) },
      mine && spoken && { icon: "edit", label: t("edit"), act: () => composer.edit(spoken) },
      { icon: "forward", label: t("forward"), act: () => chooseForward(group.map((one) => one.id), chats, chatTitle, openChat) },
    ].filter(Boolean), point);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(t("copied"));
    } catch (error) {
      complain(error);
    }
  }

  const on = {
    link: openLink,
    mention: (text, user) => (user ? mentionPerson(user) : composer.mention(text)),
    command: composer.command,
    jump, mentionPerson,
    menu: openMenu,
    reply: (message) => composer.reply(message),
    redraw: drawMessages,
    open: openAddress,
    otherButton: (button) => {
      if (button.switch_inline_query_current_chat !== undefined) composer.mention(`@${bot().username} ${button.switch_inline_query_current_chat}`);
      else if (button.copy_text) copy(button.copy_text.text || button.copy_text);
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
    const visible = store.messages.filter((one) => !one.deleted);
    const shown = albums(visible.slice(-limit));
    const inGroup = currentChat()?.type !== "private";
    const rows = [];
    if (visible.length > limit) rows.push(drawn.keep("earlier", language(), () => h("button", { type: "button", class: "earlier", onclick: showEarlier }, t("show_earlier"))));
    let day = "";
    shown.forEach((group, index) => {
      const head = group[0];
      const today = dayKey(head.date);
      if (today !== day) rows.push(drawn.keep(`day ${today}`, language(), () => h("div", { class: "day" }, h("span", {}, dayLabel(head.date, now())))));
      day = today;
      const place = { inGroup, first: !sameRun(shown[index - 1]?.[0], head), last: !sameRun(head, shown[index + 1]?.[0]) };
      rows.push(drawn.keep(`message ${head.id}`, [group, place, language(), pressing(group)], () => renderMessage(group, place, on)));
    });
    if (!visible.length) rows.push(drawn.keep("none", language(), () => h("div", { class: "service" }, h("span", {}, t("no_messages")))));
    drawn.forget(new Set(rows));
    reconcile(log, rows);
    refreshMoments(log);
  }

  const pressing = (group) => (group.at(-1).buttons || []).flat().map((button) => button.data).filter((data) => data !== undefined && isWaiting(group.at(-1).id, data));

  function showEarlier() {
    const before = scroller.scrollHeight - scroller.scrollTop;
    limit += PAGE;
    drawMessages();
    scroller.scrollTop = scroller.scrollHeight - before;
  }

  function countNew(changedPlace) {
    const last = store.messages.at(-1)?.id ?? 0;
    if (!changedPlace && !stick) unseen += store.messages.filter((one) => one.id > newest && one.from?.id !== store.me).length;
    const own = store.messages.at(-1)?.from?.id === store.me && last > newest;
    newest = last;
    return own;
  }

  // -------------------------------------------------------------- header

  function subtitle(chat) {
    if (chat.type === "private") return t("bot");
    const members = chatDetails(chat.id)?.members;
    return members ? t("members", { n: members.length }) : "";
  }

  function showMembers(chat) {
    const details = chatDetails(chat.id);
    const admins = details?.admins || [];
    const rows = (details?.members || []).map((id) => {
      const one = person(id);
      const handle = one?.username || (id === bot().id ? bot().username : "");
      const isAdmin = admins.includes(id);
      const promote = isAdmin || id === store.me ? null : h("button", { type: "button", class: "quiet", onclick: () => { box.close(); here({ do: "promote", person: id }); } }, t("promote"));
      return h("div", { class: "sheet-item still" }, avatar(nameOf(id), colorOf(id)), h("span", { class: "grow two-lines" }, isolated(nameOf(id)), h("span", { class: "dim" }, handle ? `@${handle}` : "")),
        isAdmin ? h("span", { class: "tag" }, t("is_admin")) : promote);
    });
    const box = sheet(t("member_list"), rows);
  }

  function chatMenu(event) {
    const chat = currentChat();
    const { right, bottom } = event.currentTarget.getBoundingClientRect();
    const members = chatDetails(chat.id)?.members || [];
    const inside = members.includes(bot().id);
    const entries = chat.type === "private" ? [
      { icon: "run", label: t("restart"), act: () => tryAct({ do: "start" }) },
      person(store.me)?.blocked ? { icon: "check", label: t("unblock"), act: () => here({ do: "unblock" }) } : { icon: "close", label: t("block"), danger: true, act: () => here({ do: "block" }) },
    ] : [
      { icon: "people", label: t("member_list"), act: () => showMembers(chat) },
      !inside && { icon: "run", label: t("add_bot"), act: () => here({ do: "add_bot" }) },
      inside && { icon: "up", label: t("promote_bot"), act: () => here({ do: "promote", person: bot().id }) },
      inside && { icon: "freeze", label: t("restrict_bot"), act: () => here({ do: "restrict_bot" }) },
      inside && { icon: "close", label: t("remove_bot"), danger: true, act: () => here({ do: "remove_bot" }) },
      { icon: "back", label: t("leave"), danger: true, act: () => here({ do: "leave" }) },
    ];
    menu(t("more"), entries.filter(Boolean), { x: right - 240, y: bottom + 4 });
  }

  function drawHeader(chat) {
    const title = chatTitle(chat);
    const me = person(store.me);
    const signature = JSON.stringify([chat.id, title, subtitle(chat), store.me, language()]);
    if (header.dataset.signature === signature) return;
    header.dataset.signature = signature;
    const open = () => (chat.type === "private" ? null : showMembers(chat));
    reconcile(header, [
      iconButton("back", t("back"), openList, { class: "phone-only" }),
      avatar(title, chat.type === "private" ? 5 : Math.abs(chat.id) % 7),
      h("button", { type: "button", class: "chat-title grow two-lines", onclick: open }, isolated(title, { class: "title" }), h("span", { class: "dim" }, subtitle(chat))),
      h("button", { type: "button", class: "me-button phone-only", "aria-label": t("switch_account"), title: t("switch_account"), onclick: openAccounts }, avatar(me ? fullName(me) : "", me?.color ?? 0, { class: "small" })),
      iconButton("more", t("more"), chatMenu),
    ]);
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
    const place = `${store.me}:${store.chat}:${language()}`;
    const changedPlace = place !== where;
    if (changedPlace) {
      where = place;
      drawn = createKeeper();
      limit = PAGE;
      unseen = 0;
      newest = 0;
      stick = true;
    }
    scroller.setAttribute("aria-label", chatTitle(chat));
    drawHeader(chat);
    drawPinned();
    const own = countNew(changedPlace);
    drawMessages();
    composer.render();
    if (changedPlace || own || stick) toBottom();
    else drawPill();
    if (changedPlace && !isNarrow() && document.activeElement === document.body) composer.focus();
  }

  const tick = () => refreshMoments(log);
  return { render, tick, refresh };
}
