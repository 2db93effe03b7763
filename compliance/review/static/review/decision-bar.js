// The bar of commands, each with its key; what may not be done now is disabled.
import { make } from "./elements.js";
import { _ } from "./words.js";

const BAR = ["accept", "change", "evidence", "comment", "ask", "undo"];
const STEPS = ["previous", "next", "next_gap", "help"];

export class DecisionBar {
  /** `run(command)` does what a button says. `bar` is null for who only looks. */
  constructor(bar, steps, page, run) {
    this.bar = bar;
    this.names = page.commands;
    const button = (command) => {
      const key = page.keys[command];
      return make(
        "button",
        { type: "button", "data-command": command, "aria-keyshortcuts": key || null, class: command === "accept" ? "primary" : null, click: () => run(command) },
        make("span", { class: command === "help" ? "unseen" : "label" }, page.commands[command]),
        key || command === "help" ? make("kbd", { "aria-hidden": "true" }, key.toUpperCase() || "?") : null,
      );
    };
    bar?.append(...BAR.map(button));
    steps.append(...STEPS.map(button));
  }

  /** Allow what may be done with a finding (or null); `markable`: text is selected; `undoable`: a decision can be undone. */
  draw({ finding, markable, undoable, busy }) {
    if (!this.bar) return;
    const decides = Boolean(finding?.may_decide || finding?.may_settle);
    const says = Boolean(finding);
    const allowed = { accept: decides, change: decides, evidence: decides, comment: says, ask: says, undo: undoable };
    for (const [command, may] of Object.entries(allowed)) this.#button(command).disabled = !may || busy;
    this.#button("evidence").classList.toggle("ready", decides && markable);
    this.#name(Boolean(finding?.may_settle));
  }

  /** Who settles neither accepts nor changes a proposal: they decide between two reviewers. */
  #name(settles) {
    const names = settles ? { accept: _("裁定：同意程序"), change: _("裁定：另行认定") } : this.names;
    for (const command of ["accept", "change"]) this.#button(command).querySelector(".label").textContent = names[command];
    this.bar.setAttribute("aria-label", settles ? _("裁定") : _("决定"));
  }

  #button(command) {
    return this.bar.querySelector(`[data-command=${command}]`);
  }
}
