// The page's data by name. Long tables come as columns (an object of lists of equal length): here they become records.
xcParts.records = function (data) {
  "use strict";
  var facilities = null, outlines = null;
  data.communities.forEach(function (c, row) { c.row = row; });

  function has(table, key) { return Object.prototype.hasOwnProperty.call(table, key); }
  function entry(columns, row) {
    var one = {};
    Object.keys(columns).forEach(function (name) { one[name] = columns[name][row]; });
    return one;
  }
  function line(steps) { // whole steps, each from the point before, as [lat, lon]
    var out = [], x = 0, y = 0;
    for (var i = 0; i < steps.length; i += 2) { x += steps[i]; y += steps[i + 1]; out.push([y / data.scale, x / data.scale]); }
    return out;
  }
  function first(list, name, value) { return list.filter(function (one) { return one[name] === value; })[0] || null; }
  function category(code) { return first(data.categories, "code", code); }
  function community(id) { return first(data.communities, "id", id); }
  function type(code) { return first(data.types, "code", code); }
  function coverage(c, code) { return entry(data.coverage[code], c.row); } // low, share, high, gap, unknown, median_minutes, note
  function nearest(c, code) { // { facility, minutes } from the middle of the community, null where none is reached
    var found = has(data.nearest, code) ? entry(data.nearest[code], c.row) : { facility: null };
    return found.facility === null ? null : { facility: allFacilities()[found.facility], minutes: found.minutes };
  }
  function allFacilities() { // with row, lat, lon (null without a place), counted
    if (!facilities) {
      facilities = data.facilities.name.map(function (_, row) {
        var f = entry(data.facilities, row);
        f.row = row;
        f.lat = f.y === null ? null : f.y / data.scale; f.lon = f.x === null ? null : f.x / data.scale;
        f.counted = f.status === "open" && !f.off_network;
        return f;
      });
    }
    return facilities;
  }
  function outlinesOf(facility, profile) { // { minutes, polygons } of where one gets to it from, the largest first
    if (!outlines) {
      outlines = Object.create(null);
      data.outlines.facility.forEach(function (row, n) {
        var key = row + " " + data.outlines.profile[n];
        (outlines[key] = outlines[key] || []).push({ minutes: data.outlines.minutes[n], polygons: data.outlines.polygons[n] });
      });
    }
    return outlines[facility.row + " " + profile] || [];
  }
  function gaps(code) { // residents in gap where they live: lat, lon, residents, over (minutes over the limit, null beyond the search)
    var columns = data.gaps[code], x = 0, y = 0;
    return columns.x.map(function (step, n) {
      var over = columns.over_tenths[n];
      x += step; y += columns.y[n];
      return { lat: y / data.scale, lon: x / data.scale, residents: columns.residents[n], over: over === null ? null : over / 10 };
    });
  }
  function change(c, kind, code) { // stars or people that a scenario brings or takes; null where the community has no stars before or after
    var stars = data.scenario.stars_change[c.row], people = code ? data.scenario[kind][code] : null;
    if (code) { return people ? people[c.row] : 0; }
    return stars === null ? null : Math.max(0, kind === "stars_won" ? stars : -stars);
  }
  return {
    change: change, line: line, category: category, community: community, type: type, coverage: coverage, nearest: nearest, facilities: allFacilities,
    outlines: outlinesOf, gaps: gaps
  };
};
