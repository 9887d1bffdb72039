// Before and after a scenario, left and right of a line that is dragged or moved with the arrow keys: the communities and the residents in
// gap are drawn once more as the run has them, and each of the two is clipped at the line.
xcWindowParts.compare = function (own) { // uses map, run, t, elements, themes; chose(id)
  "use strict";
  var map = own.map, page = own.run.page, t = own.t, el = own.elements.el, STEP = 0.02, HALF = 14;
  own.elements.pane("areas-before", 301);
  var renderer = L.svg({ pane: "areas-before" }), shapes = [], dots = null, isOn = false, share = 0.5, line = null;
  var sides = [{ panes: ["areas-before", "gaps-before"], left: true }, { panes: ["areas", "gaps"], left: false }];

  function looks(c) {
    var look = page.look.of(c, page.state.theme), hatched = look.fill === page.look.HATCH;
    return { fillColor: look.fill, fillOpacity: hatched ? 1 : own.themes.fill, color: own.themes.marks.edge, weight: 0.8, opacity: 1, dashArray: look.dash ? "4 3" : null };
  }
  function draw() {
    shapes = page.data.communities.filter(function (c) { return c.layer; }).map(function (c) {
      var options = { renderer: renderer, pane: "areas-before", radius: 7 };
      var layer = c.rings ? L.polygon(c.rings.map(page.records.line), options) : L.circleMarker([c.lat, c.lon], options);
      layer.bindTooltip(function () { return page.figures.before(function () { return page.areas.tip(c); }); }, { sticky: true, className: "xc-area-tip" });
      layer.on("click", function () { if (page.state.mode === "community") { own.chose(c.id); } });
      return { community: c, layer: layer.addTo(map) };
    });
    dots = xcParts.dots(page, "gaps-before");
  }
  function colour() {
    if (!isOn) { return; }
    page.figures.before(function () {
      shapes.forEach(function (one) { one.layer.setStyle(looks(one.community)); });
      dots.draw();
    });
  }
  function clip() {
    var size = map.getSize(), a = map.containerPointToLayerPoint([0, 0]), b = map.containerPointToLayerPoint(size), at = a.x + size.x * share;
    sides.forEach(function (side) {
      var rect = isOn ? "rect(" + [a.y, side.left ? at : b.x, b.y, side.left ? a.x : at].map(function (v) { return Math.round(v) + "px"; }).join(",") + ")" : "";
      side.panes.forEach(function (name) { var pane = map.getPane(name); if (pane) { pane.style.clip = rect; } });
    });
    if (line) { line.style.left = 100 * share + "%"; line.setAttribute("aria-valuenow", String(Math.round(100 * share))); }
  }
  function move(to) { share = Math.max(0, Math.min(1, to)); clip(); }
  function follow(e) { move((e.clientX - map.getContainer().getBoundingClientRect().left) / map.getSize().x); L.DomEvent.stop(e); }
  function drop(e) { document.removeEventListener("mousemove", follow, true); document.removeEventListener("mouseup", drop, true); L.DomEvent.stop(e); }
  function take(e) {
    if (e.button) { return; }
    document.addEventListener("mousemove", follow, true); document.addEventListener("mouseup", drop, true);
    line.focus(); L.DomEvent.stop(e);
  }
  function key(e) {
    var to = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: 0, End: 1 }[e.key];
    if (to !== undefined) { move(to); L.DomEvent.stop(e); }
  }
  function tag(words, left) {
    var box = el("span", "", words);
    box.style.cssText = "position:absolute;bottom:26px;white-space:nowrap;padding:1px 8px;border-radius:4px;font-size:12px;font-weight:600;color:#fff;background:" +
      own.themes.marks.border + ";" + (left ? "right" : "left") + ":" + (HALF + 6) + "px";
    return box;
  }
  function handle() { // a line over the whole height, wide enough to be taken, with a grip in its middle
    var box = el("div"), stroke = el("i"), grip = el("i", "", "↔");
    box.id = "xc-compare"; box.tabIndex = 0;
    box.setAttribute("role", "slider"); box.setAttribute("aria-label", t("之前与之后的分界")); box.setAttribute("aria-valuemin", "0"); box.setAttribute("aria-valuemax", "100");
    box.style.cssText = "position:absolute;top:0;bottom:0;width:" + 2 * HALF + "px;margin-left:-" + HALF + "px;z-index:850;cursor:ew-resize";
    stroke.style.cssText = "position:absolute;top:0;bottom:0;left:" + (HALF - 2) + "px;width:3px;background:" + own.themes.marks.border + ";box-shadow:0 0 0 1px #fff";
    grip.style.cssText = "position:absolute;top:calc(50% - 14px);left:0;width:28px;height:28px;line-height:28px;border-radius:50%;text-align:center;font-style:normal;color:#fff;background:" + own.themes.marks.border + ";box-shadow:0 0 0 2px #fff";
    [stroke, grip, tag(t("之前"), true), tag(t("之后"), false)].forEach(function (part) { box.appendChild(part); });
    box.addEventListener("mousedown", take); box.addEventListener("keydown", key); L.DomEvent.disableClickPropagation(box);
    return map.getContainer().appendChild(box);
  }
  function set(on) {
    if (on === isOn) { return; }
    isOn = on;
    if (on) { draw(); line = handle(); colour(); }
    else { shapes.forEach(function (one) { one.layer.remove(); }); shapes = []; dots.remove(); dots = null; line.remove(); line = null; }
    clip();
  }
  map.on("move moveend zoomend resize viewreset", clip);
  own.run.onLegend(colour);
  return { set: set, move: move };
};
