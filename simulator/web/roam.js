// The keys within the messages of a chat: from one to the next, to its buttons, and back to the text.
const STOPS = "button, a[href], [tabindex], audio";

/** earlier(): draw older messages, false when there are none. leave(): go on to where one writes. */
export function createRoaming(log, { earlier, leave }) {
  let current = null; // id of the message the keys stand on; without one it is the last

  const rows = () => [...log.querySelectorAll(".row")];
  const rowOf = (element) => element?.closest?.(".row");
  const isShown = (one) => one.checkVisibility();

  /** The buttons under the message first, then the rest. */
  function stopsIn(row) {
    const stops = [...row.querySelectorAll(STOPS)];
    return [...stops.filter((one) => one.matches(".key")), ...stops.filter((one) => !one.matches(".key"))];
  }

  function set(element, index) {
    if (element.tabIndex !== index) element.tabIndex = index;
  }

  /** Only one message is a stop for Tab: that the text is not two hundred messages away. */
  function settle() {
    const all = rows();
    const stop = all.find((row) => row.dataset.id === current) || all.at(-1);
    for (const row of all) {
      set(row, row === stop ? 0 : -1);
      for (const one of row.querySelectorAll(STOPS)) set(one, row === stop ? 0 : -1);
    }
  }

  function stand(row) {
    if (!row) return;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function step(from, by) {
    const all = rows();
    const next = from ? all[all.indexOf(from) + by] : all.at(-1);
    if (next) stand(next);
    else if (by > 0) leave();
    else if (earlier()) step(from, by);
  }

  function across(row, by) {
    const stops = stopsIn(row).filter(isShown);
    const at = stops.indexOf(document.activeElement);
    if (stops.length) stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length].focus();
  }

  const MOVES = {
    ArrowUp: (row) => step(row, -1), ArrowDown: (row) => step(row, 1),
    ArrowLeft: (row) => row && across(row, -1), ArrowRight: (row) => row && across(row, 1),
    Home: () => stand(rows()[0]), End: () => stand(rows().at(-1)), Escape: () => leave(),
  };

  function key(event) {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("audio, input, textarea")) return;
    event.preventDefault();
    move(rowOf(event.target));
  }

  log.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (!row || row.dataset.id === current) return;
    current = row.dataset.id;
    settle();
  });

  return { key, settle, enter: () => stand(rows().find((row) => row.dataset.id === current) || rows().at(-1)), forget: () => { current = null; } };
}
