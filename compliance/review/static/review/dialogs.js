// Dialogs that keep what was typed until it is saved.
import { make } from "./elements.js";
import { statuses, statusElement } from "./statuses.js";
import { _ } from "./words.js";

/** Say in an element why something was refused, with a way to sign in where the session has ended. */
export function sayFault(element, fault, signIn) {
  element.replaceChildren(fault.message);
  if (fault.ended) element.append(" ", make("a", { href: signIn, target: "_blank", rel: "noopener" }, _("在新窗口登录")));
  element.hidden = false;
}

/** Open a dialog; `save()` is called on submit, and only when it succeeds does the dialog close.
 *
 * Ctrl+Enter submits from everywhere in it, Esc and cancel close it and leave what was typed where it is.
 */
export function open(dialog, save, signIn) {
  const form = dialog.querySelector("form");
  const fault = dialog.querySelector(".fault");
  if (fault) fault.hidden = true;
  let busy = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await save();
      dialog.close();
    } catch (refused) {
      if (!fault) throw refused;
      sayFault(fault, refused, signIn);
    } finally {
      busy = false;
    }
  };
  dialog.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  };
  const cancel = dialog.querySelector(".cancel");
  if (cancel) cancel.onclick = () => dialog.close();
  dialog.showModal();
}

/** The change dialog's statuses, one number key each; `note(status)` is called with each choice. */
export function drawStatuses(dialog, chosen, note) {
  const fieldset = dialog.querySelector(".statuses");
  fieldset.querySelectorAll("label").forEach((label) => label.remove());
  statuses().forEach(({ value, meaning }, index) => {
    const radio = make("input", { type: "radio", name: "status", value, required: true, checked: value === chosen, change: () => note(value) });
    fieldset.append(make("label", {}, radio, make("kbd", {}, String(index + 1)), statusElement(value), make("small", {}, meaning)));
  });
  fieldset.onkeydown = (event) => {
    const radio = fieldset.querySelectorAll("input")[Number(event.key) - 1];
    if (!radio || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    radio.checked = true;
    note(radio.value);
    dialog.querySelector("textarea").focus();
  };
  (fieldset.querySelector("input:checked") ?? fieldset.querySelector("input")).focus();
}
