// The reader's last decisions, each with a way back.
import { get } from "./api.js";
import { make } from "./elements.js";
import { statusElement } from "./statuses.js";
import { _ } from "./words.js";

const SHOWN = 20;

/** The newest decision of one's own that can be withdrawn, or undefined. `decisions`: newest first. */
export const newestToUndo = (decisions) => decisions.find((decision) => decision.stands);

export class OwnHistory {
  /** `undo(decision)` withdraws one, `choose(id)` goes to its finding. */
  constructor(list, { undo, choose }) {
    this.list = list;
    this.undo = undo;
    this.choose = choose;
    this.decisions = [];
  }

  async load() {
    if (!this.list) return;
    this.decisions = await get("/decisions/mine", [["limit", SHOWN]]);
    const withdrawn = new Set(this.decisions.map((decision) => decision.withdraws));
    const made = this.decisions.filter((decision) => decision.action !== "withdraw");
    this.list.replaceChildren(...made.map((decision) => this.#line(decision, withdrawn.has(decision.id))));
    if (!made.length) this.list.append(make("li", { class: "quiet" }, _("还没有决定。")));
  }

  #line(decision, withdrawn) {
    const title = `${decision.district} · ${decision.title}`;
    return make(
      "li",
      { class: decision.stands ? "" : "over" },
      make("button", { type: "button", class: "plain what", title, click: () => this.choose(decision.finding) }, title),
      statusElement(decision.status),
      decision.stands
        ? make("button", { type: "button", class: "plain", "aria-label": _("撤销对“%(title)s”的决定", { title }), click: () => this.undo(decision) }, _("撤销"))
        : make("span", { class: "quiet" }, withdrawn ? _("已撤销") : _("已改定")),
    );
  }
}
