// The search: a community, a subdistrict, a facility or an address is typed, and the map goes there. A facility that is found is marked.
xcParts.find = function (page, chosen) { // uses map, records, areas, sites, words, elements; chosen(community, there): there: the map has gone there already; null: none
  "use strict";
  var map = page.map, t = page.words.t, el = page.elements.el, marks = page.data.themes.marks, MOST = 12, NEAR = 17;
  var field = document.getElementById("xc-find"), box = document.getElementById("xc-found"), entries = null;
  page.elements.pane("found", 445, true);
  var layer = L.layerGroup().addTo(map), tip = L.tooltip({ direction: "top", offset: [0, -9] });

  function plain(text) { return text.toLowerCase().replace(/\s+/g, ""); }
  function entry(name, more, go) { return { name: name, more: more, key: plain(name), other: plain(more), go: go }; }
  function all() { // made when somebody first types
    if (entries) { return entries; }
    entries = page.data.communities.map(function (c) { return entry(c.name, c.subdistrict, function () { chosen(c, false); }); });
    page.data.subdistricts.forEach(function (s) {
      entries.push(entry(s.name, t("街道"), function () { chosen(null, true); map.fitBounds(L.latLngBounds([].concat.apply([], s.rings.map(page.records.line))), { animate: false }); }));
    });
    page.records.facilities().forEach(function (f) {
      var kind = page.records.type(f.type), what = kind ? page.words.named(kind) : "";
      entries.push(entry(f.name, [what, f.address].filter(Boolean).join(" · "), function () { show(f); }));
    });
    return entries;
  }
  function found(text) { // names that begin so, then those with it in them, then what stands beside them
    var asked = plain(text), ranked = [[], [], []];
    all().forEach(function (one) {
      var at = one.key.indexOf(asked);
      if (at >= 0) { ranked[at ? 1 : 0].push(one); } else if (one.other.indexOf(asked) >= 0) { ranked[2].push(one); }
    });
    return [].concat.apply([], ranked);
  }
  function list() {
    box.textContent = "";
    if (!plain(field.value)) { return; }
    var hits = found(field.value);
    hits.slice(0, MOST).forEach(function (one) {
      var row = el("button", "", one.name);
      row.type = "button"; row.setAttribute("role", "option");
      if (one.more) { row.appendChild(el("span", "soft", one.more)); }
      row.addEventListener("click", function () { take(one); });
      box.appendChild(row);
    });
    if (hits.length > MOST) { box.appendChild(el("div", "soft", t("还有 {} 个,请再输入几个字", hits.length - MOST))); }
    if (!hits.length) { box.appendChild(el("div", "soft", t("没有找到"))); }
  }
  function take(one) { field.value = one.name; box.textContent = ""; clear(); one.go(); }
  function mark(f) {
    clear();
    L.circleMarker([f.lat, f.lon], { pane: "found", interactive: false, radius: 13, color: marks.rim, weight: 7, fill: false }).addTo(layer);
    L.circleMarker([f.lat, f.lon], { pane: "found", interactive: false, radius: 13, color: marks.found, weight: 3.5, fill: false }).addTo(layer);
    tip.setLatLng([f.lat, f.lon]).setContent(page.sites.tip(f)).addTo(map);
  }
  function show(f) {
    if (f.lat === null) { box.appendChild(el("div", "soft", t("该设施没有位置"))); return; }
    map.setView([f.lat, f.lon], Math.max(NEAR, map.getZoom()), { animate: false });
    chosen(page.areas.at(f.lat, f.lon), true); // what stands beside the map is of the place that is shown
    mark(f);
  }
  function clear() { layer.clearLayers(); tip.remove(); }
  field.addEventListener("input", list);
  field.addEventListener("keydown", function (e) {
    if (e.key === "Escape") { field.value = ""; list(); }
    if (e.key === "Enter" && plain(field.value)) { var hits = found(field.value); if (hits.length) { take(hits[0]); } }
  });
  return { mark: mark, clear: clear };
};
