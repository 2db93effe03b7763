// Asking the API: JSON in and out, the CSRF token of the moment, and faults in words that say what to do.
import { _ } from "./words.js";

/** Why a request did not do what was asked; `ended` where the reader has to sign in again. */
export class Refused extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }

  get ended() {
    return this.status === 401;
  }
}

/** `query`: [name, value] pairs. */
export const get = (path, query = []) => ask("GET", `${path}${queryString(query)}`);
export const post = (path, body = {}) => ask("POST", path, body);

async function ask(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["Content-Type"] = "application/json";
    headers["X-CSRFToken"] = csrfToken(document.cookie); // read each time: signing in elsewhere changes it
  }
  let response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    throw new Refused(_("连不上服务器，这一步没有保存。请检查网络后再试，已填的内容还在。"));
  }
  if (response.status === 401 || response.type === "opaqueredirect") {
    throw new Refused(_("登录已过期，这一步没有保存。请在新窗口登录，再回到这里重试，已填的内容还在。"), 401);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw new Refused(answer?.message || _("服务器没有完成这一步。请稍后再试，已填的内容还在。"), response.status);
}

/** The token in a cookie string; "" where there is none. */
export function csrfToken(cookies) {
  const found = cookies.split("; ").find((cookie) => cookie.startsWith("compliance_csrf="));
  return found ? decodeURIComponent(found.slice("compliance_csrf=".length)) : "";
}

const queryString = (query) => (query.length ? `?${new URLSearchParams(query)}` : "");
