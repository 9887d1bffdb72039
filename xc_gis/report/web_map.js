(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("xc-data").textContent);
  var map = map_main;
  var text = data.words;
  var SCALE = data.scale;

  // -- drawing ------------------------------------------------------------------------------------------------------
  function unpack(flat) {
    var out = [], x = 0, y = 0;
    for (var i = 0; i < flat.length; i += 2) { x += flat[i]; y += flat[i + 1]; out.push([y / SCALE, x / SCALE]); }
    return out;
  }
  function el(tag, cls, content) {
    var e = document.createElement(tag);
    if (cls) { e.className = cls; }
    if (content !== undefined) { e.textContent = content; }
    return e;
  }
  function pane(name, z) { map.createPane(name).style.zIndex = z; return name; }
  pane("ground", 250); pane("areas", 300); pane("water", 310); pane("streets", 320); pane("borders", 340); pane("gaps", 420); pane("sites", 430); pane("reach", 440);
  map.getPane("streets").style.pointerEvents = "none"; map.getPane("borders").style.pointerEvents = "none";
  map.getPane("ground").style.pointerEvents = "none"; map.getPane("water").style.pointerEvents = "none"; map.getPane("gaps").style.pointerEvents = "none";
  var groundCanvas = L.canvas({ pane: "ground" }), waterCanvas = L.canvas({ pane: "water" }), streetCanvas = L.canvas({ pane: "streets" });
  var gapCanvas = L.canvas({ pane: "gaps" });
  var areaSvg = L.svg({ pane: "areas" });

  data.ground.forEach(function (g) {
    var wet = g.kind === "water"; // water lies over the communities: it is what walks go around
    L.polygon(g.rings.map(unpack), { renderer: wet ? waterCanvas : groundCanvas, interactive: false, stroke: false, fillOpacity: 1, fillColor: wet ? "#9cc8e6" : "#d5e8cf" }).addTo(map);
  });
  var streets = L.layerGroup();
  data.streets.forEach(function (s) {
    L.polyline(s.lines.map(unpack), { renderer: streetCanvas, interactive: false, color: s.colour, weight: s.weight, opacity: s.opacity }).addTo(streets);
  });
  streets.addTo(map);
  var borders = L.layerGroup();
  data.subdistricts.forEach(function (s) {
    s.rings.forEach(function (r) { L.polyline(unpack(r), { pane: "borders", interactive: false, color: "#243b53", weight: 1.8, opacity: 0.85 }).addTo(borders); });
    var label = el("span", "", s.name.replace(/街道$/, ""));
    L.tooltip({ permanent: true, direction: "center", className: "xc-sub", interactive: false }).setLatLng([s.at[1], s.at[0]]).setContent(label).addTo(borders);
  });
  borders.addTo(map);

  // -- themes -------------------------------------------------------------------------------------------------------
  var STARS = ["#8c510a", "#d08b3e", "#f2dba6", "#c7e5e1", "#64b8ae", "#01665e"];
  var BINS = [[0.5, "#8c510a", "50% 以下"], [0.75, "#d8a45c", "50%–75%"], [0.9, "#f2dba6", "75%–90%"], [1, "#9fd3cb", "90%–100%"], [2, "#01665e", "100%"]];
  var HATCH = "url(#xc-hatch)", NOTHING = "#ffffff";
  var theme = "stars", chosen = null, shapes = [];

  function bin(share) { for (var i = 0; i < BINS.length; i++) { if (share < BINS[i][0]) { return BINS[i]; } } return BINS[BINS.length - 1]; }
  function percent(share) { return (Math.floor(share * 1000 + 1e-6) / 10).toFixed(1) + "%"; }
  function whole(n) { return Math.round(n).toLocaleString("zh-CN"); }
  function starText(n) { return n === 0 ? "0 星" : new Array(n + 1).join("★"); }
  function categoryIndex(code) { for (var i = 0; i < data.categories.length; i++) { if (data.categories[i].code === code) { return i; } } return -1; }

  // what a community shows in a theme: fill, words, key of its legend row
  function look(c) {
    if (theme === "stars") {
      if (c.stars === null) { return { fill: HATCH, words: text.insufficient, key: "hatch" }; }
      var range = c.stars_low !== c.stars_high;
      return { fill: STARS[c.stars], words: range ? starText(c.stars_low) + " 至 " + starText(c.stars_high) : starText(c.stars), key: "s" + c.stars, dash: range };
    }
    var low, point, high, note = "";
    if (theme === "joint") { low = c.joint[0]; point = c.joint[1]; high = c.joint[2]; } else {
      var v = c.values[categoryIndex(theme)];
      low = v[0]; point = v[1]; high = v[2]; note = v[6];
    }
    if (note.indexOf("not_applicable") >= 0) { return { fill: NOTHING, words: "不适用", key: "none" }; }
    if (low === null) { return { fill: HATCH, words: note.indexOf("no_location") >= 0 ? "没有位置" : "没有居民", key: "none" }; }
    if (point === null) { return { fill: HATCH, words: "未知(" + percent(low) + " 至 " + percent(high) + ")", key: "hatch" }; }
    var b = bin(point);
    return { fill: b[1], words: percent(point), key: "b" + b[2] };
  }
  function style(c) {
    var l = look(c), on = chosen === c;
    return { fillColor: l.fill, fillOpacity: l.fill === HATCH ? 1 : 0.82, color: on ? "#b3261e" : "#5f6b7a", weight: on ? 3.5 : 0.8, dashArray: l.dash && !on ? "4 3" : null, opacity: 1 };
  }
  data.communities.forEach(function (c) {
    var layer = null;
    if (c.rings) { layer = L.polygon(c.rings.map(unpack), { renderer: areaSvg, pane: "areas" }); }
    else if (c.point) { layer = L.circleMarker([c.point[1], c.point[0]], { renderer: areaSvg, pane: "areas", radius: 7 }); }
    if (!layer) { return; }
    layer.setStyle(style(c));
    layer.bindTooltip(function () {
      var box = el("div", "xc-tip");
      box.appendChild(el("b", "", c.name)); box.appendChild(el("div", "", c.subdistrict + (c.derived ? " · 范围为推定" : "")));
      box.appendChild(el("div", "", themeName() + ":" + look(c).words));
      return box;
    }, { sticky: true });
    layer.on("click", function () { choose(c); });
    layer.addTo(map);
    c.layer = layer; shapes.push(c);
  });

  function themeName() {
    if (theme === "stars") { return "星级"; }
    if (theme === "joint") { return "必备服务齐全的居民"; }
    return data.categories[categoryIndex(theme)].zh;
  }

  // -- facilities, gaps, reach --------------------------------------------------------------------------------------
  var sites = L.layerGroup().addTo(map), gaps = L.layerGroup().addTo(map), reach = L.layerGroup().addTo(map);
  var siteSvg = L.canvas({ pane: "sites" });
  function siteTip(f) {
    return function () {
      var box = el("div", "xc-tip");
      box.appendChild(el("b", "", f[2])); box.appendChild(el("div", "", data.types[f[3]]));
      if (f[4]) { box.appendChild(el("div", "", f[4])); }
      if (f[5] !== "open") { box.appendChild(el("div", "", f[5] === "closed" ? "已停业,不计入" : "规划中,不计入")); }
      if (f[6]) { box.appendChild(el("div", "", "附近没有可步行道路,不计入")); }
      return box;
    };
  }
  function drawSites() {
    sites.clearLayers();
    var k = categoryIndex(theme);
    if (k < 0 || !ticks.sites.checked) { return 0; }
    var types = data.categories[k].types, n = 0;
    data.facilities.forEach(function (f) {
      if (types.indexOf(f[3]) < 0) { return; }
      var counted = f[5] === "open" && !f[6];
      n += counted ? 1 : 0;
      L.circleMarker([f[1] / SCALE, f[0] / SCALE], { renderer: siteSvg, pane: "sites", radius: counted ? 5 : 4, weight: 1.4, color: "#fff", fillColor: counted ? "#14416b" : "#9aa5b1", fillOpacity: 1 }).bindTooltip(siteTip(f)).addTo(sites);
    });
    return n;
  }
  function drawGaps() {
    gaps.clearLayers();
    var k = categoryIndex(theme);
    if (k < 0 || !ticks.gaps.checked) { return 0; }
    var flat = data.gaps[k], people = 0, x = 0, y = 0;
    for (var i = 0; i < flat.length; i += 4) {
      x += flat[i]; y += flat[i + 1]; people += flat[i + 2];
      var over = flat[i + 3];
      L.circleMarker([y / SCALE, x / SCALE], { renderer: gapCanvas, pane: "gaps", interactive: false, stroke: false, radius: Math.max(1.6, Math.min(7, Math.sqrt(flat[i + 2]) / 2.6)), fillColor: over < 0 ? "#5b0f4d" : over > 50 ? "#a3195b" : "#e0559a", fillOpacity: 0.75 }).addTo(gaps);
    }
    return people;
  }
  function drawReach(c, k) {
    reach.clearLayers();
    var near = c.nearest[k];
    if (!near) { return null; }
    var f = data.facilities[near[0]], rings = near[2] === null ? null : data.outlines[near[2]];
    if (rings) {
      rings.forEach(function (r) { L.polygon(r.map(unpack), { pane: "reach", interactive: false, color: "#14416b", weight: 2.4, fillColor: "#14416b", fillOpacity: 0.08, dashArray: "6 4" }).addTo(reach); });
    }
    L.circleMarker([f[1] / SCALE, f[0] / SCALE], { pane: "reach", radius: 8, color: "#fff", weight: 2, fillColor: "#b3261e", fillOpacity: 1 }).bindTooltip(siteTip(f)).addTo(reach);
    return f;
  }

  // -- the side -----------------------------------------------------------------------------------------------------
  var side = document.getElementById("xc-side"), select = document.getElementById("xc-theme");
  var legend = document.getElementById("xc-legend"), sheet = document.getElementById("xc-sheet");
  var ticks = {};
  ["sites", "gaps", "streets", "borders"].forEach(function (name) { ticks[name] = document.getElementById("xc-" + name); });

  function option(parent, value, words) { var o = el("option", "", words); o.value = value; parent.appendChild(o); }
  function group(label) { var g = document.createElement("optgroup"); g.label = label; select.appendChild(g); return g; }
  var overall = group("总体");
  option(overall, "stars", "星级"); option(overall, "joint", "必备服务齐全的居民(一站式满足率)");
  data.domains.forEach(function (d) {
    var g = group(d[1]);
    data.categories.forEach(function (c) { if (c.domain === d[0]) { option(g, c.code, c.zh + "(" + c.minutes + " 分钟)"); } });
  });

  function legendRow(fill, words, count, dot) {
    var row = el("div"), s = el("span", dot ? "dot" : "swatch");
    if (fill === HATCH) { s.classList.add("hatched"); } else { s.style.background = fill; }
    row.appendChild(s); row.appendChild(el("span", "", words));
    if (count !== null) { row.appendChild(el("span", "count", count)); }
    legend.appendChild(row);
  }
  function drawLegend(siteCount, gapPeople) {
    legend.textContent = "";
    var counts = {};
    data.communities.forEach(function (c) { var k = look(c).key; counts[k] = (counts[k] || 0) + 1; });
    if (theme === "stars") {
      for (var n = 5; n >= 0; n--) { legendRow(STARS[n], n === 0 ? "未达星级(0 星)" : starText(n), (counts["s" + n] || 0) + " 个社区"); }
      legendRow(HATCH, text.insufficient, (counts.hatch || 0) + " 个社区");
      legend.appendChild(el("div", "xc-soft", "虚线边:未知数据可能改变星级"));
    } else {
      for (var i = BINS.length - 1; i >= 0; i--) { legendRow(BINS[i][1], BINS[i][2], (counts["b" + BINS[i][2]] || 0) + " 个社区"); }
      legendRow(HATCH, "未知(未知居民超过 " + percent(data.unknown_max) + ")", (counts.hatch || 0) + " 个社区");
      if (counts.none) { legendRow(NOTHING, "不适用、没有居民或没有位置", counts.none + " 个社区"); }
      if (theme !== "joint") {
        if (ticks.sites.checked) { legendRow("#14416b", "提供服务的设施", siteCount + " 处", true); }
        if (ticks.gaps.checked && gapPeople > 0) {
          legendRow("#e0559a", "缺口居民,超出 5 分钟以内", "共 " + whole(gapPeople) + " 人", true);
          legendRow("#a3195b", "缺口居民,超出 5 分钟以上", null, true);
          legendRow("#5b0f4d", "缺口居民,两倍时限内也到不了", null, true);
        }
      }
    }
    if (data.unplaced > 0) { legend.appendChild(el("div", "xc-soft", "另有 " + data.unplaced + " 个社区没有位置,未画在图上,各表中保留")); }
  }
  function redraw() {
    shapes.forEach(function (c) { c.layer.setStyle(style(c)); });
    drawLegend(drawSites(), drawGaps());
  }
  function setTheme(name) {
    theme = name; select.value = name; reach.clearLayers();
    redraw();
    if (chosen) { drawSheet(chosen); }
    note();
  }
  function choose(c) {
    var before = chosen;
    chosen = c; reach.clearLayers();
    if (before && before.layer) { before.layer.setStyle(style(before)); }
    if (c.layer) { c.layer.setStyle(style(c)); if (c.layer.bringToFront) { c.layer.bringToFront(); } }
    drawSheet(c);
    note();
  }
  function fact(card, name, words) { var d = el("div"); d.appendChild(el("span", "soft", name + " ")); d.appendChild(document.createTextNode(words)); card.appendChild(d); }
  function drawSheet(c) {
    sheet.textContent = "";
    var card = el("div", "xc-card");
    card.appendChild(el("h2", "", c.name));
    card.appendChild(el("div", "soft", c.subdistrict + " · 居民 " + whole(c.residents) + (c.derived ? " · 范围为推定" : "") + " · " + c.id));
    if (c.stars === null) { card.appendChild(el("div", "xc-stars", text.insufficient)); } else {
      var same = c.stars_low === c.stars_high;
      card.appendChild(el("div", "xc-stars", (same ? starText(c.stars) : starText(c.stars_low) + " ~ " + starText(c.stars_high)) + (c.provisional ? "(暂评)" : "")));
      if (c.score !== null) { fact(card, "得分", c.score.toFixed(1) + (c.score_low !== c.score_high ? "(" + c.score_low.toFixed(1) + " 至 " + c.score_high.toFixed(1) + ")" : "")); }
    }
    if (c.completeness !== null) { fact(card, "数据完整度", percent(c.completeness)); }
    if (c.joint[0] !== null) { fact(card, "必备服务齐全的居民", c.joint[0] === c.joint[2] ? percent(c.joint[0]) : percent(c.joint[0]) + " 至 " + percent(c.joint[2])); }
    if (c.reasons.length) {
      card.appendChild(el("div", "soft", c.stars === null ? "为何暂不评级" : "距 " + (c.stars + 1) + " 星差在"));
      var list = el("ul"); c.reasons.forEach(function (r) { list.appendChild(el("li", "", r)); }); card.appendChild(list);
    }
    if (c.surveys) { fact(card, "可定星的核实", c.surveys); }
    sheet.appendChild(card);
    var rows = el("div", "xc-card");
    rows.appendChild(el("div", "soft", "各类服务覆盖率(点击看最近设施与其服务范围)"));
    data.categories.forEach(function (k, i) { rows.appendChild(categoryRow(c, k, i)); });
    sheet.appendChild(rows);
  }
  function categoryRow(c, k, i) {
    var v = c.values[i], row = el("button", "xc-row" + (k.code === theme ? " on" : ""));
    row.type = "button";
    row.appendChild(el("span", "name" + (k.mandatory ? " must" : ""), k.zh)).title = k.zh;
    var bar = el("span", "bar"), value = "—";
    if (v[6].indexOf("not_applicable") >= 0) { value = "不适用"; bar.style.background = "#fff"; } else if (v[0] === null) { value = "无居民"; bar.style.background = "#fff"; } else {
      var yes = el("i", "yes"), unknown = el("i", "hatched");
      yes.style.width = v[0] * 100 + "%"; unknown.style.width = (v[2] - v[0]) * 100 + "%";
      bar.appendChild(yes); bar.appendChild(unknown);
      value = v[1] === null ? "未知" : percent(v[1]);
    }
    row.appendChild(bar); row.appendChild(el("span", "value", value));
    if (k.code === theme) {
      var words = ["要求 " + k.minutes + " 分钟(" + k.profile + ")"];
      if (v[0] !== null && v[1] === null) { words.push("下限 " + percent(v[0]) + ",上限 " + percent(v[2])); }
      if (v[3] > 0) { words.push("缺口居民 " + whole(v[3])); }
      if (v[4] > 0) { words.push("未知居民 " + whole(v[4])); }
      if (v[5] !== null) { words.push("居民中位 " + v[5].toFixed(1) + " 分钟"); }
      var near = c.nearest[i];
      words.push(near ? "社区中心最近:" + data.facilities[near[0]][2] + "(" + near[1].toFixed(1) + " 分钟)" : "社区中心两倍时限内没有可达设施");
      if (v[6].indexOf("ages_unknown") >= 0) { words.push("年龄结构不明,按全体居民计"); }
      row.appendChild(el("span", "more", words.join(";")));
    }
    row.addEventListener("click", function () { setTheme(k.code); drawReach(c, i); var on = sheet.querySelector(".xc-row.on"); if (on) { on.focus(); } });
    return row;
  }

  // -- links: #theme=MED&community=110102001001 ---------------------------------------------------------------------
  function note() {
    var parts = ["theme=" + theme];
    if (chosen) { parts.push("community=" + encodeURIComponent(chosen.id)); }
    try { history.replaceState(null, "", "#" + parts.join("&")); } catch (e) { /* a page without an address */ }
  }
  function fromLink() {
    var wanted = {};
    location.hash.replace(/^#/, "").split("&").forEach(function (p) { var i = p.indexOf("="); if (i > 0) { wanted[p.slice(0, i)] = decodeURIComponent(p.slice(i + 1)); } });
    var c = null;
    if (wanted.community) { data.communities.forEach(function (d) { if (d.id === wanted.community) { c = d; } }); }
    if (wanted.theme && (wanted.theme === "joint" || wanted.theme === "stars" || categoryIndex(wanted.theme) >= 0)) { theme = wanted.theme; select.value = theme; }
    redraw();
    if (c) {
      choose(c);
      if (c.layer && c.layer.getBounds) { map.fitBounds(c.layer.getBounds().pad(1.2), { animate: false }); }
      if (categoryIndex(theme) >= 0) { drawReach(c, categoryIndex(theme)); }
    }
  }
  select.addEventListener("change", function () { setTheme(select.value); });
  ticks.sites.addEventListener("change", redraw); ticks.gaps.addEventListener("change", redraw);
  ticks.streets.addEventListener("change", function () { if (ticks.streets.checked) { streets.addTo(map); } else { streets.remove(); } });
  ticks.borders.addEventListener("change", function () { if (ticks.borders.checked) { borders.addTo(map); } else { borders.remove(); } });
  var finder = document.getElementById("xc-find"), names = document.getElementById("xc-names");
  data.communities.forEach(function (c) { var o = document.createElement("option"); o.value = c.name; names.appendChild(o); });
  finder.addEventListener("change", function () {
    data.communities.forEach(function (c) { if (c.name === finder.value) { choose(c); if (c.layer && c.layer.getBounds) { map.fitBounds(c.layer.getBounds().pad(1.5), { animate: false }); } } });
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(data.credit.join(" · ").replace(/[&<>]/g, function (m) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;" }[m]; }));
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  map.fitBounds([[data.bounds[1], data.bounds[0]], [data.bounds[3], data.bounds[2]]], { animate: false });
  fromLink();
  document.body.setAttribute("data-ready", "1");
  window.xcMap = { setTheme: setTheme, choose: function (id) { data.communities.forEach(function (c) { if (c.id === id) { choose(c); } }); } };
})();
