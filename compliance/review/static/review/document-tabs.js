// The middle pane: one tab a document, the pane that shows the chosen one, its passages lit.
import { make } from "./elements.js";
import { samePassage, wordsOf } from "./places.js";
import { _ } from "./words.js";

export class DocumentTabs {
  /** `selected(passage)` is called when the reader selects text of the document. */
  constructor(tabs, box, Pane, selected) {
    this.tabs = tabs;
    this.box = box;
    this.pane = new Pane(box);
    this.documents = [];
    box.addEventListener("passage", (event) => selected(event.detail));
    tabs.addEventListener("keydown", (event) => this.#arrow(event));
  }

  /** Show a finding's documents; `passages` with their tones are lit, the first of them is gone to. */
  async show(finding, passages) {
    this.passages = passages;
    this.words = wordsOf(finding.detail);
    this.documents = finding.documents;
    const wanted = passages[0]?.document ?? this.documents[0]?.number;
    await this.#open(wanted);
    if (passages.length) this.#bring(passages[0]);
  }

  /** Light other passages of the same finding. */
  light(passages) {
    this.passages = passages;
    this.#light();
    this.#drawTabs();
  }

  async goTo(passage) {
    if (passage.document !== this.number) await this.#open(passage.document);
    if (!this.passages.some((lit) => samePassage(lit, passage))) this.light([...this.passages, passage]);
    this.#bring(passage);
  }

  prefetch(finding) {
    const first = finding.detail.evidence[0]?.document;
    const next = finding.documents.find((document) => document.number === first) ?? finding.documents[0];
    if (next && next.id !== this.shown) this.pane.prefetch(next.id);
  }

  async #open(number) {
    const document = this.documents.find((candidate) => candidate.number === number) ?? this.documents[0];
    if (!document) {
      this.number = this.shown = undefined;
      this.box.hidden = true;
      return this.tabs.replaceChildren(make("p", { class: "quiet" }, _("没有可以显示的文件。")));
    }
    this.number = document.number;
    this.#drawTabs();
    if (this.shown !== document.id) {
      this.shown = document.id;
      await this.pane.show(document.id);
    }
    if (this.number === document.number) this.#light();
  }

  /** At once, and again when the browser has laid out what it had left out of sight. */
  #bring(passage) {
    this.pane.goTo(passage);
    requestAnimationFrame(() => requestAnimationFrame(() => passage.document === this.number && this.pane.goTo(passage)));
  }

  #light() {
    this.pane.light(this.passages.filter((passage) => passage.document === this.number), this.words);
  }

  #drawTabs() {
    this.box.hidden = false;
    this.tabs.hidden = this.documents.length < 2; // the pane itself names the document that it shows
    this.tabs.replaceChildren(...this.documents.map((document) => {
      const chosen = document.number === this.number;
      const lit = this.passages.filter((passage) => passage.document === document.number).length;
      return make(
        "button",
        { type: "button", role: "tab", "aria-selected": String(chosen), tabindex: chosen ? 0 : -1, "aria-controls": this.box.id, title: document.name, click: () => this.#open(document.number) },
        make("span", { class: "tab-name" }, document.name.split("/").at(-1)),
        lit ? make("small", {}, _("%(number)s 处", { number: lit })) : null,
      );
    }));
  }

  async #arrow(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.documents.findIndex((document) => document.number === this.number);
    const next = this.documents[(at + step + this.documents.length) % this.documents.length];
    await this.#open(next.number);
    this.tabs.querySelector("[aria-selected=true]")?.focus();
  }
}
