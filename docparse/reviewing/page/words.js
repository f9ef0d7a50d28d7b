// The sentences of the page in the language that it is shown in.

let language = data.language;

/** A sentence with its fields filled in; a key that nobody wrote a sentence for is shown as it is. */
function word(key, fields = {}) {
  const sentence = data.words[language][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (all, name) => String(fields[name] ?? all));
}

const has = (key) => key in data.words[language];
const labelOf = (field) => word(`review.field-${field}`);
const statusWord = (status) => word(`review.status-${status}`);
const letterOf = (status) => word(`review.letter-${status}`);
const otherLanguage = () => (language === "zh" ? "en" : "zh");
const languageTag = () => (language === "zh" ? "zh-CN" : "en");
