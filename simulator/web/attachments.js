// Files waiting to be sent.
import { now } from "./api.js";
import { fileSize } from "./bubble.js";
import { h, icon, iconButton, isolated, reconcile } from "./dom.js";
import { t } from "./i18n.js";
import { menu, toast } from "./ui.js";

const LARGEST_FILE = 20 * 1024 * 1024;
const MOST_FILES = 10;
const THUMB = 84;

/** add(entries): entries are {file, kind: "photo" | "file" | "voice"}; drop(index). */
export function createAttachments(button, { add, drop }) {
  const picker = h("input", { type: "file", hidden: true, tabindex: "-1", "aria-hidden": "true" });
  const element = h("div", { class: "chips", hidden: true });
  const drawn = new Map(); // file -> chip
  button.addEventListener("click", open);

  function pick(accept, kind) {
    picker.accept = accept;
    picker.multiple = true;
    picker.onchange = () => {
      take([...picker.files], kind);
      picker.value = "";
    };
    picker.click();
  }

  function open() {
    const { left, top } = button.getBoundingClientRect();
    menu(t("attach"), [
      { icon: "photo", label: t("send_photo"), act: () => pick("image/*", "photo") },
      { icon: "file", label: t("send_file"), act: () => pick("", "file") },
      { icon: "mic", label: t("send_voice"), act: () => take([toneFile()], "voice") },
    ], { x: left, y: top - 150 });
  }

  function take(files, kind = null) {
    const small = files.filter((file) => file.size <= LARGEST_FILE);
    if (small.length < files.length) toast(t("too_large"), "error");
    add(small.slice(0, MOST_FILES).map((file) => ({ file, kind: kind || (file.type.startsWith("image/") ? "photo" : "file") })));
  }

  function chip({ file, kind }, remove) {
    return h("div", { class: "chip" },
      kind === "photo" ? thumbnail(file) : h("span", { class: "file-icon" }, icon(kind === "voice" ? "mic" : "file")),
      h("span", { class: "file-words" }, isolated(kind === "voice" ? t("voice") : file.name, { class: "file-name" }), h("span", { class: "file-size" }, fileSize(file.size))),
      iconButton("close", t("remove"), remove));
  }

  function render(entries) {
    element.hidden = !entries.length;
    for (const file of drawn.keys()) if (!entries.some((one) => one.file === file)) drawn.delete(file);
    entries.forEach((entry) => {
      if (!drawn.has(entry.file)) drawn.set(entry.file, chip(entry, () => drop(entry.file)));
    });
    reconcile(element, entries.map((entry) => drawn.get(entry.file)));
  }

  return { element, picker, render, take };
}

/** Drawn on a canvas: the page's policy allows no blob: addresses. */
function thumbnail(file) {
  const canvas = h("canvas", { width: THUMB, height: THUMB, class: "thumb" });
  createImageBitmap(file).then((picture) => {
    const scale = Math.max(THUMB / picture.width, THUMB / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.getContext("2d").drawImage(picture, (THUMB - width) / 2, (THUMB - height) / 2, width, height);
  }).catch(() => canvas.replaceWith(h("span", { class: "file-icon" }, icon("photo"))));
  return canvas;
}

export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Two seconds of a tone as a WAV file: a voice message without a microphone. */
function toneFile() {
  const rate = 8000;
  const samples = rate * 2;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const ascii = (at, text) => [...text].forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
  ascii(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  ascii(36, "data");
  view.setUint32(40, samples, true);
  for (let i = 0; i < samples; i += 1) view.setUint8(44 + i, 128 + Math.round(24 * Math.sin((i / rate) * 2 * Math.PI * 440)));
  return new File([view.buffer], `voice-${Math.round(now())}.wav`, { type: "audio/wav" });
}
