// The page of a run: its parts put together. Alone in any browser; in the window (say given) it leaves its side panel and its own
// streets away and is led through what is returned, window.xcMap:
//   setTheme(key)            stars, joint, CODE (coverage), minutes:CODE, gaps:CODE
//   choose(id, follow)       highlight a community; follow: move the map if it is out of sight
//   setRatings(rows)         other stars (a standard that is being edited); null brings those of the run back
//   setFigures(figures)      stars, coverage and residents in gap of a scenario (figures.js); null brings those of the run back
//   setLayer(name, on)       sites, gaps, borders, streets
//   setSiteTypes(codes)      facilities of these types whatever the theme; null: those of the theme
//   setMode(mode)            "community": a click chooses; "place": a click asks about that place (a right click always does)
//   legend()                 rows { fill, words, count, dot, ring, hatched, stippled, note } of the theme
//   fitWhole()               the whole area
//   view()                   { theme, name, community, bounds, whole } as shown; whole: the whole area is in sight as it was opened
//   describe()               { domains, bounds, categories, types } that it can show
//   onChoose(f) onPlace(f) onLegend(f)    f(id), f(lon, lat), f(rows)
xcParts.page = function (data, map, say, own) {
  "use strict";
  var page = { data: data, map: map, inWindow: Boolean(say) }, listeners = { choose: [], place: [], legend: [] };
  var state = page.state = { theme: "stars", chosen: null, mode: "community", siteTypes: null, on: { sites: true, gaps: true, streets: true, borders: true } };
  var legendBox = document.getElementById("xc-legend"), drawn = { sites: 0, people: 0 };
  function tell(what) { var values = Array.prototype.slice.call(arguments, 1); listeners[what].forEach(function (f) { f.apply(null, values); }); }

  page.words = xcParts.words(say, own);
  page.elements = xcParts.elements(map);
  page.records = xcParts.records(data);
  page.classes = xcParts.classes(data.themes, page.words);
  page.theme = xcParts.theme(page);
  page.look = xcParts.look(page);
  page.legend = xcParts.legend(page);
  page.ground = xcParts.ground(page);
  page.borders = xcParts.borders(page);
  page.areas = xcParts.areas(page, function (c) { choose(c); tell("choose", c.id); });
  page.names = xcParts.names(page);
  page.dots = xcParts.dots(page, "gaps");
  page.sites = xcParts.sites(page);
  page.reach = xcParts.reach(page);
  page.ratings = xcParts.ratings(page);
  page.figures = xcParts.figures(page);
  page.sight = xcParts.sight(page);
  page.link = xcParts.link();
  page.sheet = xcParts.sheet(page, document.getElementById("xc-sheet"), function (c, k) { setTheme(page.theme.like(state.theme, k.code)); page.reach.draw(c, k); });
  page.scenario = xcParts.scenario(page, function () { redraw(); drawSheet(); });
  page.side = xcParts.side(page, { theme: setTheme, layer: setLayer });
  page.find = xcParts.find(page, function (c, there) { choose(c); if (!there) { page.sight.approach(c, 1.5); } });
  page.shown = xcParts.shown(page);

  function legendRows() { return page.legend.rows(state.theme, { sites: state.on.sites ? drawn.sites : 0, people: drawn.people, chosenTypes: Boolean(state.siteTypes) }); }
  function redraw() {
    page.areas.colour();
    drawn = { sites: page.sites.draw(), people: page.dots.draw() };
    var rows = legendRows();
    page.legend.draw(legendBox, rows);
    tell("legend", rows);
  }
  function note() { // in the window nobody sees its address, and the engine would keep each
    if (page.inWindow) { return; }
    try { history.replaceState(null, "", page.link.write(state.theme, state.chosen && state.chosen.id)); } catch (e) { /* a page without an address */ }
  }
  function drawSheet() { if (!page.inWindow) { page.sheet.draw(state.chosen); } } // the window has its own
  function setTheme(key) {
    if (!page.theme.isTheme(key)) { return; }
    state.theme = key; page.side.show(key, state.on); page.reach.clear();
    redraw(); drawSheet(); note();
  }
  function choose(c) {
    state.chosen = c; page.reach.clear();
    page.areas.frameChosen(); drawSheet(); note();
    if (c && !page.inWindow && window.matchMedia("(max-width: 900px)").matches) { document.getElementById("xc-sheet").scrollIntoView(); } // a phone shows little at a time
  }
  function setLayer(name, shown) {
    state.on[name] = shown; page.side.show(state.theme, state.on);
    var layer = name === "streets" ? page.ground.streets : name === "borders" ? page.borders.layer : null;
    if (!layer) { redraw(); } else if (shown) { layer.addTo(map); } else { layer.remove(); }
    if (name === "borders") { page.names.spread(); }
  }
  function open(wanted) { // as a link says
    var c = wanted.community ? page.records.community(wanted.community) : null, box = wanted.bounds;
    if (page.theme.isTheme(wanted.theme)) { state.theme = wanted.theme; page.side.show(state.theme, state.on); }
    redraw();
    if (c) {
      choose(c);
      if (page.theme.category(state.theme)) { page.reach.draw(c, page.theme.category(state.theme)); }
    }
    if (box) { map.fitBounds([[box.south, box.west], [box.north, box.east]], { animate: false }); } else if (c) { page.sight.approach(c, 1.2); }
  }
  function describe() {
    var counts = {};
    page.records.facilities().forEach(function (f) { if (f.lat !== null) { counts[f.type] = (counts[f.type] || 0) + 1; } });
    return {
      domains: data.domains, bounds: data.bounds,
      categories: data.categories.map(function (c) { return { code: c.code, zh: page.words.named(c), name: page.theme.categoryName(c), domain: c.domain, minutes: c.minutes, mandatory: c.mandatory }; }),
      types: data.types.map(function (type) { return { code: type.code, zh: page.words.named(type), count: counts[type.code] || 0 }; })
    };
  }
  map.on("click", function (e) { if (state.mode === "place") { tell("place", e.latlng.lng, e.latlng.lat); } });
  map.on("click", function (e) { // on a phone nobody points: what is tapped tells what it is
    var one = page.inWindow ? null : page.sites.at(e.containerPoint);
    if (one) { page.find.mark(one.site); } else { page.find.clear(); }
  });
  if (page.inWindow) { map.on("contextmenu", function (e) { tell("place", e.latlng.lng, e.latlng.lat); }); }
  page.frame = xcParts.frame(page);
  page.sight.fitWhole();
  page.borders.spread();
  page.names.spread();
  if (page.shown.bounds && page.shown.bounds.isValid()) { map.fitBounds(page.shown.bounds.pad(0.15), { animate: false, maxZoom: 17 }); }
  open(page.link.read(location.hash || document.body.getAttribute("data-start") || ""));

  return {
    version: 7, // counts up when the window must ask for other things
    page: page, map: map, describe: describe, fitWhole: page.sight.fitWhole, streets: page.ground.streets,
    setTheme: setTheme, setLayer: setLayer, legend: legendRows,
    setRatings: function (rows) { page.figures.preview(rows); redraw(); },
    setFigures: function (figures) { page.figures.set(figures); redraw(); },
    choose: function (id, follow) {
      var c = page.records.community(id);
      if (!c) { return; }
      choose(c);
      if (follow) { page.sight.show(c); }
    },
    setSiteTypes: function (codes) { state.siteTypes = codes; redraw(); },
    setMode: function (wanted) { state.mode = wanted; map.getContainer().classList.toggle("xc-placing", wanted === "place"); },
    view: function () { return { theme: state.theme, name: page.theme.name(state.theme), community: state.chosen ? state.chosen.id : null, bounds: page.sight.bounds(), whole: page.sight.isWhole() }; },
    onChoose: function (f) { listeners.choose.push(f); }, onPlace: function (f) { listeners.place.push(f); }, onLegend: function (f) { listeners.legend.push(f); }
  };
};
