// Moments as the reader's language writes them, in the zone of the simulated office.
import { locale } from "./i18n.js";

const cache = new Map();
let zone = "Asia/Shanghai";

export function setZone(name) {
  zone = name || zone;
}

function write(date, options) {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(locale(), { timeZone: zone, hourCycle: "h23", ...options }));
  return cache.get(key).format(date).replace(/日(?=[周週星])/, "日 ");
}

const asDate = (unix) => new Date(unix * 1000);
const CLOCK = { hour: "2-digit", minute: "2-digit" };
const LONG_DAY = { year: "numeric", month: "long", day: "numeric" };

export const timeOfDay = (unix) => write(asDate(unix), CLOCK);
export const fullMoment = (unix) => write(asDate(unix), { ...LONG_DAY, weekday: "short", ...CLOCK });
/** A key that changes when the day does, in the office's zone. */
export const dayKey = (unix) => write(asDate(unix), { year: "numeric", month: "2-digit", day: "2-digit" });

export function dayLabel(unix, now) {
  const sameYear = write(asDate(unix), { year: "numeric" }) === write(asDate(now), { year: "numeric" });
  return write(asDate(unix), { ...(sameYear ? {} : { year: "numeric" }), month: "long", day: "numeric", weekday: "short" });
}

/** The short time beside a chat: the hour today, the weekday within a week, otherwise the date. */
export function listTime(unix, now) {
  if (dayKey(unix) === dayKey(now)) return timeOfDay(unix);
  if (Math.abs(now - unix) < 6 * 86400) return write(asDate(unix), { weekday: "short" });
  return write(asDate(unix), { month: "numeric", day: "numeric" });
}

export const clockDate = (unix) => write(asDate(unix), { month: "long", day: "numeric", weekday: "short" });
export const clockFull = (unix) => write(asDate(unix), { ...LONG_DAY, weekday: "long", ...CLOCK, second: "2-digit" });

const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

function relative(unix, now) {
  const difference = unix - now;
  const [unit, size] = UNITS.find(([, seconds]) => Math.abs(difference) >= seconds) || ["second", 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "always" }).format(Math.round(difference / size), unit);
}

/** A date_time entity: format `r|w?[dD]?[tT]?`; null means "show the text as it was sent". */
export function dateTimeEntity(unix, format, now) {
  if (!format) return null;
  if (format === "r") return relative(unix, now);
  const options = {};
  if (format.includes("w")) options.weekday = "short";
  if (format.includes("D")) Object.assign(options, LONG_DAY);
  else if (format.includes("d")) Object.assign(options, { year: "2-digit", month: "2-digit", day: "2-digit" });
  if (format.includes("T")) Object.assign(options, CLOCK, { second: "2-digit" });
  else if (format.includes("t")) Object.assign(options, CLOCK);
  return Object.keys(options).length ? write(asDate(unix), options) : null;
}
