// The form that narrows the list, and the counts by status and state, which narrow it too.
import { make } from "./elements.js";
import { FILTERS } from "./filters.js";
import { markOf, nameOf, stateElement, stateName, states, statuses, statusElement } from "./statuses.js";
import { _ } from "./words.js";

const TYPED_OR_CHOSEN = ["text", "round", "district", "below", "sample", "order"]; // what the form itself holds
const TYPED_AFTER = 250; // milliseconds without a key before what was typed is looked for

export class FilterForm {
  /** `changed(filter)` is called with each new filter. */
  constructor(form, filter, changed) {
    this.form = form;
    this.filter = { ...filter };
    this.changed = changed;
    for (const name of TYPED_OR_CHOSEN) form.elements[name].value = filter[name];
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#read(); });
    form.addEventListener("change", () => this.#read());
    form.elements.text.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#read(), TYPED_AFTER);
    });
    this.button = form.querySelector("#more-filters");
    this.button.addEventListener("click", () => this.#open(this.button.getAttribute("aria-expanded") !== "true"));
    this.#open(["round", "district", "below", "sample"].some((name) => filter[name]));
    this.#drawNarrowed();
  }

  focus() {
    this.form.elements.text.focus();
    this.form.elements.text.select();
  }

  set(name, value) {
    if (this.filter[name] === value) return;
    this.filter = { ...this.filter, [name]: value };
    if (this.form.elements[name]) this.form.elements[name].value = value;
    this.#drawNarrowed();
    this.changed(this.filter);
  }

  /** Show how many findings there are of each status and state; what is chosen is pressed. */
  count(counts) {
    const chip = (name, value, label) => {
      const pressed = this.filter[name] === value;
      const number = counts[name]?.[value] ?? 0;
      if (!number && !pressed) return null;
      return make("button", { type: "button", class: "chip", "aria-pressed": String(pressed), click: () => this.set(name, pressed ? "" : value) }, label, make("b", {}, String(number)));
    };
    const focused = document.activeElement?.closest?.("#counts .chip")?.dataset.value;
    const rows = [
      statuses().map(({ value }) => chip("status", value, statusElement(value))),
      states().map((value) => chip("state", value, stateElement(value))),
    ];
    const box = this.form.querySelector("#counts");
    box.replaceChildren(
      make("div", { role: "group", "aria-label": _("按状态") }, rows[0].filter(Boolean)),
      make("div", { role: "group", "aria-label": _("按进展") }, rows[1].filter(Boolean)),
    );
    if (focused) box.querySelector(`[data-value="${focused}"]`)?.focus();
  }

  /** The filter in words, for a question that must name what it is about. */
  words() {
    const { status, state, text, item } = this.filter;
    const chosen = (name) => this.form.elements[name].selectedOptions?.[0]?.textContent;
    return [
      this.filter.round ? chosen("round") : "",
      this.filter.district ? chosen("district") : "",
      this.filter.sample ? _("对照抽样") : "",
      this.filter.below ? _("把握%(words)s", { words: chosen("below") }) : "",
      item ? _("条目 %(item)s", { item }) : "",
      status ? `${markOf(status)} ${nameOf(status)}` : "",
      state ? stateName(state) : "",
      text ? _("含“%(text)s”", { text }) : "",
      this.filter.submission ? _("只看一份材料") : "",
    ].filter(Boolean).join(" · ");
  }

  #open(open) {
    this.button.setAttribute("aria-expanded", String(open));
    this.form.querySelector("#filters").hidden = !open;
  }

  #read() {
    clearTimeout(this.timer);
    const read = Object.fromEntries(TYPED_OR_CHOSEN.map((name) => [name, this.form.elements[name].value.trim()]));
    const filter = { ...this.filter, ...read };
    if (FILTERS.every((name) => filter[name] === this.filter[name])) return;
    this.filter = filter;
    this.#drawNarrowed();
    this.changed(filter);
  }

  #drawNarrowed() {
    const box = this.form.querySelector("#narrowed");
    const words = this.words();
    box.hidden = !words;
    box.replaceChildren(
      make("span", {}, words),
      make("button", { type: "button", class: "plain", click: () => this.#clear() }, _("清除筛选")),
    );
  }

  #clear() {
    const order = this.filter.order;
    this.form.reset();
    this.filter = { ...Object.fromEntries(FILTERS.map((name) => [name, ""])), order };
    this.form.elements.order.value = order;
    this.#drawNarrowed();
    this.changed(this.filter);
    this.form.elements.text.focus();
  }
}
