// Names of communities, where there is room for them: within the community, beside no other name. Where few of those in sight have room, none is shown.
xcParts.names = function (page) { // uses map, records, borders, elements
  "use strict";
  var map = page.map, layer = L.layerGroup().addTo(map), shown = Object.create(null), SIZE = 12, RIM = 4, LEAST = 0.4, END = /(社区|居委会|村)$/;
  page.elements.pane("names", 410, true); // below facilities and people in gap: no name hides one
  var places = page.data.communities.map(function (c) { return c.rings ? { c: c, ring: largest(c.rings.map(page.records.line)) } : null; }).filter(Boolean);

  function largest(rings) { return rings.reduce(function (best, ring) { return area(ring) > area(best) ? ring : best; }); }
  function doubled(ring) { // twice the signed area, and the sums of its middle
    var sum = 0, lat = 0, lng = 0, first = ring[0];
    ring.forEach(function (a, n) {
      var b = ring[(n + 1) % ring.length], cross = (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1]);
      sum += cross; lat += (a[0] + b[0] - 2 * first[0]) * cross; lng += (a[1] + b[1] - 2 * first[1]) * cross;
    });
    return { sum: sum, lat: lat, lng: lng };
  }
  function area(ring) { return Math.abs(doubled(ring).sum); }
  function middle(ring) {
    var of = doubled(ring);
    return of.sum ? L.latLng(ring[0][0] + of.lat / (3 * of.sum), ring[0][1] + of.lng / (3 * of.sum)) : L.latLng(ring[0]);
  }
  function width(text) { return Array.from(text).reduce(function (sum, sign) { return sum + (sign.charCodeAt(0) < 0x2e80 ? 0.6 : 1) * SIZE; }, 0); }
  function across(ring, at) { // pixels of the ring left and right of a point, at its height
    var left = -Infinity, right = Infinity, corners = ring.map(function (corner) { return map.latLngToLayerPoint(corner); });
    corners.forEach(function (a, n) {
      var b = corners[(n + 1) % corners.length];
      if ((a.y > at.y) === (b.y > at.y)) { return; }
      var x = a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x) - at.x;
      if (x <= 0) { left = Math.max(left, x); } else { right = Math.min(right, x); }
    });
    return 2 * Math.min(-left, right);
  }
  function spread() {
    var kept = page.borders.boxes(), view = map.getBounds(), now = [], seen = 0;
    places.forEach(function (one) {
      one.at = one.at || middle(one.ring);
      if (!view.contains(one.at)) { return; }
      seen += 1;
      var p = map.latLngToLayerPoint(one.at), room = across(one.ring, p) - RIM;
      var text = [one.c.name, one.c.name.replace(END, "")].filter(function (words) { return words && width(words) <= room; })[0];
      if (!text) { return; }
      var box = { at: p, width: width(text) / 2 + 1, height: SIZE / 2 + 2 };
      if (!kept.every(function (k) { return Math.abs(k.at.x - p.x) >= k.width + box.width || Math.abs(k.at.y - p.y) >= k.height + box.height; })) { return; }
      kept.push(box); now.push({ one: one, text: text });
    });
    if (now.length < LEAST * seen) { now = []; }
    Object.keys(shown).forEach(function (id) {
      if (!now.some(function (n) { return n.one.c.id === id && n.text === shown[id].text; })) { shown[id].tip.remove(); delete shown[id]; }
    });
    now.forEach(function (n) { if (!shown[n.one.c.id]) { put(n.one, n.text); } });
  }
  function put(one, text) {
    var tip = L.tooltip({ permanent: true, direction: "center", className: "xc-name", interactive: false, pane: "names" });
    shown[one.c.id] = { text: text, tip: tip.setLatLng(one.at).setContent(page.elements.el("span", "", text)).addTo(layer) };
  }
  map.on("moveend", spread);
  return { spread: spread };
};
