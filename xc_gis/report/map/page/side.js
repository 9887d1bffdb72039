// The side panel's controls: the choice of a theme, the ticks of the layers.
xcParts.side = function (page, requests) { // uses theme, elements; requests: { theme(key), layer(name, on) }
  "use strict";
  var el = page.elements.el, t = page.words.t, select = document.getElementById("xc-theme"), ticks = {};
  function option(parent, value, label) { var o = el("option", "", label); o.value = value; parent.appendChild(o); }
  function group(label) { var g = document.createElement("optgroup"); g.label = label; select.appendChild(g); return g; }
  if (page.data.public) { document.getElementById("xc-gaps").parentNode.style.display = "none"; } // homes are not shown in public
  var overall = group(t("总体"));
  option(overall, "stars", t("星级")); option(overall, "joint", t("一站式满足率"));
  page.scenario.themes(group, option);
  [
    { before: "", group: function (d) { return t("覆盖 · {}", d); }, label: function (name, c) { return t("{}({} 分钟)", name, c.minutes); } },
    { before: "minutes:", group: function (d) { return t("步行时间 · {}", d); }, label: function (name) { return t("{} · 步行时间", name); } },
    { before: "gaps:", group: function (d) { return t("缺口人数 · {}", d); }, label: function (name) { return t("{} · 缺口人数", name); } }
  ].forEach(function (way) {
    page.data.domains.forEach(function (d) {
      var g = group(way.group(t(d.zh)));
      page.data.categories.forEach(function (c) { if (c.domain === d.code) { option(g, way.before + c.code, way.label(page.theme.categoryName(c), c)); } });
    });
  });
  select.addEventListener("change", function () { requests.theme(select.value); });

  Object.keys(page.state.on).forEach(function (name) {
    ticks[name] = document.getElementById("xc-" + name);
    ticks[name].addEventListener("change", function () { requests.layer(name, ticks[name].checked); });
  });
  return { show: function (theme, on) { select.value = theme; Object.keys(ticks).forEach(function (name) { ticks[name].checked = on[name]; }); } };
};
