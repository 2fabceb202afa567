// What this browser remembers of its visitor. Without storage, everything lasts for the visit.

export function recall(key) {
  try {
    return localStorage.getItem(`duban.simulator.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`duban.simulator.${key}`, value);
  } catch {
    // Nothing to be done, and nothing lost that matters.
  }
}
