// What the reader selects in a document, by pointer or sentence by sentence with the keyboard.
import { placeOf, rangeOf, sentencesOf, slice, trimmed } from "./document-text.js";

const SETTLED = 150; // milliseconds after which a selection is taken as made

export class Selections {
  #told = null; // the document that is shown
  #at = null; // {block, first, last}: the sentences that the keyboard has selected
  #timer = 0;
  #last = "";
  #drawing = false; // the pointer is down: a selection is being made

  /** `selected(detail)` hears of each; `bring(target)` is called to scroll to it. */
  constructor(scroller, selected, bring) {
    Object.assign(this, { scroller, selected, bring });
    document.addEventListener("selectionchange", () => this.#soon());
    scroller.addEventListener("pointerdown", () => (this.#drawing = true));
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        this.#drawing = false;
        this.#soon();
      });
    }
  }

  /** Another document is shown; null for none. */
  of(told) {
    this.#told = told;
    this.#at = null;
  }

  /** Let the next key select the first sentence of a block. */
  startAt(index) {
    this.#at = { block: index, first: 0, last: -1 };
  }

  /** Select the next sentence (+1) or the one before (-1); `more` adds it to the selection, or takes the last off. */
  step(by, more) {
    if (!this.#at) return this.#begin();
    const { block, first, last } = this.#at;
    if (more) {
      const end = this.#sentences(block).length - 1;
      return this.#choose({ block, first, last: Math.min(end, Math.max(first, last + by)) });
    }
    this.#goOn(block, (by > 0 ? last : first) + by, by);
  }

  #sentences(index) {
    return sentencesOf(this.#told.blocks[index].text);
  }

  #goOn(block, number, by) {
    while (this.#told.blocks[block]) {
      if (number >= 0 && number < this.#sentences(block).length) return this.#choose({ block, first: number, last: number });
      block += by;
      number = by > 0 || !this.#told.blocks[block] ? 0 : this.#sentences(block).length - 1;
    }
  }

  /** Begin at what is lit, else at the first block in sight. */
  #begin() {
    const top = this.scroller.getBoundingClientRect().top + 8;
    const lit = this.scroller.querySelector("mark.lit")?.closest("[data-block]");
    const blocks = [...this.scroller.querySelectorAll("[data-block]:not(rect)")];
    const block = lit ?? blocks.find((one) => one.getBoundingClientRect().bottom > top);
    if (block) this.#goOn(Number(block.dataset.block), 0, 1);
  }

  #choose(sentences) {
    const places = this.#sentences(sentences.block);
    const block = this.scroller.querySelector(`[data-block="${sentences.block}"]:not(rect)`);
    const range = block && rangeOf(block, places[sentences.first].start, places[sentences.last].end);
    if (!range) return;
    this.#at = sentences;
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    this.bring(range);
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settled(), SETTLED);
  }

  #settled() {
    const selection = document.getSelection();
    if (this.#drawing || !this.#told) return;
    if (!selection.rangeCount || selection.isCollapsed) {
      this.#last = "";
      return;
    }
    const range = selection.getRangeAt(0);
    const place = this.scroller.contains(range.commonAncestorContainer) ? placeOf(range, this.scroller) : null;
    if (!place) return;
    const block = Number(place.block.dataset.block);
    const { text } = this.#told.blocks[block];
    const { start, end } = trimmed(text, place.start, place.end);
    const told = { document: this.#told.number, sha256: this.#told.sha256, block, start, end };
    const detail = { ...told, quote: slice(text, start, end), cut: place.cut };
    if (end <= start || JSON.stringify(detail) === this.#last) return;
    this.#last = JSON.stringify(detail);
    this.selected(detail);
  }
}
