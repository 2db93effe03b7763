// The left pane's list: rows in groups, loaded page by page as one scrolls, one of them chosen.
import { make } from "./elements.js";
import { groupOf } from "./filters.js";
import { percent, stateElement, statusElement } from "./statuses.js";
import { _ } from "./words.js";

export class FindingList {
  /** `choose(id)` is called when the reader picks a row, `more()` when the end comes in sight. */
  constructor(box, { choose, more }) {
    this.box = box;
    this.choose = choose;
    this.rows = [];
    this.end = make("div", { class: "end-of-rows", role: "presentation" });
    new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && more(), {
      root: box,
      rootMargin: "600px",
    }).observe(this.end);
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(Number(option.dataset.id));
    });
    box.addEventListener("keydown", (event) => this.#move(event));
  }

  /** Begin anew, in an order of the filter's. */
  clear(order) {
    this.order = order;
    this.rows = [];
    this.group = null;
    this.box.replaceChildren(this.end);
    this.box.removeAttribute("aria-activedescendant");
  }

  /** Add rows after those that are there; one that is there already is left out. */
  append(rows) {
    const here = new Set(this.rows.map((row) => row.id));
    for (const row of rows) {
      if (here.has(row.id)) continue;
      this.rows.push(row);
      this.#groupFor(row).append(option(row));
    }
    this.box.append(this.end);
  }

  /** Show a row as it now is; where it is not in the list, nothing. */
  update(row) {
    const at = this.position(row.id);
    if (at < 0) return;
    this.rows[at] = row;
    const before = this.#option(row.id);
    const now = option(row);
    now.setAttribute("aria-selected", before.getAttribute("aria-selected"));
    before.replaceWith(now);
  }

  /** Mark a row as the chosen one and bring it in sight. */
  select(id) {
    this.box.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const chosen = this.#option(id);
    if (!chosen) return this.box.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
    this.selected = id;
  }

  position(id) {
    return this.rows.findIndex((row) => row.id === id);
  }

  /** The row `step` after the one with this id; the first where there is none. */
  beside(id, step) {
    const at = this.position(id);
    return at < 0 ? this.rows[0] : this.rows[at + step];
  }

  #option(id) {
    return this.box.querySelector(`#finding-${id}`);
  }

  #groupFor(row) {
    const name = groupOf(row, this.order);
    if (this.group?.name !== name) {
      const head = make("div", { class: "group-head", role: "presentation" }, groupWords(row, name));
      const element = make("div", { role: "group", "aria-label": groupWords(row, name) }, head);
      this.group = { name, element };
      this.box.append(element);
    }
    return this.group.element;
  }

  #move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step === undefined || !this.rows.length || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const at = Math.min(Math.max(this.position(this.selected) + step, 0), this.rows.length - 1);
    this.choose(this.rows[at].id);
  }
}

function groupWords(row, name) {
  const words = { likely: _("多半是缺口"), doubtful: _("把握不足"), unlikely: _("多半没有缺口"), all: _("把握低的在前") };
  return words[name] ?? `${row.district} · ${row.round}`;
}

/** One row: what the program proposes, the item, and what people made of it so far. */
function option(row) {
  const decided = row.mine?.status && row.mine.status !== row.status;
  return make(
    "div",
    { role: "option", id: `finding-${row.id}`, "data-id": row.id, class: `finding-row ${row.state}`, "aria-selected": "false" },
    make("span", { class: "row-title" }, row.title),
    make(
      "span",
      { class: "row-more" },
      statusElement(row.status),
      decided ? [make("span", { class: "becomes" }, _("改为")), statusElement(row.mine.status)] : make("span", {}, percent(row.confidence)),
      make("span", { class: "where" }, row.district),
      row.sampled ? make("span", { class: "sampled", title: _("不管程序怎么看，都由人看一遍") }, _("对照抽样")) : null,
      row.questions ? make("span", { class: "asked" }, _("问 %(number)s", { number: row.questions })) : null,
      stateElement(row.state),
    ),
  );
}
