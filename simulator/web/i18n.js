// The page's own words in its three languages. zh-Hant is written for Taiwan, not converted.

export const WORDS = {
  "zh-Hans": {
    app: "督办", subtitle: "模拟 Telegram", language: "页面语言",
    clock: "模拟时钟", next_event: "下一事件", hour: "+1 小时", next_working_morning: "下个工作日早上", run: "让时钟走动", freeze: "停住时钟",
    running: "走动中", frozen: "已停住", clock_unmoved: "后面没有已安排的事件",
    you_are: "当前身份", be: "以 {name} 的身份", switch_account: "切换身份", accounts: "身份", chats: "聊天", other_groups: "未加入的群",
    join: "加入", no_chats: "还没有聊天", no_messages: "还没有消息", choose_chat: "选择一个聊天，开始对话", bot: "机器人", you: "我",
    members: "{n} 位成员", unread: "{n} 条未读", photo: "图片", file: "文件", voice: "语音", back: "返回", more: "更多",
    write: "输入消息…", caption: "添加说明…", send: "发送", commands: "命令菜单", suggestions: "提示", attach: "添加附件", send_photo: "图片", send_file: "文件", send_voice: "语音留言（模拟）",
    keyboard: "显示键盘", remove: "移除", start: "开始", start_hint: "点「开始」后，机器人才能私下给您发消息", unblock_hint: "您屏蔽了机器人，它现在无法给您发消息", restart: "重新开始（/start）",
    reply: "回复", forward: "转发", copy: "复制文字", edit: "编辑", react: "回应", copied: "已复制", editing: "编辑消息", replying: "回复 {name}", cancel: "取消", close: "关闭", ok: "好",
    forward_to: "转发到", forwarded: "已转发到 {name}", forwarded_from: "转发自 {name}", edited: "已编辑", pinned: "置顶消息", deleted: "已删除的消息",
    new_messages: "新消息", to_bottom: "到最新消息", show_earlier: "显示更早的消息", show_more: "展开", show_less: "收起", spoiler: "隐藏内容，点击显示",
    which_group: "加到哪个群？", no_groups: "没有可选的群", add_bot: "添加机器人到本群", remove_bot: "把机器人移出本群", promote_bot: "设机器人为管理员", restrict_bot: "禁止机器人发言",
    block: "屏蔽机器人", unblock: "取消屏蔽", leave: "退出本群", promote: "设为管理员", member_list: "成员", is_admin: "管理员",
    joined: "{who} 加入了群", left: "{who} 退出了群", added: "{by} 将 {who} 加入了群", removed: "{by} 将 {who} 移出了群", created: "群已建立", pinned_service: "{by} 置顶了一条消息", renamed: "群名改为「{text}」",
    upgraded: "群已升级为超级群", shared: "已选择 {who}", topics: "话题", all_topics: "全部", topic: "话题「{text}」", topic_closed: "话题已关闭", service_other: "群信息有变动", pick_people: "选择成员", done: "完成", somebody: "有人",
    bot_silent: "机器人没有回应", failed: "没有成功：{error}", offline: "与模拟器的连接断开，正在重连…", back_online: "已重新连接",
    story: "导览", story_done: "导览走完了。接下来随意试试吧。", do_it: "替我做", skip: "跳过", collapse: "收起", expand: "展开", again: "重新开始", as_person: "以 {name} 的身份",
    message_menu: "消息操作", by_people: "{emoji}：{names}", drop_here: "松开即可添加", too_large: "文件超过 20 MB", open_photo: "查看图片", download: "下载 {name}", picture_alt: "图片", button_wait: "等待机器人回应",
    search: "在本聊天中查找", search_older: "更早一处", search_newer: "更新一处", no_match: "没有找到", unread_line: "以下是未读消息", start_link: "有一条给您的启动链接：",
    keys: "键盘操作", keys_chats: "上一个、下一个聊天", keys_people: "上一个、下一个身份", keys_panes: "在各区域之间移动", keys_search: "在本聊天中查找", keys_messages: "在输入框与消息之间来回", keys_move: "上一条、下一条消息（或聊天）",
    keys_buttons: "消息中的按钮", keys_press: "按下按钮、发送", keys_reply: "回复这条消息", keys_menu: "这条消息的菜单", keys_edit: "输入框为空时：编辑自己的上一条", keys_help: "显示本表",
  },
  "zh-Hant": {
    app: "督辦", subtitle: "模擬 Telegram", language: "頁面語言",
    clock: "模擬時鐘", next_event: "下一個事件", hour: "+1 小時", next_working_morning: "下個上班日早上", run: "讓時鐘走動", freeze: "停住時鐘",
    running: "走動中", frozen: "已停住", clock_unmoved: "後面沒有排定的事件",
    you_are: "目前身分", be: "以 {name} 的身分", switch_account: "切換身分", accounts: "身分", chats: "聊天", other_groups: "尚未加入的群組",
    join: "加入", no_chats: "還沒有聊天", no_messages: "還沒有訊息", choose_chat: "選擇一個聊天，開始對話", bot: "機器人", you: "我",
    members: "{n} 位成員", unread: "{n} 則未讀", photo: "照片", file: "檔案", voice: "語音", back: "返回", more: "更多",
    write: "輸入訊息…", caption: "加上說明…", send: "傳送", commands: "指令選單", suggestions: "提示", attach: "加入附件", send_photo: "照片", send_file: "檔案", send_voice: "語音留言（模擬）",
    keyboard: "顯示鍵盤", remove: "移除", start: "開始", start_hint: "點「開始」之後，機器人才能私下傳訊息給您", unblock_hint: "您封鎖了機器人，它現在無法傳訊息給您", restart: "重新開始（/start）",
    reply: "回覆", forward: "轉傳", copy: "複製文字", edit: "編輯", react: "回應", copied: "已複製", editing: "編輯訊息", replying: "回覆 {name}", cancel: "取消", close: "關閉", ok: "好",
    forward_to: "轉傳給", forwarded: "已轉傳給 {name}", forwarded_from: "轉傳自 {name}", edited: "已編輯", pinned: "釘選訊息", deleted: "已刪除的訊息",
    new_messages: "新訊息", to_bottom: "到最新訊息", show_earlier: "顯示較早的訊息", show_more: "展開", show_less: "收合", spoiler: "隱藏內容，點一下顯示",
    which_group: "要加到哪個群組？", no_groups: "沒有可選的群組", add_bot: "把機器人加進這個群組", remove_bot: "把機器人移出這個群組", promote_bot: "設機器人為管理員", restrict_bot: "禁止機器人發言",
    block: "封鎖機器人", unblock: "解除封鎖", leave: "退出群組", promote: "設為管理員", member_list: "成員", is_admin: "管理員",
    joined: "{who} 加入了群組", left: "{who} 退出了群組", added: "{by} 將 {who} 加入了群組", removed: "{by} 將 {who} 移出了群組", created: "群組已建立", pinned_service: "{by} 釘選了一則訊息", renamed: "群組名稱改為「{text}」",
    upgraded: "群組已升級為超級群組", shared: "已選擇 {who}", topics: "主題", all_topics: "全部", topic: "主題「{text}」", topic_closed: "主題已關閉", service_other: "群組資訊有變動", pick_people: "選擇成員", done: "完成", somebody: "有人",
    bot_silent: "機器人沒有回應", failed: "沒有成功：{error}", offline: "與模擬器的連線中斷，正在重新連線…", back_online: "已重新連線",
    story: "導覽", story_done: "導覽到此結束，接下來隨意試試吧。", do_it: "替我做", skip: "略過", collapse: "收合", expand: "展開", again: "重新開始", as_person: "以 {name} 的身分",
    message_menu: "訊息操作", by_people: "{emoji}：{names}", drop_here: "放開即可加入", too_large: "檔案超過 20 MB", open_photo: "檢視照片", download: "下載 {name}", picture_alt: "照片", button_wait: "等待機器人回應",
    search: "在這個聊天中搜尋", search_older: "較早一處", search_newer: "較新一處", no_match: "找不到", unread_line: "以下是未讀訊息", start_link: "有一個給您的啟動連結：",
    keys: "鍵盤操作", keys_chats: "上一個、下一個聊天", keys_people: "上一個、下一個身分", keys_panes: "在各區塊之間移動", keys_search: "在這個聊天中搜尋", keys_messages: "在輸入框與訊息之間來回", keys_move: "上一則、下一則訊息（或聊天）",
    keys_buttons: "訊息裡的按鈕", keys_press: "按下按鈕、傳送", keys_reply: "回覆這則訊息", keys_menu: "這則訊息的選單", keys_edit: "輸入框空白時：編輯自己的上一則", keys_help: "顯示這張表",
  },
  en: {
    app: "Duban", subtitle: "simulated Telegram", language: "Page language",
    clock: "Simulated clock", next_event: "Next event", hour: "+1 h", next_working_morning: "Next working morning", run: "Let the clock run", freeze: "Freeze the clock",
    running: "running", frozen: "frozen", clock_unmoved: "Nothing is scheduled after this",
    you_are: "You are", be: "Be {name}", switch_account: "Switch account", accounts: "Accounts", chats: "Chats", other_groups: "Groups you are not in",
    join: "Join", no_chats: "No chats yet", no_messages: "No messages yet", choose_chat: "Choose a chat to begin", bot: "bot", you: "You",
    members: "{n} members", unread: "{n} unread", photo: "Photo", file: "File", voice: "Voice message", back: "Back", more: "More",
    write: "Message…", caption: "Add a caption…", send: "Send", commands: "Command menu", suggestions: "Suggestions", attach: "Attach", send_photo: "Photo", send_file: "File", send_voice: "Voice message (simulated)",
    keyboard: "Show keyboard", remove: "Remove", start: "Start", start_hint: "The bot can write to you only after you press Start", unblock_hint: "You blocked the bot: it cannot write to you now", restart: "Start again (/start)",
    reply: "Reply", forward: "Forward", copy: "Copy text", edit: "Edit", react: "React", copied: "Copied", editing: "Edit message", replying: "Reply to {name}", cancel: "Cancel", close: "Close", ok: "OK",
    forward_to: "Forward to", forwarded: "Forwarded to {name}", forwarded_from: "Forwarded from {name}", edited: "edited", pinned: "Pinned message", deleted: "Deleted message",
    new_messages: "New messages", to_bottom: "To the newest message", show_earlier: "Show earlier messages", show_more: "Show more", show_less: "Show less", spoiler: "Hidden text, click to show",
    which_group: "Add to which group?", no_groups: "There is no group to choose", add_bot: "Add the bot to this group", remove_bot: "Remove the bot from this group", promote_bot: "Make the bot an admin", restrict_bot: "Forbid the bot to write",
    block: "Block the bot", unblock: "Unblock the bot", leave: "Leave the group", promote: "Make admin", member_list: "Members", is_admin: "admin",
    joined: "{who} joined the group", left: "{who} left the group", added: "{by} added {who}", removed: "{by} removed {who}", created: "The group was created", pinned_service: "{by} pinned a message", renamed: "The group is now called “{text}”",
    upgraded: "The group became a supergroup", shared: "Chosen: {who}", topics: "Topics", all_topics: "All", topic: "Topic “{text}”", topic_closed: "The topic was closed", service_other: "The chat changed", pick_people: "Choose people", done: "Done", somebody: "Somebody",
    bot_silent: "The bot did not answer", failed: "That did not work: {error}", offline: "Lost the simulator, reconnecting…", back_online: "Connected again",
    story: "Guided story", story_done: "That was the story. Now try anything you like.", do_it: "Do it for me", skip: "Skip", collapse: "Collapse", expand: "Expand", again: "Start over", as_person: "as {name}",
    message_menu: "Message actions", by_people: "{emoji}: {names}", drop_here: "Drop to attach", too_large: "The file is larger than 20 MB", open_photo: "View photo", download: "Download {name}", picture_alt: "Photo", button_wait: "Waiting for the bot",
    search: "Search this chat", search_older: "Older match", search_newer: "Newer match", no_match: "Nothing found", unread_line: "Unread messages", start_link: "You were given a start link:",
    keys: "Keyboard", keys_chats: "Previous or next chat", keys_people: "Previous or next account", keys_panes: "Move between the parts of the page", keys_search: "Search this chat", keys_messages: "From the text to the messages and back", keys_move: "Previous or next message (or chat)",
    keys_buttons: "Buttons of a message", keys_press: "Press a button, send", keys_reply: "Reply to the message", keys_menu: "Menu of the message", keys_edit: "With an empty text: edit your last message", keys_help: "Show this list",
  },
};

export const LANGUAGES = [["zh-Hans", "简体中文", "简"], ["zh-Hant", "繁體中文", "繁"], ["en", "English", "EN"]];
const LOCALES = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en-GB" };

let current = "zh-Hans";

export const language = () => current;
export const locale = () => LOCALES[current];

export function setLanguage(code) {
  current = code in WORDS ? code : "zh-Hans";
  document.documentElement.lang = current;
  document.title = `${t("app")} · ${t("subtitle")}`;
}

/** What the browser asks for, as one of the page's languages. */
export function browserLanguage() {
  const wish = (navigator.languages || [navigator.language]).map((code) => new Intl.Locale(code).maximize()).find(({ language: code }) => code === "zh" || code === "en");
  if (!wish) return "zh-Hans";
  return wish.language === "en" ? "en" : `zh-${wish.script}`;
}

export function t(key, values = {}) {
  const words = WORDS[current][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The page's language out of a {language: text} mapping that may lack it. */
export function pick(texts) {
  if (typeof texts === "string") return texts;
  return texts?.[current] ?? texts?.["zh-Hans"] ?? texts?.en ?? Object.values(texts || {})[0] ?? "";
}
