// What the reader began on a finding and has not yet saved; it stays while they look at others.

const EMPTY = { passages: [], status: "", reason: "", comment: "", question: "" };

export class Drafts {
  #begun = new Map();

  of(id) {
    return this.#begun.get(id) ?? EMPTY;
  }

  keep(id, part) {
    this.#begun.set(id, { ...this.of(id), ...part });
  }

  /** Forget what has been saved. */
  saved(id, ...names) {
    this.keep(id, Object.fromEntries(names.map((name) => [name, EMPTY[name]])));
  }

  get unsaved() {
    return [...this.#begun.values()].some(({ passages, reason, comment, question }) => passages.length || reason || comment || question);
  }
}
