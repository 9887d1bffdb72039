// Thousands of points that nobody clicks: one canvas, no object for each. Residents in gap where they live.
xcParts.dots = function (page, pane) { // uses map, state, records, classes, theme, elements; pane: its own
  "use strict";
  var BEYOND = 0.2; // the canvas reaches this share of the map further, for a drag
  page.elements.pane(pane, 420, true);
  var Dots = L.Layer.extend({
    initialize: function () { this._rows = []; },
    getEvents: function () { return { moveend: this._draw, resize: this._draw, zoomstart: this._hide }; },
    onAdd: function () { this._canvas = L.DomUtil.create("canvas", "", this.getPane(pane)); this._draw(); },
    onRemove: function () { L.DomUtil.remove(this._canvas); },
    show: function (rows) { this._rows = rows; if (this._map) { this._draw(); } },
    _hide: function () { this._canvas.style.display = "none"; },
    _draw: function () {
      var canvas = this._canvas, map = this._map, size = map.getSize(), beyond = size.multiplyBy(BEYOND).round(), ratio = window.devicePixelRatio || 1;
      var corner = map.containerPointToLayerPoint(beyond.multiplyBy(-1)), whole = size.add(beyond.multiplyBy(2)), fine = fineness();
      canvas.style.display = this._rows.length ? "" : "none";
      if (!this._rows.length) { return; }
      canvas.width = whole.x * ratio; canvas.height = whole.y * ratio;
      canvas.style.width = whole.x + "px"; canvas.style.height = whole.y + "px";
      L.DomUtil.setPosition(canvas, corner);
      var pen = canvas.getContext("2d");
      pen.scale(ratio, ratio); pen.strokeStyle = page.data.themes.marks.rim; pen.lineWidth = 1.2 * fine; // a rim: a dot stands out from dark and from light
      this._rows.forEach(function (row) {
        var p = map.latLngToLayerPoint(row.at).subtract(corner);
        if (p.x < -9 || p.y < -9 || p.x > whole.x + 9 || p.y > whole.y + 9) { return; }
        pen.fillStyle = row.colour; pen.beginPath(); pen.arc(p.x, p.y, row.radius * fine + 0.4, 0, 6.2832); pen.stroke(); pen.fill();
      });
    }
  });
  var layer = new Dots().addTo(page.map);
  function fineness() { return Math.max(0.5, Math.min(1.15, 0.5 + (page.map.getZoom() - 12) * 0.2)); } // points grow with the zoom
  function draw() { // how many people they are
    var category = page.theme.category(page.state.theme), people = 0, rows = [];
    if (category && page.theme.kind(page.state.theme) !== "minutes" && page.state.on.gaps) {
      rows = page.records.gaps(category.code).map(function (home) {
        people += home.residents;
        return { at: L.latLng(home.lat, home.lon), radius: Math.max(1.8, Math.min(7, Math.sqrt(home.residents) / 2.6)), colour: page.classes.dotColour(home.over) };
      });
    }
    layer.show(rows);
    return people;
  }
  return { draw: draw, fineness: fineness, remove: function () { layer.remove(); } };
};
