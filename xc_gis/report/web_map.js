// The map of a run. Works alone in any browser; in the window of the program (window.xcWindow set before this script runs:
// { t }, which says a sentence in the window's language) it leaves its side panel and its own streets away and is led through
// window.xcMap:
//   setTheme(key)            stars, joint, CODE (coverage), minutes:CODE, gaps:CODE
//   choose(id, follow)       highlight a community; follow: move the map if it is out of sight
//   setRatings(rows)         other stars (a standard that is being edited); null brings those of the run back
//   setLayer(name, on)       sites, gaps, borders, streets
//   setSiteTypes(codes)      facilities of these types whatever the theme; null: those of the theme
//   setMode(mode)            "community": a click chooses; "place": a click asks about that place (a right click always does)
//   legend()                 rows { fill, words, count, dot, hatched, note } of the theme
//   fitWhole()               the whole area
//   view()                   { theme, name, community, bounds, whole } as shown; whole: the whole area is in sight as it was opened
//   samples()                [x, y, colour] of places inside communities in sight, a few of each: what a picture must show there
//   describe()               { domains, bounds, categories, types } that it can show
//   onChoose(f) onPlace(f) onLegend(f)    f(id), f(lon, lat), f(rows)
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("xc-data").textContent);
  var map = map_main;
  var text = data.words;
  var SCALE = data.scale;
  var inWindow = Boolean(window.xcWindow);
  if (inWindow) { document.body.classList.add("xc-in-window"); map.invalidateSize({ animate: false }); }

  // a sentence with values for its {}; the window says it in its own language
  var t = (inWindow && window.xcWindow.t) || function (sentence) {
    var values = arguments, n = 0;
    return sentence.replace(/\{\}/g, function () { n += 1; return values[n]; });
  };
  if (inWindow) {
    ["xc-north", "xc-mark", "xc-water"].forEach(function (id) { var e = document.getElementById(id); if (e) { e.textContent = t(e.textContent); } });
    if (t("北") !== "北") { document.body.classList.add("xc-latin"); }
  }

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
  function pane(name, z, silent) { map.createPane(name).style.zIndex = z; if (silent) { map.getPane(name).style.pointerEvents = "none"; } return name; }
  pane("ground", 250, true); pane("areas", 300); pane("water", 310, true); pane("streets", 320, true); pane("borders", 340, true);
  pane("gaps", 420, true); pane("chosen", 425, true); pane("sites", 430, true); pane("reach", 440, true);
  var groundCanvas = L.canvas({ pane: "ground" }), waterCanvas = L.canvas({ pane: "water" }), streetCanvas = L.canvas({ pane: "streets" });
  var areaSvg = L.svg({ pane: "areas" });

  var streets = L.layerGroup();
  if (!inWindow) {
    data.ground.forEach(function (g) {
      var wet = g.kind === "water"; // water lies over the communities: it is what walks go around
      L.polygon(g.rings.map(unpack), { renderer: wet ? waterCanvas : groundCanvas, interactive: false, stroke: false, fillOpacity: 1, fillColor: wet ? "#9cc8e6" : "#d5e8cf" }).addTo(map);
    });
    data.streets.forEach(function (s) {
      L.polyline(s.lines.map(unpack), { renderer: streetCanvas, interactive: false, color: s.colour, weight: s.weight, opacity: s.opacity }).addTo(streets);
    });
  }
  streets.addTo(map);
  var borders = L.layerGroup(), names = []; // of the subdistricts
  data.subdistricts.forEach(function (s) {
    s.rings.forEach(function (r) { L.polyline(unpack(r), { pane: "borders", interactive: false, color: "#243b53", weight: 1.8, opacity: 0.85 }).addTo(borders); });
    var label = el("span", "", s.name.replace(/街道$/, ""));
    names.push({ label: label, at: L.latLng(s.at[1], s.at[0]) });
    L.tooltip({ permanent: true, direction: "center", className: "xc-sub", interactive: false }).setLatLng([s.at[1], s.at[0]]).setContent(label).addTo(borders);
  });
  borders.addTo(map);
  // names that would cover each other are written smaller, and those that still would are left away until the map is larger
  function spreadNames() {
    [13, 11].some(function (size) {
      var kept = [], hidden = 0;
      names.forEach(function (n) {
        var at = map.latLngToLayerPoint(n.at), half = [n.label.textContent.length * size / 2 + 1, size / 2 + 2];
        var free = kept.every(function (k) { return Math.abs(k.at.x - at.x) >= k.half[0] + half[0] || Math.abs(k.at.y - at.y) >= k.half[1] + half[1]; });
        n.label.style.fontSize = size + "px"; n.label.style.visibility = free ? "" : "hidden";
        if (free) { kept.push({ at: at, half: half }); } else { hidden += 1; }
      });
      return !hidden;
    });
  }
  map.on("zoomend", spreadNames);

  // -- themes -------------------------------------------------------------------------------------------------------
  var STARS = ["#8c510a", "#d08b3e", "#f2dba6", "#c7e5e1", "#64b8ae", "#01665e"];
  var BINS = [[0.5, "#8c510a", t("50% 以下")], [0.75, "#d8a45c", "50%–75%"], [0.9, "#f2dba6", "75%–90%"], [1, "#9fd3cb", "90%–100%"], [2, "#01665e", "100%"]];
  // walks by share of the limit: in thirds of 15 minutes, in halves of 5 and 10, so that the legend counts in whole minutes
  var THIRDS = [[1 / 3, "#01665e"], [2 / 3, "#64b8ae"], [1, "#c7e5e1"], [1.5, "#f2dba6"], [2, "#d08b3e"], [Infinity, "#8c510a"]];
  var HALVES = [[1 / 2, "#01665e"], [1, "#9fd3cb"], [1.5, "#f2dba6"], [2, "#d08b3e"], [Infinity, "#8c510a"]];
  function walks(limit) { return limit % 3 === 0 ? THIRDS : HALVES; }
  var PEOPLE = [[0, "#ffffff", t("没有缺口")], [50, "#f9dbe8", t("50 人以内")], [200, "#f0a8c8", t("51–200 人")], [500, "#d96aa0", t("201–500 人")], [1000, "#a3195b", t("501–1000 人")], [Infinity, "#5b0f4d", t("1000 人以上")]];
  var HATCH = "url(#xc-hatch)", NOTHING = "#ffffff", FILL = 0.82;
  var theme = "stars", chosen = null, shapes = [], mode = "community", siteTypes = null;
  var listeners = { choose: [], place: [], legend: [] };
  function tell(what) { var words = Array.prototype.slice.call(arguments, 1); listeners[what].forEach(function (f) { f.apply(null, words); }); }

  function bin(bins, value, within) { for (var i = 0; i < bins.length; i++) { if (within ? value <= bins[i][0] : value < bins[i][0]) { return i; } } return bins.length - 1; }
  function percent(share) { return (Math.floor(share * 1000 + 1e-6) / 10).toFixed(1) + "%"; }
  function whole(n) { return Math.round(n).toLocaleString("zh-CN"); }
  function number(n) { return String(Math.round(n * 10) / 10); }
  function starText(n) { return n === 0 ? t("0 星") : new Array(n + 1).join("★"); }
  function categoryIndex(code) { for (var i = 0; i < data.categories.length; i++) { if (data.categories[i].code === code) { return i; } } return -1; }
  function kind() { var at = theme.indexOf(":"); return at > 0 ? theme.slice(0, at) : theme === "stars" || theme === "joint" ? theme : "coverage"; }
  function themeCategory() { return categoryIndex(theme.slice(theme.indexOf(":") + 1)); }
  function isTheme(key) {
    if (key === "stars" || key === "joint") { return true; }
    var parts = key.split(":");
    return parts.length === 1 ? categoryIndex(key) >= 0 : (parts[0] === "minutes" || parts[0] === "gaps") && categoryIndex(parts[1]) >= 0;
  }
  function walkWords(i, limit) {
    var bins = walks(limit), to = number(bins[i][0] * limit);
    if (i === 0) { return t("{} 分钟以内", to); }
    var from = number(bins[i - 1][0] * limit);
    if (i === bins.length - 1) { return t("超过 {} 分钟(含到不了)", from); }
    return bins[i][0] === 1 ? t("{}–{} 分钟(达标)", from, to) : t("{}–{} 分钟", from, to);
  }

  // what a community shows in a theme: fill, words, key of its legend row
  function look(c) {
    var shown = kind();
    if (shown === "stars") {
      if (c.stars === null) { return { fill: HATCH, words: t(text.insufficient), key: "hatch" }; }
      var range = c.stars_low !== c.stars_high;
      return { fill: STARS[c.stars], words: range ? starText(c.stars_low) + t(" 至 ") + starText(c.stars_high) : starText(c.stars), key: c.stars, dash: range };
    }
    var v = shown === "joint" ? [c.joint[0], c.joint[1], c.joint[2], 0, 0, null, ""] : c.values[themeCategory()];
    var low = v[0], point = v[1], high = v[2], note = v[6], at;
    if (note.indexOf("not_applicable") >= 0) { return { fill: NOTHING, words: t("不适用"), key: "none" }; }
    if (low === null) { return { fill: HATCH, words: note.indexOf("no_location") >= 0 ? t("没有位置") : t("没有居民"), key: "none" }; }
    if (shown === "minutes") {
      var limit = data.categories[themeCategory()].minutes, median = v[5];
      // a known facility within the limit is a fact; beyond it, one that nobody listed may be nearer
      if (point === null && (median === null || median > limit)) { return { fill: HATCH, words: t("未知"), key: "hatch" }; }
      var bins = walks(limit);
      at = median === null ? bins.length - 1 : bin(bins, median / limit - 1e-9, true);
      return { fill: bins[at][1], words: median === null ? t("两倍时限内到不了") : t("居民中位 {} 分钟", median.toFixed(1)), key: at };
    }
    if (shown === "gaps") {
      if (point === null) { return { fill: HATCH, words: t("未知(缺口至少 {} 人)", whole(v[3])), key: "hatch" }; }
      at = bin(PEOPLE, v[3], true);
      return { fill: PEOPLE[at][1], words: t("缺口居民 {} 人", whole(v[3])), key: at };
    }
    if (point === null) { return { fill: HATCH, words: t("未知({} 至 {})", percent(low), percent(high)), key: "hatch" }; }
    at = bin(BINS, point, false);
    return { fill: BINS[at][1], words: percent(point), key: at };
  }
  function style(c) {
    var l = look(c);
    return { fillColor: l.fill, fillOpacity: l.fill === HATCH ? 1 : FILL, color: "#5f6b7a", weight: 0.8, dashArray: l.dash ? "4 3" : null, opacity: 1 };
  }
  data.communities.forEach(function (c) {
    var layer = null;
    if (c.rings) { layer = L.polygon(c.rings.map(unpack), { renderer: areaSvg, pane: "areas" }); }
    else if (c.point) { layer = L.circleMarker([c.point[1], c.point[0]], { renderer: areaSvg, pane: "areas", radius: 7 }); }
    if (!layer) { return; }
    layer.setStyle(style(c));
    layer.bindTooltip(function () {
      var box = el("div", "xc-tip");
      box.appendChild(el("b", "", c.name)); box.appendChild(el("div", "", c.subdistrict + (c.derived ? " · " + t("范围为推定") : "")));
      box.appendChild(el("div", "", themeName() + t("：") + look(c).words));
      return box;
    }, { sticky: true, className: "xc-area-tip" });
    layer.on("click", function () { if (mode === "community") { choose(c); tell("choose", c.id); } });
    layer.addTo(map);
    c.layer = layer; shapes.push(c);
  });
  // the chosen community: black within white stands out from every colour, for every eye, and in grey print
  var frame = L.layerGroup().addTo(map);
  function drawFrame() {
    frame.clearLayers();
    if (!chosen || !chosen.layer) { return; }
    [["#ffffff", 9], ["#000000", 4]].forEach(function (line) {
      var looks = { pane: "chosen", interactive: false, color: line[0], weight: line[1], opacity: 1, fill: false };
      (chosen.rings ? L.polygon(chosen.rings.map(unpack), looks) : L.circleMarker(chosen.layer.getLatLng(), Object.assign({ radius: 10 }, looks))).addTo(frame);
    });
  }
  map.on("click", function (e) { if (mode === "place") { tell("place", e.latlng.lng, e.latlng.lat); } });
  if (inWindow) { map.on("contextmenu", function (e) { tell("place", e.latlng.lng, e.latlng.lat); }); }

  function categoryName(k) { // whom it counts, where that is not everyone
    var group = k.group && t(k.group);
    return !group ? k.zh : group === k.group ? k.zh + "（" + group + "）" : k.zh + " (" + group + ")";
  }
  function themeName() {
    var shown = kind();
    if (shown === "stars") { return t("星级"); }
    if (shown === "joint") { return t("必备服务齐全的居民"); }
    var zh = categoryName(data.categories[themeCategory()]);
    return shown === "minutes" ? t("{}步行时间", zh) : shown === "gaps" ? t("{}缺口", zh) : zh;
  }

  // -- facilities, gaps, reach --------------------------------------------------------------------------------------
  // Thousands of points that nobody clicks: one canvas, no object for each.
  var Dots = L.Layer.extend({
    initialize: function (paneName) { this._rows = []; this._paneName = paneName; },
    getEvents: function () { return { moveend: this._draw, resize: this._draw, zoomstart: this._hide }; },
    onAdd: function () { this._canvas = L.DomUtil.create("canvas", "", this.getPane(this._paneName)); this._draw(); },
    onRemove: function () { L.DomUtil.remove(this._canvas); },
    show: function (rows) { this._rows = rows; if (this._map) { this._draw(); } },
    _hide: function () { this._canvas.style.display = "none"; },
    _draw: function () {
      var canvas = this._canvas, size = this._map.getSize(), beyond = size.multiplyBy(0.2).round(), ratio = window.devicePixelRatio || 1;
      var corner = this._map.containerPointToLayerPoint(beyond.multiplyBy(-1)), whole = size.add(beyond.multiplyBy(2)), f = fine(), m = this._map;
      canvas.style.display = this._rows.length ? "" : "none";
      if (!this._rows.length) { return; }
      canvas.width = whole.x * ratio; canvas.height = whole.y * ratio;
      canvas.style.width = whole.x + "px"; canvas.style.height = whole.y + "px";
      L.DomUtil.setPosition(canvas, corner);
      var pen = canvas.getContext("2d");
      pen.scale(ratio, ratio); pen.strokeStyle = "#fff"; pen.lineWidth = 1.2 * f; // a white rim: a dot stands out from dark and from light
      this._rows.forEach(function (row) {
        var p = m.latLngToLayerPoint(row[0]).subtract(corner);
        if (p.x < -9 || p.y < -9 || p.x > whole.x + 9 || p.y > whole.y + 9) { return; }
        pen.fillStyle = row[2]; pen.beginPath(); pen.arc(p.x, p.y, row[1] * f + 0.4, 0, 6.2832); pen.stroke(); pen.fill();
      });
    }
  });
  var sites = L.featureGroup().addTo(map), gaps = new Dots("gaps").addTo(map), reach = L.layerGroup().addTo(map);
  var siteCanvas = L.canvas({ pane: "sites" });
  // Facilities are drawn on a canvas that covers the map: it must not take the clicks that are meant for the communities below.
  // Which facility is under the pointer is found here instead.
  var siteTipShown = L.tooltip({ direction: "top", offset: [0, -6] }), pointed = null;
  function siteAt(at) {
    var nearest = null, reachPx = 9;
    [sites, reach].forEach(function (group) { group.eachLayer(function (layer) {
      if (!layer.site) { return; }
      var away = map.latLngToContainerPoint(layer.getLatLng()).distanceTo(at);
      if (away <= reachPx) { reachPx = away; nearest = layer; }
    }); });
    return nearest;
  }
  function point(layer) {
    if (layer === pointed) { return; }
    pointed = layer;
    map.getContainer().classList.toggle("xc-on-site", Boolean(layer)); // one tip at a time
    if (layer) { siteTipShown.setLatLng(layer.getLatLng()).setContent(siteTip(layer.site)()).addTo(map); } else { siteTipShown.remove(); }
  }
  map.on("mousemove", function (e) { point(siteAt(e.containerPoint)); });
  map.on("mouseout zoomstart", function () { point(null); });
  var on = { sites: true, gaps: true, streets: true, borders: true };
  function siteTip(f) {
    return function () {
      var box = el("div", "xc-tip");
      box.appendChild(el("b", "", f[2])); box.appendChild(el("div", "", data.types[f[3]]));
      if (f[4]) { box.appendChild(el("div", "", f[4])); }
      if (f[5] !== "open") { box.appendChild(el("div", "", f[5] === "closed" ? t("已停业,不计入") : t("规划中,不计入"))); }
      if (f[6]) { box.appendChild(el("div", "", t("附近没有可步行道路,不计入"))); }
      return box;
    };
  }
  function shownTypes() {
    if (siteTypes) { return siteTypes; }
    var k = themeCategory();
    return k < 0 ? [] : data.categories[k].types;
  }
  function fine() { return Math.max(0.5, Math.min(1.15, 0.5 + (map.getZoom() - 12) * 0.2)); } // points grow with the zoom
  function drawSites() {
    sites.clearLayers(); point(null);
    var types = on.sites ? shownTypes() : [], n = 0;
    if (!types.length) { return 0; }
    data.facilities.forEach(function (f) {
      if (types.indexOf(f[3]) < 0) { return; }
      var counted = f[5] === "open" && !f[6];
      n += counted ? 1 : 0;
      L.circleMarker([f[1] / SCALE, f[0] / SCALE], { renderer: siteCanvas, pane: "sites", interactive: false, radius: (counted ? 5.4 : 4.4) * Math.max(0.7, fine()), weight: 1.2, color: "#fff", fillColor: counted ? "#14416b" : "#9aa5b1", fillOpacity: 1 }).addTo(sites).site = f;
    });
    return n;
  }
  function drawGaps() {
    var k = themeCategory(), rows = [], people = 0, x = 0, y = 0;
    if (k >= 0 && kind() !== "minutes" && on.gaps) {
      var flat = data.gaps[k];
      for (var i = 0; i < flat.length; i += 4) {
        x += flat[i]; y += flat[i + 1]; people += flat[i + 2];
        var over = flat[i + 3];
        rows.push([L.latLng(y / SCALE, x / SCALE), Math.max(1.8, Math.min(7, Math.sqrt(flat[i + 2]) / 2.6)), over < 0 ? "#5b0f4d" : over > 50 ? "#a3195b" : "#e0559a"]);
      }
    }
    gaps.show(rows);
    return people;
  }
  var REACH = ["#7fb3d9", "#2f7fb8", "#0b3c6f"]; // from the longest walk to the shortest
  function drawReach(c, k) {
    reach.clearLayers();
    var near = c.nearest[k];
    if (!near) { return null; }
    var f = data.facilities[near[0]];
    near[2].forEach(function (o, n) { // [minutes, number], the largest first: a shorter walk is drawn over a longer one
      var colour = REACH[Math.max(0, REACH.length - near[2].length + n)], top = null;
      data.outlines[o[1]].forEach(function (r) {
        var shape = r.map(unpack);
        L.polygon(shape, { pane: "reach", interactive: false, color: "#fff", weight: 4.6, opacity: 0.85, fillColor: colour, fillOpacity: 0.08 }).addTo(reach);
        L.polygon(shape, { pane: "reach", interactive: false, color: colour, weight: 2.4, fill: false }).addTo(reach);
        shape[0].forEach(function (p) { if (!top || p[0] > top[0]) { top = p; } });
      });
      if (top) { L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false }).setLatLng(top).setContent(el("span", "", t("{} 分钟", o[0]))).addTo(reach); }
    });
    L.circleMarker([f[1] / SCALE, f[0] / SCALE], { pane: "reach", radius: 8, color: "#fff", weight: 2, fillColor: "#b3261e", fillOpacity: 1, interactive: false }).addTo(reach).site = f;
    return f;
  }

  // -- legend -------------------------------------------------------------------------------------------------------
  var siteCount = 0, gapPeople = 0;
  function legendRows() {
    var counts = {}, rows = [], shown = kind();
    function row(fill, words, count, dot) { rows.push({ fill: fill === HATCH ? "" : fill, hatched: fill === HATCH, words: words, count: count || "", dot: Boolean(dot), note: false }); }
    function note(words) { rows.push({ fill: "", hatched: false, words: words, count: "", dot: false, note: true }); }
    function communities(key) { return t("{} 个社区", counts[key] || 0); }
    data.communities.forEach(function (c) { var k = look(c).key; counts[k] = (counts[k] || 0) + 1; });
    var i;
    if (shown === "stars") {
      for (i = 5; i >= 0; i--) { row(STARS[i], i === 0 ? t("未达星级(0 星)") : starText(i), communities(i)); }
      row(HATCH, t(text.insufficient), communities("hatch"));
      note(t("虚线边:未知数据可能改变星级"));
    } else {
      if (shown === "minutes") {
        var limit = data.categories[themeCategory()].minutes;
        for (i = 0; i < walks(limit).length; i++) { row(walks(limit)[i][1], walkWords(i, limit), communities(i)); }
      } else if (shown === "gaps") {
        for (i = PEOPLE.length - 1; i >= 0; i--) { row(PEOPLE[i][1], PEOPLE[i][2], communities(i)); }
      } else {
        for (i = BINS.length - 1; i >= 0; i--) { row(BINS[i][1], BINS[i][2], communities(i)); }
      }
      row(HATCH, shown === "minutes" ? t("未知(已知设施都在时限外)") : t("未知(未知居民超过 {})", percent(data.unknown_max)), communities("hatch"));
      if (counts.none) { row(NOTHING, t("不适用、没有居民或没有位置"), communities("none")); }
    }
    if (on.sites && siteCount) { row("#14416b", siteTypes ? t("所选设施") : t("提供服务的设施"), t("{} 处", siteCount), true); }
    if (gapPeople > 0) {
      row("#e0559a", t("缺口居民,超出 5 分钟以内"), t("共 {} 人", whole(gapPeople)), true);
      row("#a3195b", t("缺口居民,超出 5 分钟以上"), "", true);
      row("#5b0f4d", t("缺口居民,两倍时限内也到不了"), "", true);
    }
    if (data.unplaced > 0) { note(t("另有 {} 个社区没有位置,未画在图上,各表中保留", data.unplaced)); }
    return rows;
  }
  function drawLegend() {
    var rows = legendRows();
    legend.textContent = "";
    rows.forEach(function (r) {
      if (r.note) { legend.appendChild(el("div", "xc-soft", r.words)); return; }
      var row = el("div"), s = el("span", r.dot ? "dot" : "swatch");
      if (r.hatched) { s.classList.add("hatched"); } else { s.style.background = r.fill; }
      row.appendChild(s); row.appendChild(el("span", "", r.words));
      if (r.count) { row.appendChild(el("span", "count", r.count)); }
      legend.appendChild(row);
    });
    tell("legend", rows);
  }
  map.on("zoomend", function () { if (shownTypes().length) { drawSites(); } });
  function redraw() {
    shapes.forEach(function (c) { c.layer.setStyle(style(c)); });
    siteCount = drawSites(); gapPeople = drawGaps();
    drawLegend();
  }

  // -- the side -----------------------------------------------------------------------------------------------------
  var select = document.getElementById("xc-theme"), legend = document.getElementById("xc-legend"), sheet = document.getElementById("xc-sheet");
  var ticks = {};
  Object.keys(on).forEach(function (name) { ticks[name] = document.getElementById("xc-" + name); });

  function option(parent, value, words) { var o = el("option", "", words); o.value = value; parent.appendChild(o); }
  function group(label) { var g = document.createElement("optgroup"); g.label = label; select.appendChild(g); return g; }
  var overall = group("总体");
  option(overall, "stars", "星级"); option(overall, "joint", "必备服务齐全的居民(一站式满足率)");
  [["", "覆盖 · "], ["minutes:", "步行时间 · ", "步行时间"], ["gaps:", "缺口人数 · ", "缺口人数"]].forEach(function (way) {
    data.domains.forEach(function (d) {
      var g = group(way[1] + d[1]);
      data.categories.forEach(function (c) { if (c.domain === d[0]) { option(g, way[0] + c.code, way[0] ? categoryName(c) + " · " + way[2] : categoryName(c) + "(" + c.minutes + " 分钟)"); } });
    });
  });

  function setTheme(name) {
    if (!isTheme(name)) { return; }
    theme = name; select.value = name; reach.clearLayers();
    redraw();
    if (chosen) { drawSheet(chosen); }
    note();
  }
  function choose(c) {
    chosen = c; reach.clearLayers();
    drawFrame();
    drawSheet(c);
    note();
  }
  function fact(card, name, words) { var d = el("div"); d.appendChild(el("span", "soft", name + " ")); d.appendChild(document.createTextNode(words)); card.appendChild(d); }
  function drawSheet(c) {
    if (inWindow) { return; } // the window has its own
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
    var here = i === themeCategory(), v = c.values[i], row = el("button", "xc-row" + (here ? " on" : ""));
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
    if (here) {
      var words = ["要求 " + k.minutes + " 分钟（" + k.profile + "）"];
      if (k.group) { words.push("对象 " + k.group); }
      if (v[0] !== null && v[1] === null) { words.push("下限 " + percent(v[0]) + ",上限 " + percent(v[2])); }
      if (v[3] > 0) { words.push("缺口居民 " + whole(v[3])); }
      if (v[4] > 0) { words.push("未知居民 " + whole(v[4])); }
      if (v[5] !== null) { words.push("居民中位 " + v[5].toFixed(1) + " 分钟"); }
      var near = c.nearest[i];
      words.push(near ? "社区中心最近:" + data.facilities[near[0]][2] + "(" + near[1].toFixed(1) + " 分钟)" : "社区中心两倍时限内没有可达设施");
      if (v[6].indexOf("ages_unknown") >= 0) { words.push("年龄结构不明,按全体居民计"); }
      row.appendChild(el("span", "more", words.join(";")));
    }
    row.addEventListener("click", function () {
      setTheme(kind() === "minutes" || kind() === "gaps" ? kind() + ":" + k.code : k.code);
      drawReach(c, i);
      var now = sheet.querySelector(".xc-row.on"); if (now) { now.focus(); }
    });
    return row;
  }

  // -- links: #theme=MED&community=110102001001&bounds=west,south,east,north ----------------------------------------
  function note() {
    if (inWindow) { return; } // nobody sees its address, and the engine would keep each
    var parts = ["theme=" + theme];
    if (chosen) { parts.push("community=" + encodeURIComponent(chosen.id)); }
    try { history.replaceState(null, "", "#" + parts.join("&")); } catch (e) { /* a page without an address */ }
  }
  function byId(id) { for (var i = 0; i < data.communities.length; i++) { if (data.communities[i].id === id) { return data.communities[i]; } } return null; }
  function fromLink() {
    var wanted = {}, start = location.hash.replace(/^#/, "") || document.body.getAttribute("data-start") || "";
    start.split("&").forEach(function (p) { var i = p.indexOf("="); if (i > 0) { try { wanted[p.slice(0, i)] = decodeURIComponent(p.slice(i + 1)); } catch (e) { /* no link of ours */ } } });
    var c = wanted.community ? byId(wanted.community) : null, box = (wanted.bounds || "").split(",").map(Number);
    if (wanted.theme && isTheme(wanted.theme)) { theme = wanted.theme; select.value = theme; }
    redraw();
    if (c) {
      choose(c);
      if (themeCategory() >= 0) { drawReach(c, themeCategory()); }
    }
    if (box.length === 4 && box.every(isFinite)) { map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false }); }
    else if (c && c.layer) { map.fitBounds(place(c).pad(1.2), { animate: false, maxZoom: 16 }); }
  }
  function setLayer(name, shown) {
    on[name] = shown; ticks[name].checked = shown;
    if (name === "streets" || name === "borders") { var layer = name === "streets" ? streets : borders; if (shown) { layer.addTo(map); } else { layer.remove(); } } else { redraw(); }
  }
  select.addEventListener("change", function () { setTheme(select.value); });
  Object.keys(ticks).forEach(function (name) { ticks[name].addEventListener("change", function () { setLayer(name, ticks[name].checked); }); });
  var finder = document.getElementById("xc-find"), proposals = document.getElementById("xc-names");
  data.communities.forEach(function (c) { var o = document.createElement("option"); o.value = c.name; proposals.appendChild(o); });
  finder.addEventListener("change", function () {
    data.communities.forEach(function (c) { if (c.name === finder.value) { choose(c); if (c.layer) { map.fitBounds(place(c).pad(1.5), { animate: false, maxZoom: 16 }); } } });
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(data.credit.map(function (words) { return t.apply(null, words); }).join(" · ").replace(/[&<>]/g, function (m) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;" }[m]; }));
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  // the whole area stays in sight, above the credits, while the window takes its size, until somebody moves the map
  var fitted = null;
  function fitWhole() {
    var rim = inWindow ? 16 : 4, credits = map.attributionControl.getContainer().offsetHeight;
    map.fitBounds([[data.bounds[1], data.bounds[0]], [data.bounds[3], data.bounds[2]]], { animate: false, paddingTopLeft: [rim, rim], paddingBottomRight: [rim, rim + credits] });
    fitted = { centre: map.getCenter(), zoom: map.getZoom() };
  }
  function showsWhole() { return fitted && map.getZoom() === fitted.zoom && map.project(map.getCenter()).distanceTo(map.project(fitted.centre)) < 3; }
  map.on("resize", function () { if (showsWhole()) { fitWhole(); } });
  fitWhole();
  spreadNames();
  fromLink();

  // -- what the window calls ----------------------------------------------------------------------------------------
  var RATED = ["stars", "stars_low", "stars_high", "score", "score_low", "score_high", "provisional"];
  function setRatings(rows) {
    var given = Object.create(null); // an identifier may be any word
    (rows || []).forEach(function (r) { given[r.community_id] = r; });
    data.communities.forEach(function (c) {
      if (!c.rated) { c.rated = {}; RATED.forEach(function (key) { c.rated[key] = c[key]; }); }
      var r = given[c.id];
      RATED.forEach(function (key) { c[key] = r && r[key] !== undefined ? r[key] : c.rated[key]; });
    });
    redraw();
  }
  function describe() {
    var counts = data.types.map(function () { return 0; });
    data.facilities.forEach(function (f) { if (f[3] >= 0) { counts[f[3]] += 1; } });
    return {
      domains: data.domains, bounds: data.bounds,
      categories: data.categories.map(function (c) { return { code: c.code, zh: c.zh, name: categoryName(c), domain: c.domain, minutes: c.minutes, mandatory: c.mandatory }; }),
      types: data.types.map(function (words, i) { return { code: data.type_codes[i], words: words, count: counts[i] }; })
    };
  }
  function place(c) { return c.rings ? c.layer.getBounds() : L.latLngBounds([c.layer.getLatLng()]); }
  function show(c) { // move the map only as far as needed
    if (!c.layer) { return; }
    var box = place(c), a = map.latLngToContainerPoint(box.getNorthWest()), b = map.latLngToContainerPoint(box.getSouthEast()), size = map.getSize(), rim = 12;
    if (a.x >= rim && a.y >= rim && b.x <= size.x - rim && b.y <= size.y - rim) { return; }
    if (b.x - a.x > size.x - 2 * rim || b.y - a.y > size.y - 2 * rim) { map.fitBounds(box, { animate: false, padding: [rim, rim] }); } else { map.panTo(box.getCenter(), { animate: false }); }
  }
  function samples() {
    var found = [], size = map.getSize(), corner = map.containerPointToLayerPoint([0, 0]);
    shapes.forEach(function (c) {
      var path = c.layer._path, fill = look(c).fill, box = path.getBBox(), n = 0;
      for (var i = 0; i < 40 && n < 5; i++) { // places spread evenly over the box (golden ratio)
        var at = path.ownerSVGElement.createSVGPoint();
        at.x = box.x + box.width * ((i + 0.5) / 40); at.y = box.y + box.height * ((i * 0.618034 + 0.31) % 1);
        var x = at.x - corner.x, y = at.y - corner.y;
        if (x < 2 || y < 2 || x > size.x - 2 || y > size.y - 2 || !path.isPointInFill(at)) { continue; }
        found.push([x, y, fill === HATCH ? "" : fill, c.id]); n += 1;
      }
    });
    return found;
  }
  window.xcMap = {
    version: 4, // counts up when the window must ask for other things
    describe: describe, fitWhole: fitWhole, samples: samples, map: map, el: el, pane: pane, streets: streets,
    setTheme: setTheme, setRatings: setRatings, setLayer: setLayer, legend: legendRows,
    choose: function (id, follow) {
      var c = byId(id);
      if (!c) { return; }
      choose(c);
      if (follow) { show(c); }
    },
    setSiteTypes: function (codes) { siteTypes = codes && codes.map(function (code) { return data.type_codes.indexOf(code); }); redraw(); },
    setMode: function (wanted) { mode = wanted; map.getContainer().classList.toggle("xc-placing", mode === "place"); },
    view: function () { var b = map.getBounds(); return { theme: theme, name: themeName(), community: chosen ? chosen.id : null, bounds: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], whole: Boolean(showsWhole()) }; },
    onChoose: function (f) { listeners.choose.push(f); }, onPlace: function (f) { listeners.place.push(f); }, onLegend: function (f) { listeners.legend.push(f); }
  };
  document.body.setAttribute("data-ready", "1");
})();
