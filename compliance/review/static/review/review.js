// The review page: findings, the document, the finding; and the commands that join them.
import { DecisionBar } from "./decision-bar.js";
import { Deciding } from "./decisions.js";
import { DocumentPane } from "./document-pane.js";
import { DocumentTabs } from "./document-tabs.js";
import { Drafts } from "./drafts.js";
import { told } from "./elements.js";
import { asQuery, filterOf } from "./filters.js";
import { FilterForm } from "./finding-filters.js";
import { FindingList } from "./finding-list.js";
import { Findings } from "./findings.js";
import { help } from "./help.js";
import { listen } from "./keys.js";
import { newestToUndo, OwnHistory } from "./own-history.js";
import { passagesOf, samePassage } from "./places.js";
import { announcement, ReviewView } from "./review-view.js";
import { isGap, knowStatuses } from "./statuses.js";
import { _ } from "./words.js";

const byId = (id) => document.getElementById(id);

class Review {
  constructor(page) {
    this.page = page;
    this.view = new ReviewView(page);
    this.drafts = new Drafts();
    this.selection = null; // text that the reader selected in the document
    this.finding = null; // the one that is shown, null while it is loaded
    const choose = (id) => this.choose(id);
    const run = (command) => this.run(command);
    this.list = new FindingList(byId("list"), { choose, more: () => this.attempt(() => this.findings.more()) });
    this.findings = new Findings((rows) => this.list.append(rows));
    this.filters = new FilterForm(byId("filter"), filterOf(location.search), (filter) => this.show(filter));
    this.tabs = new DocumentTabs(byId("tabs"), byId("document"), DocumentPane, (passage) => this.select(passage));
    this.history = new OwnHistory(byId("own-history"), { choose, undo: (decision) => this.attempt(() => this.deciding.undo(decision)) });
    this.bar = new DecisionBar(byId("bar"), byId("step-buttons"), page, run);
    this.deciding = new Deciding(page, this.drafts, {
      decided: (answer, words, stay) => this.decided(answer, words, stay),
      remarked: (finding, words) => this.remarked(finding, words),
      together: (words) => this.decidedTogether(words),
    });
    byId("together").addEventListener("click", () => this.deciding.acceptAll(this.findings.filter, this.findings.total, this.filters.words()));
    listen(page.keys, run);
    window.addEventListener("beforeunload", (event) => this.drafts.unsaved && event.preventDefault());
  }

  async begin() {
    const wanted = Number(new URLSearchParams(location.search).get("finding"));
    await Promise.all([this.show(this.filters.filter, wanted), this.attempt(() => this.loadHistory())]);
  }

  /** Show what a filter shows, and a finding of it: the one that is wanted, or the first. */
  async show(filter, wanted = 0) {
    await this.attempt(async () => {
      this.list.clear(filter.order || "need");
      this.view.total(0); // until it is known how many there are, all cannot be accepted
      if (!(await this.findings.begin(filter))) return;
      this.drawCounts();
      const id = wanted || this.list.rows[0]?.id;
      if (id) await this.choose(id);
      else this.nothing();
    });
  }

  /** Show a finding, and load the one after it. While it is loaded there is none to decide on. */
  async choose(id) {
    this.chosen = id;
    this.finding = this.selection = null;
    this.list.select(id);
    this.keepAddress();
    try {
      const finding = await this.findings.one(id);
      if (this.chosen !== id) return;
      this.finding = finding;
      this.view.top();
      this.draw();
      this.say();
      this.ahead();
      await this.tabs.show(finding, passagesOf(finding, this.drafts.of(id).passages));
    } catch (fault) {
      if (this.chosen !== id) return;
      this.draw();
      this.view.notShown(fault, () => this.choose(id));
    }
  }

  ahead() {
    const next = this.list.beside(this.chosen, 1);
    if (next) this.findings.prefetch(next.id).then((finding) => this.tabs.prefetch(finding), () => {});
  }

  nothing() {
    this.chosen = this.finding = null;
    this.keepAddress();
    this.view.nothing();
    this.draw();
  }

  /** Do what a key or a button says. */
  run(command) {
    const { finding } = this;
    const decides = finding?.may_decide || finding?.may_settle;
    const does = {
      accept: () => decides && this.once(() => this.deciding.accept(finding)),
      change: () => decides && this.deciding.change(finding),
      evidence: () => decides && this.mark(),
      comment: () => finding && this.page.decides && this.deciding.comment(finding),
      ask: () => finding && this.page.decides && this.deciding.ask(finding),
      undo: () => this.undo(),
      next: () => this.step(1),
      previous: () => this.step(-1),
      next_gap: () => this.nextGap(),
      filter: () => this.filters.focus(),
      help: () => help(this.page),
    };
    return does[command]();
  }

  async step(by) {
    let next = this.list.beside(this.chosen, by);
    if (!next && by > 0) {
      await this.attempt(() => this.findings.more());
      next = this.list.beside(this.chosen, by);
    }
    if (next) await this.choose(next.id);
    else this.view.say(by > 0 ? _("已经是最后一条。") : _("已经是第一条。"));
  }

  /** The next row that is a gap by the program and on which the reader has not decided. */
  async nextGap() {
    for (let at = this.list.position(this.chosen) + 1; ; at++) {
      if (at >= this.list.rows.length) await this.attempt(() => this.findings.more());
      const row = this.list.rows[at];
      if (!row) return this.view.say(_("后面没有待评审的缺口了。"));
      if (isGap(row.status) && !["decided", "settled"].includes(row.state)) return this.choose(row.id);
    }
  }

  /** Undo the last decision, be it one that is still on its way. */
  async undo() {
    await this.underWay;
    await this.remembered;
    const decision = newestToUndo(this.history.decisions);
    if (!decision) return this.view.say(_("没有可以撤销的决定。"));
    if (decision.together) return this.deciding.undoTogether(decision);
    return this.once(() => this.deciding.undo(decision));
  }

  /** The reader selected text in the document, or a passage in the finding. */
  select(passage) {
    this.selection = passage?.quote?.trim() ? passage : null;
    this.draw(false);
  }

  /** Mark what is selected, or the passage that has the focus, as evidence. */
  mark() {
    const passage = this.selection ?? document.activeElement?.passage;
    if (!passage) return this.view.refuse(new Error(_("请先在原文里选中文字，或把焦点移到一处原文上，再标为依据。")));
    const { passages } = this.drafts.of(this.chosen);
    this.selection = null;
    document.getSelection().removeAllRanges();
    if (!passages.some((marked) => samePassage(marked, passage))) this.keepPassages([...passages, passage]);
    this.view.say(_("已标为依据，将随决定保存：%(quote)s", { quote: passage.quote }));
  }

  keepPassages(passages) {
    this.drafts.keep(this.chosen, { passages });
    this.draw();
    this.tabs.light(passagesOf(this.finding, passages));
  }

  async decided({ row }, words, stay = false) {
    this.took(row);
    this.remembered = this.history.load().then(() => this.draw(false), () => {});
    const next = stay ? row : this.list.beside(row.id, 1);
    if (next) await this.choose(next.id);
    else await this.choose(row.id);
    this.say(words);
  }

  async remarked(finding, words) {
    const loaded = await this.findings.one(finding.id);
    this.took(loaded.row);
    if (this.chosen === finding.id) this.finding = loaded;
    this.draw();
    this.view.say(words);
  }

  async decidedTogether(words) {
    this.remembered = this.loadHistory();
    await Promise.all([this.show(this.filters.filter), this.remembered]);
    this.view.say(words);
  }

  took(row) {
    this.findings.changed(row);
    this.list.update(row);
    this.drawCounts();
  }

  async loadHistory() {
    if (!this.page.decides) return;
    await this.history.load();
    this.draw(false);
  }

  /** Do something that may be refused; what was refused is said. */
  async attempt(doing) {
    try {
      await doing();
    } catch (fault) {
      this.view.refuse(fault);
    }
  }

  /** As attempt, one at a time: a second key while the first is under way is no second decision. */
  async once(doing) {
    if (this.busy) return;
    this.busy = true;
    this.view.quiet();
    this.draw(false);
    this.underWay = this.attempt(doing);
    await this.underWay;
    this.busy = false;
    this.draw(false);
  }

  /** Tell who listens which finding is shown, after what has just been done. */
  say(done = "") {
    const { finding } = this;
    this.view.say(`${done} ${finding ? announcement(finding, this.list.position(finding.id) + 1, this.findings.total) : ""}`);
  }

  /** Show all that may have changed; `again` where the finding itself has. */
  draw(again = true) {
    const { finding, view, findings } = this;
    if (again && finding) {
      const own = this.drafts.of(finding.id).passages;
      view.finding(finding, { own, at: this.list.position(finding.id) + 1, total: findings.total }, {
        go: (passage) => this.attempt(() => this.tabs.goTo(passage)),
        unmark: (index) => this.keepPassages(own.toSpliced(index, 1)),
        adopt: (decision) => this.deciding.change(finding, decision.status),
        choose: (id) => this.choose(id),
      });
    }
    view.selection(this.selection);
    this.bar.draw({ finding, markable: Boolean(this.selection), undoable: Boolean(newestToUndo(this.history.decisions)), busy: this.busy });
  }

  drawCounts() {
    this.view.total(this.findings.total);
    this.filters.count(this.findings.counts);
  }

  keepAddress() {
    const query = new URLSearchParams([...asQuery(this.filters.filter), ...(this.chosen ? [["finding", this.chosen]] : [])]);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }
}

const page = told("page");
knowStatuses(page.statuses);
await new Review(page).begin();
