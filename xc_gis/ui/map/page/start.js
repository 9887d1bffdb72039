// What only the window puts on the map of a run: its parts put together, and the way back to Qt. A page that another version wrote
// is refused. Runs once a page.
(function () {
  "use strict";
  var VERSION = 7, map = window.map_main, run = window.xcMap;
  if (window.xcWindowMap) { return; }
  if (!map || !run || run.version !== VERSION) {
    new QWebChannel(qt.webChannelTransport, function (channel) { channel.objects.bridge.refused(); });
    return;
  }
  var bridge = null, own = { map: map, run: run, t: window.xcWindow.t, themes: run.page.data.themes, elements: run.page.elements };
  own.chose = function (id) { run.choose(id, false); if (bridge) { bridge.chose(id); } };
  own.tell = function (name, facts) { if (bridge) { bridge.happened(name, facts); } };
  own.background = xcWindowParts.background(own);
  own.place = xcWindowParts.place(own);
  own.hits = xcWindowParts.hits(own);
  own.marks = xcWindowParts.marks(own);
  own.tools = xcWindowParts.tools(own);
  xcWindowParts.box(own);
  xcWindowParts.pointer(own);
  own.measured = xcWindowParts.measured(own);
  own.selected = xcWindowParts.selected(own);
  own.planning = xcWindowParts.planning(own);
  own.compare = xcWindowParts.compare(own);
  own.values = xcWindowParts.values(own);

  window.xcWindowMap = {
    showPlace: own.place.show, clearPlace: own.place.clear, setStreets: own.background.setStreets, setOnline: own.background.setOnline,
    quiet: xcWindowParts.quiet(own)
  };
  window.xcWindowFound = { show: own.marks.show, showArea: own.marks.showArea, clear: own.marks.clear };
  window.xcWindowTools = {
    set: own.tools.set, begin: own.tools.begin, select: own.selected.show, clear: own.selected.clear, measure: own.measured.show,
    clearMeasure: own.measured.clear
  };
  window.xcWindowPlanning = { show: own.planning.show, compare: own.compare.set, values: own.values.show };
  new QWebChannel(qt.webChannelTransport, function (channel) {
    bridge = channel.objects.bridge;
    run.onChoose(function (id) { bridge.chose(id); });
    run.onPlace(function (lon, lat) { bridge.asked(lon, lat); });
    run.onLegend(function (rows) { bridge.explained(rows); });
    bridge.described(run.describe());
    bridge.explained(run.legend());
    bridge.opened();
  });
})();
