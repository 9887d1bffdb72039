// Sentences and numbers as the page says them. say(sentence, values…): the window's, in its language. Without it in that of the page:
// own: sentences of the scripts with {} for what is filled in, and the same as its language writes them with {0}, {1}; null: as they are.
xcParts.words = function (say, own) {
  "use strict";
  function filled(sentence) { // a sentence with values for its {}
    var values = Array.prototype.slice.call(arguments, 1), n = 0, known = own && Object.prototype.hasOwnProperty.call(own, sentence) ? own[sentence] : null;
    if (known) { // two forms: one, many
      return (typeof known === "string" ? known : known[String(values[0]) === "1" ? 0 : 1]).replace(/\{(\d+)\}/g, function (_, i) { return values[Number(i)]; });
    }
    return sentence.replace(/\{\}/g, function () { n += 1; return values[n - 1]; });
  }
  var t = say || filled;
  function percent(share) { return share > 1e-9 && share < 0.001 - 1e-9 ? "<0.1%" : (Math.floor(share * 1000 + 1e-6) / 10).toFixed(1) + "%"; } // cut, never rounded up; somebody is never 0.0%
  function percentAtMost(share) { // the high end of a range: raised, never told too low; below a whole percent it says so
    if (share > 1e-9 && share < 0.001 - 1e-9) { return percent(share); }
    var top = Math.ceil(share * 1000 - 1e-6);
    return (top % 10 === 0 && top > share * 1000 + 1e-6 ? "<" : "") + (top / 10).toFixed(1) + "%";
  }
  function whole(n) { return Math.round(n).toLocaleString("zh-CN"); }
  function number(n) { return String(Math.round(n * 10) / 10); }
  var latin = t("北") !== "北";
  function listed(parts) { return parts.join(latin ? "; " : "；"); }
  function named(thing) { return (latin && thing.en) || thing.zh; } // English where it was chosen and the standard has it
  function stars(n) { return n === 0 ? t("0 星") : new Array(n + 1).join("★"); }
  return { t: t, percent: percent, percentAtMost: percentAtMost, whole: whole, number: number, stars: stars, named: named, listed: listed, latin: latin };
};
