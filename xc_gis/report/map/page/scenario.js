// What the page of a scenario has besides: themes of what changes, and a tick that shows the study as it is without the changes.
xcParts.scenario = function (page, redraw) { // uses words, theme, figures, elements
  "use strict";
  var t = page.words.t, el = page.elements.el, of = page.data.scenario;
  function themes(group, option) { // group(label) and option(group, key, label) of the choice of themes
    if (!of) { return; }
    var stars = group(page.theme.ofRuns ? t("与另一次结果相比 · 星级") : t("改动 · 星级"));
    ["stars_won", "stars_lost"].forEach(function (key) { option(stars, key, page.theme.name(key)); });
    (page.theme.ofRuns
      ? [["newly", t("与另一次结果相比 · 覆盖居民增加")], ["fewer", t("与另一次结果相比 · 覆盖居民减少")]]
      : [["newly", t("改动 · 新覆盖的居民")], ["fewer", t("改动 · 减少的覆盖居民")]]).forEach(function (way) {
      var categories = page.data.categories.filter(function (c) { return of[way[0]][c.code]; });
      if (!categories.length) { return; }
      var g = group(way[1]);
      categories.forEach(function (c) { option(g, way[0] + ":" + c.code, page.theme.name(way[0] + ":" + c.code)); });
    });
  }
  function offer() { // a tick below the choice of themes
    var select = document.getElementById("xc-theme"), label = el("label", "tick"), tick = el("input");
    tick.type = "checkbox"; tick.id = "xc-before";
    tick.addEventListener("change", function () { page.figures.set(tick.checked ? of.before : null); redraw(); });
    label.appendChild(tick); label.appendChild(el("span", "", page.theme.ofRuns ? t("显示另一次结果({} {})", of.other.day, of.other.run) : t("显示改动前")));
    select.parentNode.insertBefore(label, select.nextSibling);
  }
  if (of && !page.inWindow) { offer(); }
  return { themes: themes };
};
