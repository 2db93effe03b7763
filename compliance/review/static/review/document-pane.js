// The document as it looks. `new DocumentPane(element)`; `await pane.show(documentId)`; `pane.light(passages, words)`;
// `pane.goTo(passage)`; `pane.prefetch(documentId, passage)`; `pane.zoom(+1 or -1)`. The element dispatches "passage" when
// the reader selects text: detail is {document, sha256, block, start, end, quote, cut}; cut: the selection went on into
// other blocks, and only its part in the first is told.
import { Bar, make } from "./document-bar.js";
import { darken, lightBox, lightText, lightWords } from "./document-light.js";
import { Selections } from "./document-selection.js";
import { Sheets, pictureAddress, scaleFor } from "./document-sheets.js";
import { rangeOf } from "./document-text.js";
import { _ } from "./words.js";

const KEPT = 8; // documents in memory

export class DocumentPane {
  #loaded = new Map(); // document id → promise of {told, html}
  #wanted = null; // the id that was asked for last
  #told = null; // the document that is shown
  #sheets = null;
  #lit = [];
  #words = [];
  #look = "pages"; // of documents that have pages

  constructor(element) {
    this.element = element;
    this.scroller = scrollerOf();
    this.bar = new Bar((look) => this.#show((this.#look = look)), () => this.#zoomed());
    const selected = (detail) => element.dispatchEvent(new CustomEvent("passage", { detail, bubbles: true }));
    this.selections = new Selections(this.scroller, selected, (target) => this.#bring(target));
    element.classList.add("document-pane");
    element.replaceChildren(this.bar.element, this.scroller);
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Show a document; resolves when its text is in place. A later call overtakes an earlier one. */
  async show(documentId) {
    const id = Number(documentId);
    this.#wanted = id;
    if (this.#told?.id === id) return;
    this.#say(_("正在打开……"));
    try {
      const { told, html } = await this.#load(id);
      if (this.#wanted === id) this.#place(told, html);
    } catch (fault) {
      if (this.#wanted === id) this.#say(fault.message);
    }
  }

  /** Have a document ready and, where it is shown as pages, the page of a passage. */
  async prefetch(documentId, passage = null) {
    try {
      const { told } = await this.#load(Number(documentId));
      const page = told.blocks[passage?.block]?.page;
      const [width] = told.sizes[page - 1] ?? [0];
      if (!width || this.#look === "text") return;
      new Image().src = pictureAddress(told.id, page, scaleFor((this.scroller.clientWidth - 16) * this.bar.zoom, width));
    } catch {
      // It is told of when it is shown.
    }
  }

  /** Light up these passages, and the words within their blocks; what was lit before is dark again. */
  light(passages, words = []) {
    this.#lit = passages;
    this.#words = words;
    if (this.#told) this.#relight();
  }

  /** Bring a passage of the shown document into sight. */
  goTo(passage) {
    const block = this.#told?.number === passage.document ? this.#block(passage.block) : null;
    if (!block) return;
    const overlay = this.#overlay(passage);
    const box = overlay && this.element.dataset.look !== "text" && this.#told.blocks[passage.block].box;
    const targets = box
      ? [this.#boxes(overlay, passage.block)[0] ?? lightBox(overlay, box, passage)]
      : marksOf(block, passage);
    this.#point(targets);
  }

  /** Larger (+1) or smaller (-1). */
  zoom(step) {
    this.bar.step(step);
  }

  #zoomed() {
    const middle = (this.scroller.scrollTop + this.scroller.clientHeight / 2) / this.scroller.scrollHeight;
    this.scroller.style.setProperty("--zoom", this.bar.zoom);
    this.scroller.scrollTop = middle * this.scroller.scrollHeight - this.scroller.clientHeight / 2;
    this.#sheets?.refine();
  }

  #load(id) {
    const before = this.#loaded.get(id);
    this.#loaded.delete(id); // put in again below: the newest
    if (!before && this.#loaded.size >= KEPT) this.#loaded.delete(this.#loaded.keys().next().value);
    const loading = before ?? loaded(id);
    this.#loaded.set(id, loading);
    if (!before) loading.catch(() => this.#loaded.delete(id));
    return loading;
  }

  #place(told, html) {
    const hasPages = told.look === "pages";
    this.#told = told;
    this.selections.of(told);
    this.scroller.replaceChildren(new DOMParser().parseFromString(html, "text/html").body.firstElementChild);
    this.scroller.scrollTop = 0;
    this.scroller.setAttribute("aria-label", told.name);
    this.bar.name(told.name, hasPages);
    const pointed = (page, x, y) => this.#pointed(page, x, y);
    this.#sheets = hasPages ? new Sheets(this.scroller, told.id, told.sizes, pointed) : null;
    this.#show(hasPages ? this.#look : "text");
    this.#relight();
  }

  #relight() {
    darken(this.scroller);
    const blocks = new Set();
    for (const passage of this.#lit.filter((one) => one.document === this.#told.number)) {
      const block = this.#block(passage.block);
      if (!block) continue;
      if (!blocks.has(block)) lightWords(block, this.#words);
      blocks.add(block);
      lightText(block, passage);
      const { box } = this.#told.blocks[passage.block];
      const overlay = this.#overlay(passage);
      if (box && overlay && !this.#boxes(overlay, passage.block).length) lightBox(overlay, box, passage);
    }
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

  #point(targets) {
    for (const one of this.scroller.querySelectorAll(".here")) one.classList.remove("here");
    for (const one of targets) one.classList.add("here");
    this.#bring(targets[0]);
  }

  #bring(target) {
    const frame = this.scroller.getBoundingClientRect();
    const place = target.getBoundingClientRect();
    // A passage higher than the pane is shown from its top.
    const room = Math.max(24, (frame.height - place.height) / 2);
    this.scroller.scrollTop += place.top - frame.top - room;
    this.scroller.scrollLeft += Math.min(0, place.left - frame.left) + Math.max(0, place.right - frame.right);
  }

  /** Show the text of what was clicked on in a page's picture, ready to be selected. */
  #pointed(page, x, y) {
    const holds = ([left, top, right, bottom]) => left <= x && x <= right && top <= y && y <= bottom;
    const size = ([left, top, right, bottom]) => (right - left) * (bottom - top);
    const found = this.#told.blocks.filter((block) => block.page === page && block.box && holds(block.box));
    if (!found.length) return;
    const { index } = found.reduce((one, other) => (size(other.box) < size(one.box) ? other : one));
    this.#withText();
    this.#point([this.#block(index)]);
    this.selections.startAt(index);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const select = (by, more) => {
      this.#withText();
      this.selections.step(by, more);
    };
    const actions = {
      "+": () => this.zoom(1),
      "=": () => this.zoom(1),
      "-": () => this.zoom(-1),
      "]": () => select(1, event.shiftKey),
      "[": () => select(-1, event.shiftKey),
      "}": () => select(1, true),
      "{": () => select(-1, true),
    };
    const action = this.#told && actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  #withText() {
    if (this.element.dataset.look === "pages") this.#show("both");
  }

  #show(look) {
    this.element.dataset.look = look;
    this.bar.mark(look);
    this.#sheets?.refine();
  }

  #say(sentence) {
    this.#sheets?.close();
    this.#sheets = this.#told = null;
    this.selections.of(null);
    const note = make("p", "empty");
    note.setAttribute("role", "status");
    note.textContent = sentence;
    this.bar.name("", false);
    this.scroller.replaceChildren(note);
  }
}

/** The marks that light a passage; its block where there are none. */
function marksOf(block, passage) {
  const range = rangeOf(block, passage.start, passage.end);
  const lit = [...block.querySelectorAll("mark.lit")].filter((mark) => range?.intersectsNode(mark));
  return lit.length ? lit : [block];
}

function scrollerOf() {
  const scroller = make("div", "document-scroll");
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", _("文档"));
  return scroller;
}

async function loaded(id) {
  const [told, html] = await Promise.all([fetched(`/api/documents/${id}`), fetched(`/documents/${id}/text`)]);
  return { told: await told.json(), html: await html.text() };
}

async function fetched(address) {
  const answer = await fetch(address);
  if (answer.ok && !answer.redirected) return answer;
  throw new Error(answer.status === 404 ? _("没有找到这份文档，或者不在您的权限之内。") : _("打不开这份文档，请刷新页面后再试。"));
}
