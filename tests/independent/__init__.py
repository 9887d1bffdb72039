"""
A second method that shares nothing with the first.

Walking times from the raw OpenStreetMap file and the points, written from the method page alone (sections 1 to 4), plainly: networkx
for the search, shapely for what lies where. Nothing of ``xc_gis.analysis`` or ``xc_gis.sources.streets`` is imported here, so that an
error there cannot be repeated here. In the order of the method:

    osm_file → conditions → walkability → walkable_areas → waits → network → gates      ways become a network
    barriers → legs → entrances                                                         points reach it
    search → short_walks → times                                                        walks
    run_points → comparison → walk_words                                                a run of the tool held against it
"""
