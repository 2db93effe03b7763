// Statuses and states by word and mark.
import { make } from "./elements.js";
import { _ } from "./words.js";

let known = new Map();

/** Take in the page's list of statuses. */
export function knowStatuses(statuses) {
  known = new Map(statuses.map((status) => [status.value, status]));
}

export const statuses = () => [...known.values()];
export const nameOf = (value) => known.get(value)?.name ?? value;
export const markOf = (value) => known.get(value)?.mark ?? "";
export const isGap = (value) => known.get(value)?.gap ?? false;

/** ✗ 自述不符, in the status' colour. */
export function statusElement(value) {
  return make("span", { class: `status s-${value}`, "data-mark": markOf(value) }, nameOf(value));
}

const STATES = {
  open: () => ["○", _("待评审")],
  look_again: () => ["↻", _("请再看")],
  disputed: () => ["≠", _("意见不一")],
  decided: () => ["●", _("已认定")],
  settled: () => ["◆", _("已裁定")],
};

export const states = () => Object.keys(STATES);
export const stateName = (state) => STATES[state]?.()[1] ?? state;

/** ↻ 请再看 */
export function stateElement(state) {
  const [mark, name] = STATES[state]?.() ?? ["", state];
  return make("span", { class: `state ${state}` }, make("span", { "aria-hidden": "true" }, `${mark} `), name);
}

export const percent = (share) => `${Math.round(share * 100)}%`;
