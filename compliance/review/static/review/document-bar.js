// The bar above the document: its name, which look is on, and how large it is shown.
import { _ } from "./words.js";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const LOOKS = [["pages", _("原貌")], ["both", _("对照")], ["text", _("文字")]];

export class Bar {
  #zoom = ZOOMS.indexOf(1);

  /** `looked(look)` is called where a look is chosen, `zoomed()` where the size is. */
  constructor(looked, zoomed) {
    this.zoomed = zoomed;
    this.title = make("strong", "document-name");
    this.looks = make("div", "document-looks");
    this.looks.setAttribute("role", "group");
    this.looks.setAttribute("aria-label", _("看法"));
    for (const [look, title] of LOOKS) {
      const one = button(title, "", () => looked(look));
      one.dataset.look = look;
      this.looks.append(one);
    }
    this.percent = make("span", "document-percent");
    this.percent.setAttribute("aria-live", "polite");
    this.percent.textContent = "100%";
    const help = make("small", "document-help");
    help.textContent = _("选取文字即作为依据；键盘用 [ 和 ] 逐句选取，Shift+] 接着选下一句。");
    const smaller = button("−", _("缩小"), () => this.step(-1));
    const larger = button("+", _("放大"), () => this.step(1));
    this.element = make("div", "document-bar");
    this.element.append(this.title, this.looks, smaller, this.percent, larger, help);
    this.name("", false);
  }

  get zoom() {
    return ZOOMS[this.#zoom];
  }

  /** The next size up (+1) or down (-1). */
  step(by) {
    this.#zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.#zoom + by));
    this.percent.textContent = `${this.zoom * 100}%`;
    this.zoomed();
  }

  /** Name the document that is shown; looks are offered where it has pages. */
  name(title, hasPages) {
    this.title.textContent = this.title.title = title;
    this.looks.hidden = !hasPages;
  }

  /** Say which look is on. */
  mark(look) {
    for (const one of this.looks.children) one.setAttribute("aria-pressed", String(one.dataset.look === look));
  }
}

export function make(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function button(text, label, action) {
  const made = make("button", "");
  made.type = "button";
  made.textContent = text;
  if (label) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  made.addEventListener("click", action);
  return made;
}
