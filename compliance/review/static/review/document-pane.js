// The document as it looks. `new DocumentPane(element)`; `await pane.show(documentId)`; `pane.light(passages, words)`;
// `pane.goTo(passage)`; `pane.prefetch(documentId)`; `pane.zoom(+1 or -1)`. The element dispatches "passage" when the
// reader selects text: detail is {document, sha256, block, start, end, quote, cut}; cut: the selection went on into
// other blocks, and only its part in the first is told.
import { darken, lightBox, lightText, lightWords } from "./document-light.js";
import { Sheets } from "./document-sheets.js";
import { placeOf, rangeOf, sentencesOf, slice, trimmed } from "./document-text.js";
import { say } from "./document-words.js";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const KEPT = 8; // documents in memory
const SETTLED = 150; // milliseconds after which a selection is taken as made
const LOOKS = [["pages", "原貌"], ["both", "对照"], ["text", "文字"]];

export class DocumentPane {
  #loaded = new Map(); // document id → promise of {told, html}
  #wanted = null; // the id that was asked for last
  #told = null; // the document that is shown
  #sheets = null;
  #lit = [];
  #words = [];
  #zoom = ZOOMS.indexOf(1);
  #look = "pages";
  #sentence = null; // {block, first, last}: what the keyboard has selected
  #timer = 0;
  #last = "";

  constructor(element) {
    this.element = element;
    element.classList.add("document-pane");
    element.replaceChildren(this.#bar(), (this.scroller = this.#scroller()));
    element.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#selected(), SETTLED);
    });
  }

  /** Show a document; resolves when its text is in place. A later call overtakes an earlier one. */
  async show(documentId) {
    const id = Number(documentId);
    this.#wanted = id;
    if (this.#told?.id === id) return;
    this.#say(say("正在打开……"));
    try {
      const { told, html } = await this.#load(id);
      if (this.#wanted === id) this.#place(told, html);
    } catch (fault) {
      if (this.#wanted !== id) return;
      this.#told = null;
      this.#say(fault.message);
    }
  }

  /** Have a document ready. */
  prefetch(documentId) {
    this.#load(Number(documentId)).catch(() => {});
  }

  /** Light up these passages, and the words within their blocks; what was lit before is dark again. */
  light(passages, words = []) {
    this.#lit = passages;
    this.#words = words;
    if (this.#told) this.#relight();
  }

  /** Bring a passage of the shown document into sight. */
  goTo(passage) {
    const block = this.#block(passage.block);
    if (!block || passage.document !== this.#told.number) return;
    for (const one of this.scroller.querySelectorAll(".here")) one.classList.remove("here");
    const overlay = this.#overlay(passage);
    const box = overlay && this.#told.blocks[passage.block].box;
    const shown = this.element.dataset.look !== "text" && box;
    const target = shown ? this.#boxes(overlay, passage.block)[0] ?? lightBox(overlay, box, passage) : null;
    const marks = shown ? [] : lightOrBlock(block, passage);
    for (const one of target ? [target] : marks) one.classList.add("here");
    this.#bring(target ?? marks[0]);
  }

  /** Larger (+1) or smaller (-1). */
  zoom(step) {
    const middle = (this.scroller.scrollTop + this.scroller.clientHeight / 2) / this.scroller.scrollHeight;
    this.#zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.#zoom + step));
    this.scroller.style.setProperty("--zoom", ZOOMS[this.#zoom]);
    this.scroller.scrollTop = middle * this.scroller.scrollHeight - this.scroller.clientHeight / 2;
    this.percent.textContent = `${ZOOMS[this.#zoom] * 100}%`;
    this.#sheets?.refine();
  }

  #load(id) {
    if (!this.#loaded.has(id)) {
      if (this.#loaded.size >= KEPT) this.#loaded.delete(this.#loaded.keys().next().value);
      const loading = Promise.all([fetched(`/api/documents/${id}`), fetched(`/documents/${id}/text`)])
        .then(async ([told, html]) => ({ told: await told.json(), html: await html.text() }));
      loading.catch(() => this.#loaded.delete(id));
      this.#loaded.set(id, loading);
    }
    return this.#loaded.get(id);
  }

  #place(told, html) {
    this.#sheets?.close();
    this.#told = told;
    this.#sentence = null;
    const article = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    this.scroller.replaceChildren(article);
    this.scroller.scrollTop = 0;
    this.scroller.setAttribute("aria-label", told.name);
    this.title.textContent = told.name;
    this.title.title = told.name;
    this.looks.hidden = told.look !== "pages";
    this.#sheets = told.look === "pages" ? new Sheets(this.scroller, told.id, told.sizes) : null;
    this.#show(told.look === "pages" ? this.#look : "text");
    this.#relight();
  }

  #relight() {
    darken(this.scroller);
    const blocks = new Set();
    for (const passage of this.#lit.filter((one) => one.document === this.#told.number)) {
      const block = this.#block(passage.block);
      if (!block) continue;
      blocks.add(block);
      lightText(block, passage);
      const { box } = this.#told.blocks[passage.block];
      const overlay = this.#overlay(passage);
      if (box && overlay && !this.#boxes(overlay, passage.block).length) lightBox(overlay, box, passage);
    }
    for (const block of blocks) lightWords(block, this.#words);
  }

  #block(index) {
    return this.scroller.querySelector(`[data-block="${Number(index)}"]:not(rect)`);
  }

  #overlay(passage) {
    return this.#sheets?.overlayOf(this.#told.blocks[passage.block]?.page);
  }

  #boxes(overlay, index) {
    return [...overlay.querySelectorAll(`rect[data-block="${Number(index)}"]`)];
  }

  #bring(target) {
    const frame = this.scroller.getBoundingClientRect();
    const place = target.getBoundingClientRect();
    // A passage higher than the pane is shown from its top.
    const room = Math.max(24, (frame.height - place.height) / 2);
    this.scroller.scrollTop += place.top - frame.top - room;
    this.scroller.scrollLeft += Math.min(0, place.left - frame.left) + Math.max(0, place.right - frame.right);
  }

  // --- What the reader selects ---

  #selected() {
    const selection = document.getSelection();
    if (!this.#told || !selection.rangeCount || selection.isCollapsed) {
      this.#last = "";
      return;
    }
    const range = selection.getRangeAt(0);
    if (!this.scroller.contains(range.commonAncestorContainer)) return;
    const place = placeOf(range, this.scroller);
    if (!place) return;
    const index = Number(place.block.dataset.block);
    const { text } = this.#told.blocks[index];
    const { start, end } = trimmed(text, place.start, place.end);
    const told = { document: this.#told.number, sha256: this.#told.sha256, block: index, start, end };
    const detail = { ...told, quote: slice(text, start, end), cut: place.cut };
    if (end <= start || JSON.stringify(detail) === this.#last) return;
    this.#last = JSON.stringify(detail);
    this.element.dispatchEvent(new CustomEvent("passage", { detail, bubbles: true }));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      "+": () => this.zoom(1),
      "=": () => this.zoom(1),
      "-": () => this.zoom(-1),
      "]": () => this.#select(1, false),
      "[": () => this.#select(-1, false),
      "}": () => this.#select(1, true),
      "{": () => this.#select(-1, true),
    };
    const action = this.#told && actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  /** Select the next sentence (+1) or the one before (-1); `more` adds it to the selection, or takes the last off. */
  #select(step, more) {
    const at = this.#sentence;
    const sentences = (index) => sentencesOf(this.#told.blocks[index].text);
    if (at && more) {
      const last = Math.min(sentences(at.block).length - 1, Math.max(at.first, at.last + step));
      return this.#choose({ ...at, last });
    }
    if (!at) return this.#begin();
    let { block } = at;
    let number = (step > 0 ? at.last : at.first) + step;
    while (block >= 0 && block < this.#told.blocks.length) {
      const count = sentences(block).length;
      if (number >= 0 && number < count) return this.#choose({ block, first: number, last: number });
      block += step;
      number = step > 0 ? 0 : block >= 0 ? sentences(block).length - 1 : 0;
    }
  }

  /** Begin at what is lit, else at the first block in sight. */
  #begin() {
    if (this.element.dataset.look === "pages") this.#show("both");
    const frame = this.scroller.getBoundingClientRect();
    const lit = this.scroller.querySelector("mark.lit")?.closest("[data-block]");
    const blocks = [...this.scroller.querySelectorAll("[data-block]:not(rect)")];
    const first = lit ?? blocks.find((one) => one.getBoundingClientRect().bottom > frame.top + 8);
    if (first) this.#choose({ block: Number(first.dataset.block), first: 0, last: 0 });
  }

  #choose(sentence) {
    const sentences = sentencesOf(this.#told.blocks[sentence.block].text);
    const block = this.#block(sentence.block);
    const range = sentences.length && rangeOf(block, sentences[sentence.first].start, sentences[sentence.last].end);
    if (!range) return;
    this.#sentence = sentence;
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    this.#bring(range);
  }

  // --- The frame ---

  #bar() {
    const bar = make("div", "document-bar");
    this.title = make("strong", "document-name");
    this.looks = make("div", "document-looks");
    this.looks.setAttribute("role", "group");
    this.looks.setAttribute("aria-label", say("看法"));
    this.looks.hidden = true;
    this.looks.append(...LOOKS.map(([look, title]) => this.#lookButton(look, title)));
    this.percent = make("span", "document-percent");
    this.percent.setAttribute("aria-live", "polite");
    this.percent.textContent = "100%";
    const help = make("small", "document-help");
    help.textContent = say("选取文字即作为依据；键盘用 [ 和 ] 逐句选取，Shift+] 接着选下一句。");
    const zooming = [button("−", say("缩小"), () => this.zoom(-1)), this.percent, button("+", say("放大"), () => this.zoom(1))];
    bar.append(this.title, this.looks, ...zooming, help);
    return bar;
  }

  #lookButton(look, title) {
    const made = button(say(title), "", () => {
      this.#look = look;
      this.#show(look);
    });
    made.dataset.look = look;
    return made;
  }

  #show(look) {
    this.element.dataset.look = look;
    for (const one of this.looks.children) one.setAttribute("aria-pressed", String(one.dataset.look === look));
    this.#sheets?.refine();
  }

  #scroller() {
    const scroller = make("div", "document-scroll");
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", say("文档"));
    return scroller;
  }

  #say(sentence) {
    this.#sheets?.close();
    this.#sheets = this.#told = null;
    const note = make("p", "empty");
    note.setAttribute("role", "status");
    note.textContent = sentence;
    this.looks.hidden = true;
    this.title.textContent = "";
    this.scroller.replaceChildren(note);
  }
}

/** The marks that light a passage, else those of its range, else its block. */
function lightOrBlock(block, passage) {
  const range = rangeOf(block, passage.start, passage.end);
  const lit = [...block.querySelectorAll("mark.lit")].filter((mark) => range?.intersectsNode(mark));
  return lit.length ? lit : [block];
}

function make(tag, name) {
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

async function fetched(address) {
  const answer = await fetch(address);
  if (answer.ok) return answer;
  const sentence = answer.status === 404 ? "没有找到这份文档，或者不在您的权限之内。" : "打不开这份文档，请刷新页面后再试。";
  throw new Error(say(sentence));
}
