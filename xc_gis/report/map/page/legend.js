// The legend of a theme: rows { fill, words, count, dot, ring, hatched, stippled, note }, and how the page draws them.
xcParts.legend = function (page) { // uses words, classes, theme, look, elements
  "use strict";
  var t = page.words.t, words = page.words, classes = page.classes, themes = page.data.themes, el = page.elements.el;

  function counted(key) { // communities by the key of their row
    var counts = {};
    page.data.communities.forEach(function (c) { var row = page.look.of(c, key).key; counts[row] = (counts[row] || 0) + 1; });
    return counts;
  }
  // drawn: { sites, people, chosenTypes }: facilities and residents in gap that are on the map; whether types were chosen by hand
  function rows(key, drawn) {
    var counts = counted(key), shown = page.theme.kind(key), made = [];
    function row(own) { return Object.assign({ fill: "", words: "", count: "", dot: false, ring: false, hatched: false, stippled: false, note: false }, own); }
    function add(own) { made.push(row(own)); }
    function communities(of) { return t("{} 个社区", counts[of] || 0); }
    function ramp(name, label) {
      var order = classes.of(name).map(function (one, n) { return row({ fill: one.shown, words: label(one, n), count: communities(n) }); });
      made = made.concat(shown === "minutes" ? order : order.reverse()); // the best, or the most, stands first
    }
    if (shown === "stars") {
      ramp("stars", classes.label);
      add({ hatched: true, words: t(page.data.words.insufficient), count: communities("hatch") });
      if (page.data.communities.some(function (c) { return page.look.of(c, key).unsure; })) { add({ stippled: true, words: t("点纹：未知数据可能改变星级") }); }
    } else if (page.theme.isChange(key)) {
      ramp(shown, classes.label);
      if (counts.hatch) { add({ hatched: true, words: page.theme.nothing(key), count: communities("hatch") }); }
    } else {
      var limit = shown === "minutes" ? page.theme.category(key).minutes : 0;
      ramp(limit ? classes.walks(limit) : shown, limit ? function (_, n) { return classes.walkLabel(n, limit); } : classes.label);
      var unknown = limit ? t("未知(已知设施都在时限外)") : t("未知(未知居民超过 {})", words.percent(page.data.unknown_max));
      add({ hatched: true, words: unknown, count: communities("hatch") });
      if (counts.none) { add({ fill: themes.nothing, words: t("不适用、没有居民或没有位置"), count: communities("none") }); }
    }
    if (drawn.sites) { add({ fill: themes.marks.facility, dot: true, ring: true, words: drawn.chosenTypes ? t("所选设施") : t("提供服务的设施"), count: t("{} 处", drawn.sites) }); }
    if (drawn.people > 0) {
      themes.gap_dots.concat([themes.beyond_dot]).forEach(function (dot, n) {
        add({ fill: dot.colour, dot: true, words: classes.label(dot), count: n ? "" : t("共 {} 人", words.whole(drawn.people)) });
      });
    }
    if (page.data.unplaced > 0) { add({ note: true, words: t("另有 {} 个社区没有位置,未画在图上,各表中保留", page.data.unplaced) }); }
    return made;
  }
  function draw(box, list) {
    box.textContent = "";
    list.forEach(function (r) {
      if (r.note) { box.appendChild(el("div", "xc-soft", r.words)); return; }
      var row = el("div"), swatch = el("span", r.dot ? "dot" : "swatch");
      if (r.hatched) { swatch.classList.add("hatched"); } else if (r.stippled) { swatch.classList.add("stippled"); } else if (r.ring) { swatch.style.border = "3px solid " + r.fill; } else { swatch.style.background = r.fill; }
      row.appendChild(swatch); row.appendChild(el("span", "", r.words));
      if (r.count) { row.appendChild(el("span", "count", r.count)); }
      box.appendChild(row);
    });
  }
  return { rows: rows, draw: draw };
};
