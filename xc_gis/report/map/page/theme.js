// Keys of themes: stars, joint, CODE (coverage of a category), minutes:CODE, gaps:CODE; of a scenario stars_won, stars_lost, newly:CODE, fewer:CODE. What they show and what they are called.
xcParts.theme = function (page) { // uses records, words
  "use strict";
  var t = page.words.t, ofRuns = Boolean(page.data.scenario) && page.data.scenario.kind === "runs", CHANGES = page.data.scenario ? ["stars_won", "stars_lost", "newly", "fewer"] : [];
  var OVERALL = ["stars", "joint"].concat(CHANGES.slice(0, 2)), BY_CATEGORY = ["minutes", "gaps"].concat(CHANGES.slice(2));
  var NAMES = { stars: t("星级"), joint: t("一站式满足率"), stars_won: t("升星的社区"), stars_lost: t("降星的社区") };
  function parts(key) { var at = key.indexOf(":"); return at > 0 ? [key.slice(0, at), key.slice(at + 1)] : ["", key]; }
  function kind(key) { var before = parts(key)[0]; return before || (OVERALL.indexOf(key) >= 0 ? key : "coverage"); }
  function category(key) { return OVERALL.indexOf(key) >= 0 ? null : page.records.category(parts(key)[1]); }
  function isTheme(key) {
    if (OVERALL.indexOf(key) >= 0) { return true; }
    var before = parts(key)[0];
    return category(key) !== null && (before === "" || BY_CATEGORY.indexOf(before) >= 0);
  }
  function categoryName(c) { // with whom it counts, where that is not everyone
    var group = c.group && t(c.group), called = page.words.named(c);
    return !group ? called : group === c.group ? called + "（" + group + "）" : called + " (" + group + ")";
  }
  function name(key) {
    var shown = kind(key);
    if (NAMES[shown]) { return NAMES[shown]; }
    var label = categoryName(category(key));
    if (shown === "newly") { return ofRuns ? t("{}:覆盖居民增加", label) : t("{}:新覆盖的居民", label); }
    if (shown === "fewer") { return t("{}:减少的覆盖居民", label); }
    return shown === "minutes" ? t("{}步行时间", label) : shown === "gaps" ? t("{}缺口", label) : label;
  }
  function like(key, code) { // the same kind of theme for another category
    var shown = kind(key);
    return BY_CATEGORY.indexOf(shown) >= 0 ? shown + ":" + code : code;
  }
  function isChange(key) { return CHANGES.indexOf(kind(key)) >= 0; }
  function nothing(key) { return category(key) || ofRuns ? t("不能比较") : t(page.data.words.insufficient); } // of a change that nobody can tell
  return { nothing: nothing, ofRuns: ofRuns, isChange: isChange, kind: kind, category: category, isTheme: isTheme, categoryName: categoryName, name: name, like: like };
};
