// What people made of a finding: decisions that stand, remarks, and all that was ever decided.
import { make } from "./elements.js";
import { decidedPassages, passageOf, samePassage } from "./places.js";
import { stateElement, statusElement } from "./statuses.js";
import { _ } from "./words.js";

/** 11月29日 13:05 in the office's zone. */
function timeWords(at, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const { month, day, hour, minute } = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return _("%(month)s月%(day)s日 %(time)s", { month, day, time: `${hour}:${minute}` });
}

const actionName = (action) => ({ accept: _("同意"), change: _("改判"), withdraw: _("撤回") })[action] ?? action;

/** The decisions that stand: one's own, and others' where they may be seen; side by side where two differ. */
function decisions(finding, { page, go, adopt }) {
  const standing = [finding.mine, ...finding.others].filter((decision) => decision?.status);
  const disputed = finding.state === "disputed";
  if (!standing.length && !["look_again", "settled"].includes(finding.state)) return null;
  return make(
    "section",
    { class: `standing ${finding.state}` },
    make("h3", {}, _("人的认定"), " ", stateElement(finding.state)),
    finding.state === "look_again" ? make("p", { class: "note" }, finding.mine?.why || _("这是对上一稿作的决定，所依据的原文已不在原处，请再看。")) : null,
    make("div", { class: disputed && standing.length > 1 ? "beside" : "" }, standing.map((decision) => side(decision, finding, { page, go, adopt }))),
  );
}

function side(decision, finding, { page, go, adopt }) {
  return make(
    "article",
    { class: "decision" },
    make("p", {}, make("b", {}, decision.reviewer), " ", statusElement(decision.status)),
    decision.reason ? make("p", {}, decision.reason) : null,
    make("ul", { class: "passages" }, besides(decision, finding).map((passage) =>
      make("li", {}, make("button", { type: "button", class: "passage t-mine", click: () => go(passage) }, make("span", { class: "quote" }, passage.quote))),
    )),
    make("p", { class: "quiet" }, make("small", {}, timeWords(decision.made_at, page.timeZone))),
    finding.may_settle && finding.state === "disputed"
      ? make("button", { type: "button", "aria-label": _("裁定采用%(name)s的认定", { name: decision.reviewer }), click: () => adopt(decision) }, _("裁定采用"))
      : null,
  );
}

/** What a decision rests on besides the program's evidence, which is shown with its facets. */
function besides(decision, finding) {
  const programs = finding.detail.evidence.filter(({ polarity }) => polarity !== "near").map((piece) => passageOf(piece, finding.documents));
  return decidedPassages(decision, finding).filter((passage) => !programs.some((piece) => samePassage(piece, passage)));
}

const remarkKind = (kind) => ({ comment: _("批注"), question: _("询问区县"), answer: _("区县答复") })[kind] ?? kind;

function remarks(finding, { page }) {
  if (!finding.remarks.length) return null;
  return make(
    "section",
    {},
    make("h3", {}, _("批注与询问")),
    make("ul", { class: "remarks" }, finding.remarks.map((remark) =>
      make(
        "li",
        { class: remark.kind },
        make("p", {}, make("b", {}, remarkKind(remark.kind)), " ", make("small", {}, `${remark.author} · ${timeWords(remark.made_at, page.timeZone)}`)),
        make("p", { class: "said" }, remark.text),
      ),
    )),
  );
}

function history(finding, { page }) {
  if (!finding.history.length) return null;
  return make(
    "details",
    { class: "history" },
    make("summary", {}, _("决定的经过 %(number)s 条", { number: finding.history.length })),
    make("ol", {}, finding.history.map((decision) =>
      make(
        "li",
        {},
        make("small", {}, `${timeWords(decision.made_at, page.timeZone)} ${decision.reviewer} `),
        actionName(decision.action),
        decision.status ? [" ", statusElement(decision.status)] : null,
        decision.reason ? make("span", { class: "quiet" }, ` ${decision.reason}`) : null,
      ),
    )),
  );
}

export const recordsOf = { decisions, remarks, history };
