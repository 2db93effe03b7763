// Deciding: each command asks what it has to ask, tells the server, and says how it went.
import { post } from "./api.js";
import { drawStatuses, open } from "./dialogs.js";
import { asBody } from "./filters.js";
import { forApi, passageOf } from "./places.js";
import { nameOf } from "./statuses.js";
import { _ } from "./words.js";

const byId = (id) => document.getElementById(id);

/** What a decision rests on: nothing said where nothing was marked, so that the program's passages stand. */
export function restsOn(finding, own, accepts) {
  if (!own.length) return undefined;
  const evidence = finding.detail.evidence.filter((piece) => piece.polarity !== "near");
  const programs = accepts ? evidence.map((piece) => passageOf(piece, finding.documents)) : [];
  return [...programs, ...own].map((passage) => forApi(passage, finding.documents));
}

export class Deciding {
  /** `decided(answer, words)` after a decision, `remarked(finding, words)` after a remark, `together(words)` after many. */
  constructor(page, drafts, { decided, remarked, together }) {
    Object.assign(this, { page, drafts, decided, remarked, together });
  }

  async accept(finding) {
    const { passages } = this.drafts.of(finding.id);
    const answer = await post(`/findings/${finding.id}/decisions`, { action: "accept", passages: restsOn(finding, passages, true) });
    this.drafts.saved(finding.id, "passages");
    await this.decided(answer, _("已同意：%(title)s", { title: finding.title }));
  }

  /** Ask for a status and a reason; `status` is chosen from the start. */
  change(finding, status = "") {
    const dialog = byId("change-dialog");
    const draft = this.drafts.of(finding.id);
    const reason = dialog.querySelector("textarea");
    const note = (chosen) => {
      const overruled = chosen !== finding.status;
      reason.required = overruled;
      byId("change-reason-note").textContent = overruled ? _("与程序不同，必须填写") : _("与程序相同，可以不填");
      this.drafts.keep(finding.id, { status: chosen });
    };
    dialog.querySelector(".about").textContent = _("%(title)s。程序提出：%(status)s", { title: finding.title, status: nameOf(finding.status) });
    const marked = draft.passages.length;
    dialog.querySelector(".with").textContent = marked ? _("同时保存您标的依据 %(number)s 处。", { number: marked }) : "";
    reason.value = draft.reason;
    reason.oninput = () => this.drafts.keep(finding.id, { reason: reason.value });
    const chosen = status || draft.status || finding.mine?.status || "";
    note(chosen);
    open(dialog, () => this.#saveChange(finding, dialog.querySelector("input:checked").value, reason.value), this.page.signIn);
    drawStatuses(dialog, chosen, note);
  }

  comment(finding) {
    this.#remark(finding, "comment", _("批注（评审员之间可见）"), _("保存批注"));
  }

  ask(finding) {
    this.#remark(finding, "question", _("询问区县"), _("发出询问"));
  }

  async undo(decision) {
    const answer = await post(`/decisions/${decision.id}/withdraw`);
    await this.decided(answer, _("已撤销对“%(title)s”的决定。", { title: decision.title }), true);
  }

  /** Undo what stands of the bulk decision that `decision` is part of, once the reader has said yes. */
  undoTogether(decision) {
    const dialog = byId("together-dialog");
    byId("together-title").textContent = _("撤销整批决定");
    dialog.querySelector(".about").textContent = _("“%(title)s”是成批同意的。", { title: decision.title });
    dialog.querySelector(".with").textContent = _("这一批里仍然有效的决定全部撤销；您后来另行改定的不变。只想撤销一条，请用“我的决定”里那一条后面的撤销。");
    dialog.querySelector(".primary").textContent = _("撤销这一批");
    open(dialog, async () => {
      const done = await post(`/decisions/together/${decision.together}/withdraw`);
      const left = done.left ? _("；%(left)s 条所在轮次已结束或不再由您评审，不变", { left: done.left }) : "";
      await this.together(_("已撤销 %(number)s 条", { number: done.withdrawn }) + left);
    }, this.page.signIn);
  }

  /** Accept all `total` findings that a filter shows, told in `words`, once the reader has said yes. */
  acceptAll(filter, total, words) {
    const dialog = byId("together-dialog");
    byId("together-title").textContent = _("同意筛选出的全部 %(total)s 条", { total });
    dialog.querySelector(".about").textContent = words ? _("筛选：%(words)s", { words }) : _("没有筛选：这是您能看到的全部发现。");
    dialog.querySelector(".with").textContent = _("每一条都照程序提出的状态记为您的决定；您已经定过的不变。事后可以整批撤销，也可以逐条撤销。");
    dialog.querySelector(".primary").textContent = _("同意这 %(total)s 条", { total });
    open(dialog, async () => {
      const done = await post("/decisions/together", { filter: asBody(filter), expected: total });
      const left = done.left ? _("；%(left)s 条您已定过，不变", { left: done.left }) : "";
      await this.together(_("已同意 %(number)s 条", { number: done.accepted }) + left);
    }, this.page.signIn);
  }

  async #saveChange(finding, status, reason) {
    const accepts = status === finding.status;
    const passages = restsOn(finding, this.drafts.of(finding.id).passages, accepts);
    const answer = await post(`/findings/${finding.id}/decisions`, { action: accepts ? "accept" : "change", status, reason, passages });
    this.drafts.saved(finding.id, "status", "reason", "passages");
    await this.decided(answer, _("已定为%(status)s：%(title)s", { status: nameOf(status), title: finding.title }));
  }

  #remark(finding, kind, title, what) {
    const dialog = byId("remark-dialog");
    const text = dialog.querySelector("textarea");
    byId("remark-title").textContent = title;
    dialog.querySelector(".about").textContent = `${finding.district} · ${finding.title}`;
    dialog.querySelector(".what").textContent = what;
    text.value = this.drafts.of(finding.id)[kind];
    text.oninput = () => this.drafts.keep(finding.id, { [kind]: text.value });
    open(dialog, async () => {
      await post(`/findings/${finding.id}/remarks`, { kind, text: text.value });
      this.drafts.saved(finding.id, kind);
      await this.remarked(finding, kind === "comment" ? _("批注已保存。") : _("询问已发给区县。"));
    }, this.page.signIn);
    text.focus();
  }
}
