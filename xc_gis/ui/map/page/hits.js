// What lies at a place, or touches a box: communities (with their rings, unpacked when first wanted) and facilities.
xcWindowParts.hits = function (own) { // uses map, run
  "use strict";
  var map = own.map, page = own.run.page, known = null, NEAR_PX = 9;
  function communities() { // { id, name, subdistrict, rings: [[[lat, lon], …], …], lat, lon }; without a place neither rings nor lat and lon
    if (!known) {
      known = page.data.communities.map(function (c) {
        return { id: c.id, name: c.name, subdistrict: c.subdistrict, rings: c.rings && c.rings.map(page.records.line), lat: c.lat, lon: c.lon };
      });
    }
    return known;
  }
  function isPoint(c) { return !c.rings && c.lat !== undefined; }
  function inRing(ring, lat, lon) {
    var inside = false;
    for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      var a = ring[i], b = ring[j];
      if ((a[0] > lat) !== (b[0] > lat) && lon < (b[1] - a[1]) * (lat - a[0]) / (b[0] - a[0]) + a[1]) { inside = !inside; }
    }
    return inside;
  }
  function holds(c, lat, lon) { // rings and holes alike: inside an odd number of them
    return Boolean(c.rings) && c.rings.filter(function (r) { return inRing(r, lat, lon); }).length % 2 === 1;
  }
  function crosses(ring, box) { // does a line of the ring touch the box?
    for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      if (L.LineUtil.clipSegment(L.point(ring[j][1], ring[j][0]), L.point(ring[i][1], ring[i][0]), box)) { return true; }
    }
    return false;
  }
  function touched(bounds) { // ids of the communities that a box touches (decision 113)
    var box = L.bounds([bounds.getWest(), bounds.getSouth()], [bounds.getEast(), bounds.getNorth()]);
    return communities().filter(function (c) {
      if (isPoint(c)) { return bounds.contains([c.lat, c.lon]); }
      return Boolean(c.rings) && (c.rings.some(function (r) { return crosses(r, box); }) || holds(c, bounds.getSouth(), bounds.getWest()));
    }).map(function (c) { return c.id; });
  }
  function communityAt(latlng) {
    var hit = null, at = map.latLngToContainerPoint(latlng);
    communities().forEach(function (c) {
      if (holds(c, latlng.lat, latlng.lng)) { hit = c; }
      else if (!hit && isPoint(c) && map.latLngToContainerPoint([c.lat, c.lon]).distanceTo(at) < NEAR_PX) { hit = c; }
    });
    return hit;
  }
  function siteAt(point) { var layer = page.sites.at(point); return layer ? layer.site : null; } // the facility that is drawn there
  function boundsOf(c) { // null without a place
    if (c.rings) { return L.latLngBounds([].concat.apply([], c.rings)); }
    return isPoint(c) ? L.latLngBounds([[c.lat, c.lon]]) : null;
  }
  return { communities: communities, holds: holds, touched: touched, communityAt: communityAt, siteAt: siteAt, boundsOf: boundsOf };
};
