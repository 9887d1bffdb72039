var events;
function open(version) { // the border to Qt: a channel that gives one object
  events = [];
  var bridge = {};
  ["refused", "described", "explained", "opened", "chose", "asked", "painted", "happened"].forEach(function (name) { bridge[name] = function () { events.push([name].concat(Array.from(arguments))); }; });
  window.qt = { webChannelTransport: null };
  window.QWebChannel = function (_, then) { then({ objects: { bridge: bridge } }); };
  ["xcWindowMap", "xcWindowFound", "xcWindowTools", "xcWindowPlanning"].forEach(function (name) { delete window[name]; });
  window.xcWindow = { t: xcParts.words(null).t };
  window.xcMap = openPage(window.xcWindow.t);
  if (version !== undefined) { window.xcMap.version = version; }
  START();
}
function names() { return events.map(function (one) { return one[0]; }); }
test("it says what the map can show and its legend, then that it is open", function () {
  open();
  equal(names(), ["described", "explained", "opened"]);
  equal(events[0][1].categories.length, 2);
});
test("a page of another version is refused and left alone", function () {
  open(5);
  equal([names(), window.xcWindowMap === undefined], [["refused"], true]);
});
test("it runs once a page", function () { open(); START(); equal(names().length, 3); });
test("what happens on the map is told", function () {
  open();
  document.querySelectorAll(".leaflet-areas-pane path")[0].dispatchEvent(new MouseEvent("click", { bubbles: true }));
  window.xcMap.setTheme("MED");
  window.xcWindowTools.begin("measure", 116.3, 39.9);
  equal(events.slice(3).map(function (one) { return one.slice(0, 2).map(function (v) { return typeof v === "string" ? v : "…"; }); }), [["chose", "C1"], ["explained", "…"], ["happened", "measure"]]);
});
test("every function that the window calls is there", function () {
  open();
  CALLED.forEach(function (path) { ok(typeof path.split(".").reduce(function (at, name) { return at[name]; }, window) === "function", path); });
});
