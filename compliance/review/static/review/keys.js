// Which key means which command. A key means nothing while somebody types, chooses from a list, or holds Ctrl, Alt or Meta.

const TYPING = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

/** The command of a key event, or "". `keys`: command → key, "" for none. */
export function commandOf(event, keys) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return "";
  // While an input method composes, the keys are its own (229 is how older browsers say so).
  if (event.isComposing || event.keyCode === 229) return "";
  // A dialog that has just closed may hold the focus for a moment: nobody types in what is not seen.
  const within = event.target?.closest?.(`${TYPING}, dialog`);
  if (within && within.checkVisibility?.() !== false) return "";
  const key = event.key.toLowerCase();
  return Object.keys(keys).find((command) => keys[command] && keys[command] === key) ?? "";
}

/** Call `run(command)` for each key that means one, unless a dialog is open. */
export function listen(keys, run) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const command = commandOf(event, keys);
    if (!command) return;
    event.preventDefault();
    if (!event.repeat || command === "next" || command === "previous") run(command);
  });
}
