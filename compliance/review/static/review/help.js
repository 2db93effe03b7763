// The list of keys.
import { open } from "./dialogs.js";
import { make } from "./elements.js";
import { _ } from "./words.js";

/** Show what each key does. */
export function help(page) {
  const dialog = document.getElementById("help-dialog");
  const lines = Object.entries(page.commands).flatMap(([command, name]) => [
    make("dt", {}, page.keys[command] ? make("kbd", {}, page.keys[command].toUpperCase()) : make("span", { class: "quiet" }, _("未设"))),
    make("dd", {}, name),
  ]);
  dialog.querySelector(".keys").replaceChildren(...lines);
  open(dialog, async () => {}, page.signIn);
}
