// The bar of commands, each with its key; what may not be done now is disabled.
import { make } from "./elements.js";
import { _ } from "./words.js";

const BAR = ["accept", "change", "evidence", "comment", "ask", "undo"];
const STEPS = ["previous", "next", "next_gap", "help"];

export class DecisionBar {
  /** `run(command)` does what a button says. */
  constructor(bar, steps, page, run) {
    const button = (command) => {
      const key = page.keys[command];
      return make(
        "button",
        { type: "button", "data-command": command, "aria-keyshortcuts": key || null, class: command === "accept" ? "primary" : "", click: () => run(command) },
        command === "help" ? make("span", { class: "unseen" }, page.commands[command]) : page.commands[command],
        key ? make("kbd", { "aria-hidden": "true" }, key.toUpperCase()) : null,
      );
    };
    this.bar = bar;
    bar?.append(...BAR.map(button));
    steps.append(...STEPS.map(button));
  }

  /** Allow what may be done with a finding (or null), its `selection` of text, and one's own history. */
  draw({ finding, markable, undoable, busy }) {
    if (!this.bar) return;
    const decides = Boolean(finding?.may_decide || finding?.may_settle);
    const allowed = { accept: decides, change: decides, evidence: decides, comment: Boolean(finding), ask: Boolean(finding), undo: undoable };
    for (const [command, may] of Object.entries(allowed)) {
      const button = this.bar.querySelector(`[data-command=${command}]`);
      button.disabled = !may || busy;
      button.classList.toggle("ready", command === "evidence" && may && markable);
    }
    this.bar.classList.toggle("settling", Boolean(finding?.may_settle));
    this.bar.setAttribute("aria-label", finding?.may_settle ? _("裁定") : _("决定"));
  }
}
