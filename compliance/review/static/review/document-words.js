// What the document pane says, in the language of the page.
const ENGLISH = {
  "文档": "Document",
  "看法": "View",
  "原貌": "Pages",
  "对照": "Both",
  "文字": "Text",
  "缩小": "Smaller",
  "放大": "Larger",
  "正在打开……": "Opening …",
  "打不开这份文档，请刷新页面后再试。": "This document cannot be opened. Reload the page and try again.",
  "没有找到这份文档，或者不在您的权限之内。": "There is no such document, or you may not see it.",
  "这一页画不出来，请看文字。": "This page cannot be drawn. Its text is shown instead.",
  "第 {} 页的图像": "Picture of page {}",
  "选取文字即作为依据；键盘用 [ 和 ] 逐句选取，Shift+] 接着选下一句。":
    "Select text to mark it as evidence; with the keyboard, [ and ] select sentence by sentence, Shift+] adds the next.",
};

/** The sentence in the page's language; {} is replaced by `value`. */
export function say(sentence, value = "") {
  const found = document.documentElement.lang.startsWith("en") ? ENGLISH[sentence] ?? sentence : sentence;
  return found.replace("{}", value);
}
