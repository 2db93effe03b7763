// What a script says to the reader, in the language of the page. The msgid is the Chinese sentence; English comes from
// language/words.js, which base.html loads before every module where the page is not in Chinese.

/** The sentence in the page's language, with every %(name)s replaced by values.name. */
export function _(sentence, values = {}) {
  const translated = globalThis.django?.gettext?.(sentence) ?? sentence;
  return translated.replace(/%\((\w+)\)s/g, (placeholder, name) => (name in values ? String(values[name]) : placeholder));
}
