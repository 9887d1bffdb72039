// Before the page's own script: the page is in the window, and speaks its language. WORDS: Chinese sentences with {} for what is
// filled in, and the same as the window's language writes them with {0}, {1}.
window.xcWindow = (function (words) {
  "use strict";
  function t(sentence) {
    var values = Array.prototype.slice.call(arguments, 1), n = 0;
    if (!Object.prototype.hasOwnProperty.call(words, sentence)) { return sentence.replace(/\{\}/g, function () { n += 1; return values[n - 1]; }); }
    var known = words[sentence]; // two forms: one, many
    return (typeof known === "string" ? known : known[String(values[0]) === "1" ? 0 : 1]).replace(/\{(\d+)\}/g, function (_, i) { return values[Number(i)]; });
  }
  return { t: t };
})(WORDS);
