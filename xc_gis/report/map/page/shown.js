// What the window showed when the page was made, or what a file holds: areas within some minutes, ways, places; above everything else.
// Features of the window bring looks of their own: { colour, width, dash (millimetres), fill }, a name and a label.
xcParts.shown = function (page) { // uses map, words, elements; data.shown: features of GeoJSON
  "use strict";
  var map = page.map, t = page.words.t, themes = page.data.themes, marks = themes.marks, features = page.data.shown || [], PX_PER_MM = 5, MOST_LABELS = 8;
  if (!features.length) { return { bounds: null }; }
  page.elements.pane("shown", 446); page.elements.pane("shown-marks", 447); page.elements.pane("shown-labels", 449, true);
  function ofKind(kind, f) { return kind.test(f.geometry.type); }
  function own(f) { return typeof f.properties.colour === "string"; }
  var areas = features.filter(function (f) { return ofKind(/Polygon$/, f); }), others = features.filter(function (f) { return areas.indexOf(f) < 0; });
  areas.sort(function (a, b) { return (b.properties.minutes || 0) - (a.properties.minutes || 0); }); // those of the window stand in order
  var labelled = others.filter(function (f) { return ofKind(/Point$/, f) && f.properties.label; }).length;
  var layer = L.featureGroup().addTo(map);
  function said(f) { // name and minutes, as text
    var p = f.properties, minutes = typeof p.minutes === "number" ? t("{} 分钟", page.words.number(p.minutes)) : "";
    return page.elements.tip(p.label || p.name || t("所选地点"), [minutes, p.label ? p.name : ""]);
  }
  function label(at, words) {
    L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false, pane: "shown-labels" })
      .setLatLng(at).setContent(page.elements.el("span", "", words)).addTo(layer);
  }
  function topPoint(f) { // the northernmost corner
    var best = null;
    L.geoJSON(f).eachLayer(function (shape) {
      (function walk(part) { if (part.lat !== undefined) { if (!best || part.lat > best.lat) { best = part; } } else { part.forEach(walk); } })(shape.getLatLngs());
    });
    return best;
  }
  function dashed(mm) { return mm.length ? mm.map(function (one) { return Math.max(1, one * PX_PER_MM); }).join(" ") : null; }
  function pens(colour, weight, dash, fill) { // a white rim below a line
    return [{ color: marks.rim, weight: weight + 3, opacity: 0.9, fill: fill > 0, fillColor: colour, fillOpacity: fill }, { color: colour, weight: weight, opacity: 0.95, dashArray: dash, lineCap: "round", fill: false }];
  }
  function drawn(f, looks) { looks.forEach(function (pen) { L.geoJSON(f, { pane: "shown", interactive: false, style: pen }).addTo(layer); }); }
  areas.forEach(function (f, n) {
    var p = f.properties, colour = themes.isochrones[Math.max(0, Math.min(themes.isochrones.length, areas.length - n) - 1)];
    var words = own(f) ? p.label : typeof p.minutes === "number" ? t("{} 分钟", page.words.number(p.minutes)) : "";
    drawn(f, own(f) ? pens(p.colour, Math.max(2, p.width * PX_PER_MM), dashed(p.dash), p.fill) : pens(colour, 2.6, null, 0.1));
    if (words) { label(topPoint(f), words); }
  });
  others.forEach(function (f) {
    var p = f.properties, isLine = ofKind(/LineString$/, f), looks = own(f) ? pens(p.colour, Math.max(2, p.width * PX_PER_MM), dashed(p.dash), 0) : pens(marks.way, 4, "1 7", 0);
    if (isLine) { drawn(f, looks.slice(0, 1)); }
    var made = L.geoJSON(f, {
      pane: isLine ? "shown" : "shown-marks", style: isLine ? looks[1] : {},
      pointToLayer: function (_, at) {
        return L.circleMarker(at, { pane: "shown-marks", radius: own(f) ? p.width * PX_PER_MM : 8, color: marks.rim, weight: 2, fillColor: own(f) ? p.colour : marks.place, fillOpacity: 1 });
      }
    });
    if (own(f) && !isLine && p.label && labelled <= MOST_LABELS) { // on a phone nobody points
      made.bindTooltip(function () { return page.elements.el("span", "", p.label); }, { permanent: true, direction: "right", offset: [8, 0], className: "xc-shown", pane: "shown-labels" });
    } else {
      made.bindTooltip(function () { return said(f); }, { sticky: true });
    }
    made.addTo(layer);
  });
  return { bounds: layer.getBounds() };
};
