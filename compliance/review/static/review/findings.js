// Findings as they are loaded: the list page by page, and one finding ahead of the reader.
import { get } from "./api.js";
import { asQuery, stillListed } from "./filters.js";

const PAGE = 100; // rows a request

export class Findings {
  /** `shown(rows)` is called with each page of rows, in order. */
  constructor(shown) {
    this.shown = shown;
    this.ahead = new Map();
    this.turn = 0; // a page that comes after the filter has changed is thrown away
    this.loading = null;
  }

  /** Load the first page of what a filter shows; answers false where another filter came in between. */
  async begin(filter) {
    Object.assign(this, { filter, rows: new Map(), done: false, turn: this.turn + 1 });
    this.loading = this.#page(0);
    return this.loading;
  }

  /** Load the next page where there is one; who asks while one is on its way waits for that one. */
  async more() {
    if (this.loading) return this.loading;
    if (this.done || !this.rows) return false;
    // What has left the filter since it was loaded no longer counts in the server's offset.
    this.loading = this.#page([...this.rows.values()].filter((row) => stillListed(row, this.filter)).length);
    return this.loading;
  }

  /** Take in a row as it now is, and count it where it now belongs. */
  changed(row) {
    const before = this.rows.get(row.id);
    if (!before) return;
    this.rows.set(row.id, row);
    this.counts = recounted(this.counts, before, row, this.filter);
    this.total += Number(stillListed(row, this.filter)) - Number(stillListed(before, this.filter));
  }

  /** One finding, its row's fields beside the rest: the one loaded ahead, once, or from the server. */
  async one(id) {
    const loaded = this.ahead.get(id) ?? load(id);
    this.ahead.delete(id);
    return loaded;
  }

  /** Load a finding before it is asked for; a fault shows when it is. */
  prefetch(id) {
    if (this.ahead.has(id)) return this.ahead.get(id);
    this.ahead.clear(); // only the next one: what was loaded long ago may no longer be true
    const loaded = load(id);
    loaded.catch(() => this.ahead.delete(id));
    this.ahead.set(id, loaded);
    return loaded;
  }

  async #page(offset) {
    const turn = this.turn;
    try {
      const answer = await get("/findings", [...asQuery(this.filter), ["limit", PAGE], ["offset", offset]]);
      if (turn !== this.turn) return false;
      const fresh = answer.findings.filter((row) => !this.rows.has(row.id));
      fresh.forEach((row) => this.rows.set(row.id, row));
      Object.assign(this, { total: answer.total, counts: answer.counts, done: !answer.findings.length || offset + answer.findings.length >= answer.total });
      this.shown(fresh);
      return true;
    } finally {
      if (turn === this.turn) this.loading = null;
    }
  }
}

async function load(id) {
  const answer = await get(`/findings/${id}`);
  return { ...answer.row, ...answer };
}

/** The counts by status and state after a row went from one state to another. Each leaves its own filter out. */
export function recounted(counts, before, now, filter) {
  const state = { ...counts.state };
  const status = { ...counts.status };
  state[before.state] -= 1;
  state[now.state] = (state[now.state] ?? 0) + 1;
  status[now.status] += Number(stillListed(now, filter)) - Number(stillListed(before, filter));
  return { state, status };
}
