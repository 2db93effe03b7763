// What the review page shows besides the list and the document: the finding, what was selected, what went wrong.
import { sayFault } from "./dialogs.js";
import { make } from "./elements.js";
import { findingElements } from "./finding-pane.js";
import { nameOf, stateName } from "./statuses.js";
import { _ } from "./words.js";

const byId = (id) => document.getElementById(id);

export class ReviewView {
  constructor(page) {
    this.page = page;
  }

  /** The finding, `at` which place of `total` it stands, with the reader's `own` passages. */
  finding(finding, { own, at, total }, does) {
    const box = byId("finding");
    const held = box.contains(document.activeElement);
    box.replaceChildren(...findingElements(finding, { page: this.page, own, ...does }).filter(Boolean));
    if (held) box.focus(); // what had the focus is gone
    byId("position").textContent = at ? `${at} / ${total}` : "";
  }

  /** A finding is read from its beginning. */
  top() {
    this.quiet();
    byId("finding").scrollTop = 0;
  }

  /** Why a finding cannot be shown, and a way to try again. */
  notShown(fault, again) {
    const told = make("p", { class: "fault", role: "alert" });
    sayFault(told, fault, this.page.signIn);
    byId("finding").replaceChildren(told, make("p", {}, make("button", { type: "button", click: again }, _("再试一次"))));
    byId("position").textContent = "";
    if (!("status" in fault)) console.error(fault);
  }

  nothing() {
    byId("finding").replaceChildren(make("p", { class: "empty" }, _("没有符合筛选的发现。")));
    byId("position").textContent = "";
  }

  selection(passage) {
    const box = byId("selection");
    box.hidden = !passage;
    if (!passage) return;
    const cut = passage.cut ? make("small", {}, _("只取第一段里的")) : null; // a passage stands in one block
    box.replaceChildren(...[make("b", {}, _("选中")), cut, make("span", {}, `“${passage.quote}”`)].filter(Boolean));
  }

  total(total) {
    byId("total").textContent = _("%(total)s 条", { total });
    const button = byId("together");
    button.hidden = !this.page.decides || !total;
    button.textContent = _("同意筛选出的全部 %(total)s 条", { total });
  }

  say(words) {
    byId("said").textContent = words.trim();
  }

  quiet() {
    byId("notice").hidden = true;
  }

  /** Say why something was refused; it stays until the reader goes on. */
  refuse(fault) {
    const notice = byId("notice");
    sayFault(notice, fault, this.page.signIn);
    notice.append(" ", make("button", { type: "button", class: "plain", click: () => this.quiet() }, _("知道了")));
    if (!("status" in fault)) console.error(fault);
  }
}

/** 第 3 条，共 37 条：班额不超标，自述不符，待评审 */
export function announcement(finding, position, total) {
  const told = { position, total, title: finding.title, status: nameOf(finding.status), state: stateName(finding.state) };
  if (!position) return _("%(title)s，%(status)s，%(state)s", told);
  return _("第 %(position)s 条，共 %(total)s 条：%(title)s，%(status)s，%(state)s", told);
}
