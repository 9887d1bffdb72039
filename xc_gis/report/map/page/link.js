// What a link says: #theme=MED&community=110102001001&bounds=west,south,east,north
xcParts.link = function () {
  "use strict";
  function read(text) { // { theme, community, bounds: { west, south, east, north } or null }; what cannot be read is left away
    var given = {};
    text.replace(/^#/, "").split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) { try { given[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (e) { /* no link of ours */ } }
    });
    var edges = (given.bounds || "").split(",").map(Number), whole = given.bounds && edges.length === 4 && edges.every(isFinite);
    return {
      theme: given.theme || "", community: given.community || "",
      bounds: whole ? { west: edges[0], south: edges[1], east: edges[2], north: edges[3] } : null
    };
  }
  function write(theme, community) { return "#theme=" + theme + (community ? "&community=" + encodeURIComponent(community) : ""); }
  return { read: read, write: write };
};
