// Draws a siting answer. Every text comes with the data and is put on the page as text.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("siting-data").textContent), colours = data.colours;

  function unpacked(line) {
    const points = [];
    let x = 0, y = 0;
    for (let n = 0; n < line.length; n += 2) {
      x += line[n];
      y += line[n + 1];
      points.push([y / data.scale, x / data.scale]);
    }
    return points;
  }

  function words(lines) {
    const box = document.createElement("div");
    for (const line of lines) {
      if (!line) continue;
      const row = document.createElement("div");
      row.textContent = line;
      box.appendChild(row);
    }
    return box;
  }

  const map = L.map("map", { preferCanvas: true, zoomSnap: 0.25, attributionControl: false });
  const bounds = [[data.bounds[1], data.bounds[0]], [data.bounds[3], data.bounds[2]]];
  map.fitBounds(bounds);
  L.control.scale({ imperial: false }).addTo(map);

  for (const community of data.communities) {
    if (!community.rings.length) continue;
    const shade = community.share < 0 ? 0 : 0.5 * (1 - community.share);
    L.polygon(community.rings.map(unpacked), { color: colours.edge, weight: 0.8, fillColor: colours.left, fillOpacity: shade })
      .bindTooltip(words([
        community.name,
        community.share < 0 ? "" : data.words.covered + " " + (Math.floor(community.share * 1000) / 10).toFixed(1) + "%",
      ]), { sticky: true })
      .addTo(map);
  }
  for (const kind of data.streets) {
    L.polyline(kind.lines.map(unpacked), { color: kind.colour, weight: kind.weight, opacity: kind.opacity, interactive: false }).addTo(map);
  }

  function dots(places, colour) {
    return L.layerGroup(places.map(function (place) {
      return L.circleMarker([place[1], place[0]], {
        radius: Math.max(1.5, Math.min(6, Math.sqrt(place[2]) / 3)), color: colour, weight: 0.5, fillColor: colour, fillOpacity: 0.75,
      }).bindTooltip(words([Math.round(place[2]).toLocaleString("en") + " " + data.words.people]));
    }));
  }

  function marks(places, style) {
    return L.layerGroup(places.map(function (place) {
      const mark = L.circleMarker([place.at[1], place.at[0]], style).bindPopup(words(place.words));
      if (!place.label) return mark.bindTooltip(words(place.words));
      return mark.bindTooltip(words([place.label]), { permanent: true, direction: "top", className: "site", offset: [0, -4] });
    }));
  }

  const layers = [
    ["left", dots(data.left, colours.left), true],
    ["new", dots(data.new, colours.new), true],
    ["existing", marks(data.existing, { radius: 4, color: colours.rim, weight: 1, fillColor: colours.existing, fillOpacity: 1 }), true],
    ["others", marks(data.others, { radius: 7, color: colours.others, weight: 2.5, fillColor: colours.rim, fillOpacity: 0.6 }), false],
    ["sites", marks(data.sites, { radius: 8, color: colours.rim, weight: 2, fillColor: colours.sites, fillOpacity: 1 }), true],
  ];
  const legend = document.getElementById("legend");
  for (const [name, layer, shown] of layers) {
    if (!data[name].length) continue;
    if (shown) layer.addTo(map);
    const row = document.createElement("li");
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = shown;
    tick.addEventListener("change", function () {
      if (tick.checked) layer.addTo(map); else layer.remove();
    });
    const sign = document.createElement("i");
    sign.style.background = colours[name];
    label.appendChild(tick);
    label.appendChild(document.createTextNode(" " + data.words[name]));
    row.appendChild(sign);
    row.appendChild(label);
    legend.appendChild(row);
  }
})();
