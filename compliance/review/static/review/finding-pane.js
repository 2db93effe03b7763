// The right pane: what is required, what was found for each facet, what is missing.
import { make } from "./elements.js";
import { recordsOf } from "./finding-records.js";
import { passageOf, placeWords, sharedWords, underlined } from "./places.js";
import { isGap, percent, statusElement } from "./statuses.js";
import { _ } from "./words.js";

/** Everything about one finding. `page` is what the server told; `go(passage)` shows a passage in the document;
 * `own` are the passages that the reader marked and has not yet saved, `unmark(index)` takes one back,
 * `adopt(decision)` begins a settlement with one side's status, `choose(id)` goes to another finding. */
export function findingElements(finding, { page, go, own, unmark, adopt, choose }) {
  const { detail } = finding;
  return [
    head(finding, page),
    finding.newest ? null : outdated(finding, choose),
    make("p", { class: "requirement" }, detail.requirement),
    ownPassages(own, go, unmark),
    recordsOf.decisions(finding, { page, go, adopt }),
    make("h3", {}, _("要点")),
    make("ol", { class: "facets" }, detail.facets.map((facet) => facetElement(facet, finding, { page, go }))),
    detail.facets.length ? null : make("p", {}, detail.explanation),
    recordsOf.remarks(finding, { page }),
    recordsOf.history(finding, { page }),
  ];
}

function head(finding, page) {
  const { detail } = finding;
  const doubtful = finding.confidence < page.closerLookBelow;
  return make(
    "header",
    {},
    make("p", { class: "path quiet" }, [finding.district, ...detail.path].join(" › ")),
    make("h2", { id: "finding-title" }, finding.title),
    make(
      "p",
      { class: "proposed" },
      make("span", { class: "quiet" }, _("程序提出")),
      statusElement(finding.status),
      make("span", {}, _("把握 %(share)s", { share: percent(finding.confidence) })),
      doubtful ? make("span", { class: "badge urgent" }, _("需细看")) : null,
    ),
  );
}

function outdated(finding, choose) {
  const newest = finding.earlier.find((each) => each.newest);
  return make(
    "p",
    { class: "note" },
    _("这是对旧稿的检查结果。"),
    newest ? make("button", { type: "button", class: "plain", click: () => choose(newest.id) }, _("看新稿的这一条")) : null,
  );
}

function facetElement(facet, finding, { page, go }) {
  const { detail } = finding;
  const evidence = facet.evidence.map((index) => detail.evidence[index]).filter(Boolean);
  const closest = facet.closest.map((index) => detail.evidence[index]).filter(Boolean);
  const told = { facet, finding, page, go };
  return make(
    "li",
    { class: `facet s-${facet.status}` },
    make("p", { class: "statement" }, statusElement(facet.status), make("span", {}, facet.statement), facet.required ? null : make("small", {}, _("参考"))),
    evidence.length ? make("ul", { class: "passages" }, evidence.map((piece) => passageElement(piece, told))) : null,
    isGap(facet.status) ? missing(facet, evidence) : null,
    closest.length
      ? make(
          "details",
          { class: "closest", open: !evidence.length },
          make("summary", {}, _("最接近的原文 %(number)s 处，不作为依据", { number: closest.length })),
          make("ul", { class: "passages" }, closest.map((piece) => passageElement(piece, told, "near"))),
        )
      : null,
  );
}

function missing(facet, evidence) {
  if (facet.absent_parts.length) {
    return make("p", { class: "missing" }, make("b", {}, _("缺：")), facet.absent_parts.join(_("；")));
  }
  // The explanation begins with the status, the statement and where it is, which stand above already.
  const words = facet.explanation.replace(/^[^：]{2,6}：“[^”]*”(（.*）)?[。；]/, "");
  const said = evidence.some((piece) => `${piece.why}。` === words);
  return words && !said ? make("p", { class: "missing" }, words) : null;
}

function passageElement(piece, { facet, finding, page, go }, tone = piece.polarity) {
  const passage = { ...passageOf(piece, finding.documents), tone };
  const words = sharedWords(facet.statement, piece.quote);
  const doubt = piece.recognition !== undefined && piece.recognition < page.lowRecognitionBelow;
  const button = make(
      "button",
      { type: "button", class: `passage t-${tone}`, click: () => go(passage) },
      make("span", { class: "quote" }, underlined(piece.quote, words).map(([text, lit]) => (lit ? make("u", {}, text) : text))),
      make(
        "span",
        { class: "whence" },
        [
          tone === "near" ? "" : page.polarities[piece.polarity],
          documentName(piece.document, finding.documents),
          placeWords(piece.place, page.parts),
          doubt ? _("识别把握 %(share)s，请对照原件", { share: percent(piece.recognition) }) : "",
          piece.why,
        ].filter(Boolean).join(" · "),
      ),
  );
  button.passage = passage; // with the focus on it, the key that marks evidence takes it
  return make("li", {}, button);
}

/** The document's name where there are several. */
function documentName(number, documents) {
  return documents.length > 1 ? (documents.find((document) => document.number === number)?.name ?? "") : "";
}

function ownPassages(own, go, unmark) {
  if (!own.length) return null;
  return make(
    "section",
    { class: "own-passages" },
    make("h3", {}, _("您标的依据（随决定保存）")),
    make("ul", { class: "passages" }, own.map((passage, index) =>
      make(
        "li",
        { class: "own-passage" },
        make("button", { type: "button", class: "passage t-mine", click: () => go({ ...passage, tone: "mine" }) }, make("span", { class: "quote" }, passage.quote)),
        make("button", { type: "button", class: "plain", "aria-label": _("不要这一处：%(quote)s", { quote: passage.quote.slice(0, 20) }), click: () => unmark(index) }, "×"),
      ),
    )),
  );
}
