// The fact sheet of a community in the side panel; the window has its own.
xcParts.sheet = function (page, box, asked) { // uses state, records, words, theme, elements; asked(community, category): a row was clicked
  "use strict";
  var el = page.elements.el, words = page.words, t = page.words.t, percent = page.words.percent;
  function fact(card, name, text) { var d = el("div"); d.appendChild(el("span", "soft", name + " ")); d.appendChild(document.createTextNode(text)); card.appendChild(d); }
  function of(theme, share) { // the class of a figure that is not shown
    return share === null ? t("未知") : page.classes.label(page.classes.of(theme)[page.classes.classOf(theme, share)]);
  }
  function rating(card, c) {
    if (c.stars === null) { card.appendChild(el("div", "xc-stars", t(page.data.words.insufficient))); return; }
    var stars = c.stars_low === c.stars_high ? words.stars(c.stars) : words.stars(c.stars_low) + " ~ " + words.stars(c.stars_high);
    card.appendChild(el("div", "xc-stars", stars + (c.provisional ? t("(暂评)") : "")));
    if (c.provisional) { card.appendChild(el("div", "soft", t("缺少服务落实或群众评价数据"))); }
    if (c.score === null) { return; }
    fact(card, t("得分"), c.score.toFixed(1) + (c.score_low !== c.score_high ? t("({} 至 {})", c.score_low.toFixed(1), c.score_high.toFixed(1)) : ""));
  }
  function head(c) {
    var card = el("div", "xc-card");
    card.appendChild(el("h2", "", c.name));
    card.appendChild(el("div", "soft", c.subdistrict + " · " + (c.residents === null ? t("居民不足 5 人") : t("居民 {}", words.whole(c.residents))) + (c.derived ? " · " + t("范围为推定") : "") + " · " + c.id));
    rating(card, c);
    if (c.completeness !== null) { fact(card, t("数据完整度"), percent(c.completeness)); }
    if (c.joint_low !== null) { fact(card, t("一站式满足率"), c.joint_few ? of("joint", c.joint) : c.joint_low === c.joint_high ? percent(c.joint_low) : t("{} 至 {}", percent(c.joint_low), words.percentAtMost(c.joint_high))); }
    if (c.reasons.length) {
      card.appendChild(el("div", "soft", c.stars === null ? t("为何暂不评级") : t("距 {} 星差在", c.stars + 1)));
      var list = el("ul");
      c.reasons.forEach(function (r) { list.appendChild(el("li", "", words.named(r))); });
      card.appendChild(list);
    }
    if (c.few) { card.appendChild(el("div", "soft", t("有不足 5 人的数据,差在哪里未列"))); }
    if (c.surveys.zh) { fact(card, t("可定星的核实"), words.named(c.surveys)); }
    (c.more || []).forEach(function (one) { // what further standards of the study make of it
      card.appendChild(el("div", "soft", t("另一标准：{}", words.named(one.name))));
      card.appendChild(el("div", "", words.named(one.stars)));
      if (one.reasons.length) { fact(card, t("差在"), words.listed(one.reasons.map(words.named))); }
    });
    return card;
  }
  function bar(v) { // { element, label }
    var made = el("span", "bar"), nothing = page.data.themes.nothing;
    if (v.note.indexOf("not_applicable") >= 0) { made.style.background = nothing; return { element: made, label: t("不适用") }; }
    if (v.low === null) { made.style.background = nothing; return { element: made, label: t("无居民") }; }
    var yes = el("i", "yes"), unknown = el("i", "hatched");
    yes.style.width = v.low * 100 + "%"; unknown.style.width = (v.high - v.low) * 100 + "%";
    made.appendChild(yes); made.appendChild(unknown);
    return { element: made, label: v.share === null ? t("未知") : v.few ? of("coverage", v.share) : percent(v.share) };
  }
  function more(c, k, v) { // what a row says of the category that is shown
    var parts = [t("要求 {} 分钟（{}）", k.minutes, t(k.profile_zh))], near = page.records.nearest(c, k.code);
    if (k.group) { parts.push(t("对象 {}", t(k.group))); }
    if (v.few) { parts.push(t("有不足 5 人的数据,人数与比例未列")); v = Object.assign({}, v, { gap: 0, unknown: 0, low: null }); }
    if (v.low !== null && v.share === null) { parts.push(t("下限 {},上限 {}", percent(v.low), words.percentAtMost(v.high))); }
    if (v.gap > 0) { parts.push(t("缺口居民 {}", words.whole(v.gap))); }
    if (v.unknown > 0) { parts.push(t("未知居民 {}", words.whole(v.unknown))); }
    if (v.median_minutes !== null) { parts.push(t("居民中位 {} 分钟", v.median_minutes.toFixed(1))); }
    parts.push(near ? t("社区中心最近:{}({} 分钟)", near.facility.name, near.minutes.toFixed(1)) : t("社区中心最近:{}", v.unknown > 0 || v.share === null ? t("资料不全，不能确定") : t("两倍时限内没有")));
    if (v.note.indexOf("ages_unknown") >= 0) { parts.push(t("年龄结构不明,按全体居民计")); }
    return words.listed(parts);
  }
  function row(c, k) {
    var here = page.theme.category(page.state.theme) === k, v = page.records.coverage(c, k.code), made = el("button", "xc-row" + (here ? " on" : "")), shown = bar(v);
    made.type = "button";
    made.appendChild(el("span", "name" + (k.mandatory ? " must" : ""), words.named(k))).title = words.named(k);
    made.appendChild(shown.element); made.appendChild(el("span", "value", shown.label));
    if (here) { made.appendChild(el("span", "more", more(c, k, v))); }
    made.addEventListener("click", function () {
      asked(c, k);
      var now = box.querySelector(".xc-row.on");
      if (now) { now.focus(); }
    });
    return made;
  }
  function draw(c) {
    box.textContent = "";
    if (!c) { return; }
    box.appendChild(head(c));
    var rows = el("div", "xc-card");
    rows.appendChild(el("div", "soft", t("各类服务覆盖率(点击看最近设施与其服务范围)")));
    page.data.categories.forEach(function (k) { rows.appendChild(row(c, k)); });
    box.appendChild(rows);
  }
  return { draw: draw };
};
