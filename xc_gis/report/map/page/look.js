// What a community shows in a theme: fill, words, key of its legend row, dots over it where its stars may change.
xcParts.look = function (page) { // uses records, words, classes, theme
  "use strict";
  var t = page.words.t, words = page.words, classes = page.classes, themes = page.data.themes;
  var HATCH = "url(#xc-hatch)";

  function stars(c) {
    if (c.stars === null) { return { fill: HATCH, words: t(page.data.words.insufficient), key: "hatch" }; }
    var range = c.stars_low !== c.stars_high;
    return {
      fill: classes.of("stars")[c.stars].colour, key: c.stars, unsure: range,
      words: range ? words.stars(c.stars_low) + t(" 至 ") + words.stars(c.stars_high) : words.stars(c.stars)
    };
  }
  function shares(c, key) {
    return page.theme.kind(key) === "joint"
      ? { low: c.joint_low, share: c.joint, high: c.joint_high, gap: 0, unknown: 0, median_minutes: null, note: "", few: c.joint_few }
      : page.records.coverage(c, page.theme.category(key).code);
  }
  function minutes(v, limit) {
    // a known facility within the limit is a fact; beyond it, one that nobody listed may be nearer
    if (v.share === null && (v.median_minutes === null || v.median_minutes > limit)) { return { fill: HATCH, words: t("未知"), key: "hatch" }; }
    var at = classes.walkClass(v.median_minutes, limit);
    return {
      fill: classes.of(classes.walks(limit))[at].colour, key: at,
      words: v.median_minutes === null ? t("两倍时限内到不了") : t("居民中位 {} 分钟", v.median_minutes.toFixed(1))
    };
  }
  function gaps(v) {
    if (v.share === null) { return { fill: HATCH, words: v.few ? t("未知") : t("未知(缺口至少 {} 人)", words.whole(v.gap)), key: "hatch" }; }
    var at = classes.classOf("gaps", v.gap), row = classes.of("gaps")[at]; // few: of a figure that is not shown the class alone
    return { fill: row.colour, words: v.few ? classes.label(row) : t("缺口居民 {} 人", words.whole(v.gap)), key: at };
  }
  function changed(c, key) {
    var shown = page.theme.kind(key), of = page.theme.category(key), value = page.records.change(c, shown, of && of.code);
    if (value === null) { return { fill: HATCH, words: page.theme.nothing(key), key: "hatch" }; }
    var at = classes.classOf(shown, value), row = classes.of(shown)[at];
    return { fill: row.colour, words: of && value > 0 ? t("{} 人", words.whole(value)) : classes.label(row), key: at };
  }
  function look(c, key) {
    var shown = page.theme.kind(key);
    if (page.theme.isChange(key)) { return changed(c, key); }
    if (shown === "stars") { return stars(c); }
    var v = shares(c, key);
    if (v.note.indexOf("not_applicable") >= 0) { return { fill: themes.nothing, words: t("不适用"), key: "none" }; }
    if (v.low === null) { return { fill: HATCH, words: v.note.indexOf("no_location") >= 0 ? t("没有位置") : t("没有居民"), key: "none" }; }
    if (shown === "minutes") { return minutes(v, page.theme.category(key).minutes); }
    if (shown === "gaps") { return gaps(v); }
    if (v.share === null && v.few) { return { fill: HATCH, words: t("未知"), key: "hatch" }; }
    if (v.share === null) { return { fill: HATCH, words: t("未知({} 至 {})", words.percent(v.low), words.percentAtMost(v.high)), key: "hatch" }; }
    var at = classes.classOf(shown, v.share);
    return { fill: classes.of(shown)[at].colour, words: v.few ? classes.label(classes.of(shown)[at]) : words.percent(v.share), key: at };
  }
  return { of: look, HATCH: HATCH };
};
