/*
 * The few loops in which a run spends its time (decision 130): legs, bounded searches, readings of ways, walks of pairs.
 *
 * Plain C99 without Python: arrays come as pointers, and nobody keeps them. Sums and products are those of the NumPy forms, in the same
 * order; with -ffp-contract=off the same bits come out. Lengths in metres, times in seconds.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef _WIN32
#define PUBLIC __declspec(dllexport)
#else
#define PUBLIC __attribute__((visibility("default")))
#endif

#ifndef SOURCE_DIGEST
#define SOURCE_DIGEST unknown
#endif
#define IN_QUOTES(words) #words
#define AS_TEXT(words) IN_QUOTES(words)

/* Which source this was compiled from: a library that was left behind by another one is not used. */
PUBLIC const char *source_digest(void) { return AS_TEXT(SOURCE_DIGEST); }

/* setuptools asks the linker of Windows for it; nobody imports this library as a module. */
PUBLIC void *PyInit_loops_library(void) { return NULL; }

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }
static double clipped(double value, double low, double high) { return least(most(value, low), high); }

/* ---- boxes by square of ground, as buckets.py makes them ---- */

typedef struct {
    double west, south, square_m;
    int64_t columns, rows;
    const int64_t *first, *item;
} Buckets;

typedef struct { int64_t left, right, low, high; } Squares;

static int64_t square_of(double metres, double square_m, int64_t count) {
    if (!(metres > 0.0)) return 0;
    double number = metres / square_m;
    return number >= (double)(count - 1) ? count - 1 : (int64_t)number;
}

static Squares squares_of(const Buckets *at, double west, double south, double east, double north) {
    Squares found = {
        square_of(west - at->west, at->square_m, at->columns), square_of(east - at->west, at->square_m, at->columns),
        square_of(south - at->south, at->square_m, at->rows), square_of(north - at->south, at->square_m, at->rows),
    };
    return found;
}

/* ---- barriers (barriers.py) ---- */

typedef struct {
    Buckets at;
    const double *piece; /* by piece: x, y of one end, x, y of the other */
    double trim_m;
} Walls;

static int meets(double a_x, double a_y, double b_x, double b_y, double c_x, double c_y, double d_x, double d_y) {
    double along_x = b_x - a_x, along_y = b_y - a_y, other_x = d_x - c_x, other_y = d_y - c_y;
    double side_c = along_x * (c_y - a_y) - along_y * (c_x - a_x);
    double side_d = along_x * (d_y - a_y) - along_y * (d_x - a_x);
    if (side_c == 0.0 && side_d == 0.0) return 1; /* on one line they meet, as their boxes do */
    if (side_c * side_d > 0.0) return 0;
    double side_a = other_x * (a_y - c_y) - other_y * (a_x - c_x);
    double side_b = other_x * (b_y - c_y) - other_y * (b_x - c_x);
    return !(side_a * side_b > 0.0);
}

static int is_blocked(const Walls *walls, double x, double y, double to_x, double to_y) {
    double way_x = to_x - x, way_y = to_y - y, length = hypot(way_x, way_y);
    if (!(length > 2 * walls->trim_m)) return 0;
    double trim = walls->trim_m / length;
    double a_x = x + way_x * trim, a_y = y + way_y * trim, b_x = to_x - way_x * trim, b_y = to_y - way_y * trim;
    double west = least(a_x, b_x), east = most(a_x, b_x), south = least(a_y, b_y), north = most(a_y, b_y);
    const Buckets *at = &walls->at;
    Squares near = squares_of(at, west, south, east, north);
    for (int64_t row = near.low; row <= near.high; row++) {
        int64_t end = at->first[row * at->columns + near.right + 1];
        for (int64_t place = at->first[row * at->columns + near.left]; place < end; place++) {
            const double *p = walls->piece + 4 * at->item[place];
            if (west > most(p[0], p[2]) || east < least(p[0], p[2]) || south > most(p[1], p[3]) || north < least(p[1], p[3])) continue;
            if (meets(a_x, a_y, b_x, b_y, p[0], p[1], p[2], p[3])) return 1;
        }
    }
    return 0;
}

/* Say which straight legs meet a barrier. */
PUBLIC void blocked_legs(const Walls *walls, int64_t count, const double *from_xy, const double *to_xy, uint8_t *blocked) {
    for (int64_t leg = 0; leg < count; leg++)
        blocked[leg] = (uint8_t)is_blocked(walls, from_xy[2 * leg], from_xy[2 * leg + 1], to_xy[2 * leg], to_xy[2 * leg + 1]);
}

/* ---- legs of points (legs.py, way_ends.py) ---- */

typedef struct {
    const double *x, *y, *east, *north, *length_m; /* end u, direction, length */
    const int64_t *u, *v;
    const double *low_m, *high_m;      /* part on which a leg may end; none where low_m is greater */
    const double *slowness, *gain;     /* r, and the root of the gain, 0 where a leg gains by no move's end */
    const uint8_t *major;
    const double *box;                 /* by edge: west, south, east, north */
    const double *node_x, *node_y;
    const uint8_t *on_major;
    Buckets at;
    Walls walls;
    double longest_m, slack_m, detour, at_node_m;
} Ground;

typedef struct {
    int64_t *point, *edge;
    double *foot_m, *off_line_m, *low_m, *high_m;
} Pairs;

typedef struct {
    int64_t *point, *edge;
    double *offset_m;
    int64_t *node;
    double *straight_m;
    uint8_t *waits, *to_u, *to_v;
} Legs;

/* Room for one point: edges near it (seen: the point for which an edge was noted last), legs whatever is in their way. */
typedef struct {
    int64_t *near, *seen, *node, *edge;
    double *straight_m, *edge_offset_m, *edge_straight_m;
} Desk;

static void sort_numbers(int64_t *numbers, int64_t count) { /* a hundred or so */
    int64_t gap = 1;
    while (gap < count) gap = 3 * gap + 1;
    for (; gap >= 1; gap /= 3)
        for (int64_t at = gap; at < count; at++) {
            int64_t number = numbers[at], before = at - gap;
            for (; before >= 0 && numbers[before] > number; before -= gap) numbers[before + gap] = numbers[before];
            numbers[before + gap] = number;
        }
}

static int64_t edges_near(const Ground *g, int64_t point, double x, double y, Desk *desk) {
    double reach = g->longest_m + g->slack_m, west = x - reach, south = y - reach, east = x + reach, north = y + reach;
    Squares near = squares_of(&g->at, west, south, east, north);
    int64_t count = 0;
    for (int64_t row = near.low; row <= near.high; row++) {
        int64_t end = g->at.first[row * g->at.columns + near.right + 1];
        for (int64_t place = g->at.first[row * g->at.columns + near.left]; place < end; place++) {
            int64_t edge = g->at.item[place];
            if (desk->seen[edge] == point) continue;
            desk->seen[edge] = point;
            const double *box = g->box + 4 * edge;
            if (box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south) desk->near[count++] = edge;
        }
    }
    sort_numbers(desk->near, count);
    return count;
}

static int measured(const Ground *g, double x, double y, int64_t edge, const Pairs *pairs, int64_t row) {
    double low = g->low_m[edge], high = g->high_m[edge];
    if (!(low <= high)) return 0;
    double from_x = x - g->x[edge], from_y = y - g->y[edge];
    double foot = from_x * g->east[edge] + from_y * g->north[edge];
    double off_line = fabs(from_x * g->north[edge] - from_y * g->east[edge]);
    double nearest = clipped(foot, low, high);
    if (!(hypot(off_line, nearest - foot) <= g->longest_m + g->slack_m)) return 0;
    double half = sqrt(most(g->longest_m * g->longest_m - off_line * off_line, 0.0));
    pairs->edge[row] = edge;
    pairs->foot_m[row] = foot;
    pairs->off_line_m[row] = off_line;
    pairs->low_m[row] = least(most(low, foot - half), nearest);
    pairs->high_m[row] = most(least(high, foot + half), nearest);
    return 1;
}

/* Note the straight leg to a node, ascending by node, of several the shortest. */
static int64_t with_node(Desk *desk, int64_t count, int64_t node, double straight_m) {
    int64_t at = count;
    while (at > 0 && desk->node[at - 1] > node) at--;
    if (at > 0 && desk->node[at - 1] == node) {
        desk->straight_m[at - 1] = least(desk->straight_m[at - 1], straight_m);
        return count;
    }
    for (int64_t later = count; later > at; later--) {
        desk->node[later] = desk->node[later - 1];
        desk->straight_m[later] = desk->straight_m[later - 1];
    }
    desk->node[at] = node;
    desk->straight_m[at] = straight_m;
    return count + 1;
}

static int is_beaten(const Ground *g, const Legs *legs, int64_t row, int64_t node, double along_m, int64_t first, int64_t last) {
    for (int64_t other = first; other < last && legs->node[other] <= node; other++)
        if (legs->node[other] == node) {
            double metres = g->detour * legs->straight_m[row] + g->slowness[legs->edge[row]] * along_m;
            return g->detour * legs->straight_m[other] <= metres && legs->waits[other] <= legs->waits[row];
        }
    return 0;
}

/* Write the legs of one point that nothing is in the way of: to nodes, then onto edges; one past the last row. */
static int64_t free_legs(const Ground *g, int64_t point, double x, double y, Desk *desk, int64_t nodes, int64_t ends, Legs *legs, int64_t first) {
    int64_t row = first;
    for (int64_t at = 0; at < nodes; at++) {
        int64_t node = desk->node[at];
        if (is_blocked(&g->walls, x, y, g->node_x[node], g->node_y[node])) continue;
        legs->point[row] = point;
        legs->edge[row] = -1;
        legs->offset_m[row] = NAN;
        legs->node[row] = node;
        legs->straight_m[row] = desk->straight_m[at];
        legs->waits[row] = g->on_major[node];
        legs->to_u[row] = 1;
        legs->to_v[row++] = 0;
    }
    int64_t middle = row;
    for (int64_t at = 0; at < ends; at++) {
        int64_t edge = desk->edge[at], u = g->u[edge], v = g->v[edge];
        double share = desk->edge_offset_m[at] / g->length_m[edge];
        double to_x = g->node_x[u] + share * (g->node_x[v] - g->node_x[u]), to_y = g->node_y[u] + share * (g->node_y[v] - g->node_y[u]);
        if (is_blocked(&g->walls, x, y, to_x, to_y)) continue;
        legs->point[row] = point;
        legs->edge[row] = edge;
        legs->offset_m[row] = desk->edge_offset_m[at];
        legs->node[row] = -1;
        legs->straight_m[row] = desk->edge_straight_m[at];
        legs->waits[row] = g->major[edge];
        legs->to_u[row] = 0;
        legs->to_v[row++] = 0;
    }
    for (int64_t at = middle; at < row; at++) {
        int64_t edge = legs->edge[at];
        if (at == middle || legs->edge[at - 1] != edge)
            legs->to_u[at] = (uint8_t)!is_beaten(g, legs, at, g->u[edge], legs->offset_m[at], first, middle);
        if (at == row - 1 || legs->edge[at + 1] != edge)
            legs->to_v[at] = (uint8_t)!is_beaten(g, legs, at, g->v[edge], g->length_m[edge] - legs->offset_m[at], first, middle);
    }
    return row;
}

/*
 * Find the legs of points (x, y; NaN without a place) from `begin` on, until all are done or there may be no room for those of the next.
 * Returns one past the last point done; `written`: rows of pairs and of legs.
 */
PUBLIC int64_t legs_of_points(const Ground *g, const double *xy, int64_t begin, int64_t count, int64_t room, Pairs *pairs, Legs *legs,
                              Desk *desk, int64_t *written) {
    int64_t n_pairs = 0, n_legs = 0, point = begin;
    for (; point < count; point++) {
        double x = xy[2 * point], y = xy[2 * point + 1];
        if (isnan(x)) continue;
        int64_t near = edges_near(g, point, x, y, desk), first = n_pairs, nodes = 0, ends = 0;
        if (n_pairs + near > room || n_legs + 3 * near > room) {
            for (int64_t at = 0; at < near; at++) desk->seen[desk->near[at]] = -1;
            break;
        }
        for (int64_t at = 0; at < near; at++)
            if (measured(g, x, y, desk->near[at], pairs, n_pairs)) pairs->point[n_pairs++] = point;
        for (int64_t pair = first; pair < n_pairs; pair++) {
            int64_t edge = pairs->edge[pair];
            double length = g->length_m[edge], foot = pairs->foot_m[pair], off_line = pairs->off_line_m[pair], before = NAN;
            double move = g->gain[edge] > 0.0 ? off_line * g->slowness[edge] / g->gain[edge] : INFINITY;
            for (int which = -1; which <= 1; which++) {
                double wanted = which < 0 ? foot - move : which > 0 ? foot + move : foot;
                double offset = clipped(wanted, pairs->low_m[pair], pairs->high_m[pair]);
                if (offset == before) continue;
                before = offset;
                double straight = hypot(off_line, offset - foot);
                if (offset <= g->at_node_m && offset <= length - offset) nodes = with_node(desk, nodes, g->u[edge], straight);
                else if (length - offset <= g->at_node_m) nodes = with_node(desk, nodes, g->v[edge], straight);
                else {
                    desk->edge[ends] = edge;
                    desk->edge_offset_m[ends] = offset;
                    desk->edge_straight_m[ends++] = straight;
                }
            }
        }
        n_legs = free_legs(g, point, x, y, desk, nodes, ends, legs, n_legs);
    }
    written[0] = n_pairs;
    written[1] = n_legs;
    return point;
}

/* ---- bounded searches (search.py, grid_ways.py, pair_times.py) ---- */

typedef struct {
    int64_t count; /* states */
    const int32_t *first, *onto;
    const double *seconds;
} Arcs;

/* Ways between states and columns of a table: of state s those from first[s] to first[s + 1]. */
typedef struct {
    const int64_t *first, *target;
    const double *seconds;
} Ways;

typedef struct { double seconds; int64_t state; } Due;

/* A heap in which a state may stand several times: what is dearer than its label is thrown away when it comes up. */
typedef struct {
    Due *due;
    int64_t count, room;
} Heap;

static int put(Heap *heap, double seconds, int64_t state) {
    if (heap->count == heap->room) {
        int64_t room = heap->room ? 2 * heap->room : 1024;
        Due *due = realloc(heap->due, (size_t)room * sizeof(Due));
        if (!due) return 0;
        heap->due = due;
        heap->room = room;
    }
    int64_t at = heap->count++;
    while (at > 0 && heap->due[(at - 1) / 2].seconds > seconds) {
        heap->due[at] = heap->due[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->due[at].seconds = seconds;
    heap->due[at].state = state;
    return 1;
}

static Due taken(Heap *heap) {
    Due first = heap->due[0], last = heap->due[--heap->count];
    int64_t at = 0, below;
    while ((below = 2 * at + 1) < heap->count) {
        if (below + 1 < heap->count && heap->due[below + 1].seconds < heap->due[below].seconds) below++;
        if (heap->due[below].seconds >= last.seconds) break;
        heap->due[at] = heap->due[below];
        at = below;
    }
    heap->due[at] = last;
    return first;
}

/*
 * Lower `label` (by state, INFINITY where nothing is known) to the least seconds from the seeds within the limit; a seed costs at least
 * `least_s`. Where `reached` is given it lists the states, and their number is returned; -1: no memory.
 */
static int64_t search(const Arcs *arcs, int64_t seeds, const int64_t *state, const double *cost_s, double least_s, double limit_s,
                      double *label, int64_t *reached, Heap *heap) {
    int64_t found = 0;
    heap->count = 0;
    for (int64_t seed = 0; seed < seeds; seed++) {
        double seconds = most(cost_s[seed], least_s);
        if (seconds <= limit_s && seconds < label[state[seed]]) {
            label[state[seed]] = seconds;
            if (!put(heap, seconds, state[seed])) return -1;
        }
    }
    while (heap->count) {
        Due next = taken(heap);
        if (next.seconds > label[next.state]) continue;
        if (reached) reached[found] = next.state;
        found++;
        for (int32_t arc = arcs->first[next.state]; arc < arcs->first[next.state + 1]; arc++) {
            double seconds = next.seconds + arcs->seconds[arc];
            if (seconds <= limit_s && seconds < label[arcs->onto[arc]]) {
                label[arcs->onto[arc]] = seconds;
                if (!put(heap, seconds, arcs->onto[arc])) return -1;
            }
        }
    }
    return found;
}

/* Search from each of several groups of seeds (those of group g from first_seed[g] on); `rows`: by group and state, filled with INFINITY. */
PUBLIC int search_rows(const Arcs *arcs, int64_t groups, const int64_t *first_seed, const int64_t *state, const double *cost_s,
                       double least_s, double limit_s, double *rows) {
    Heap heap = {0};
    int done = 1;
    for (int64_t group = 0; done && group < groups; group++) {
        int64_t seed = first_seed[group];
        done = search(arcs, first_seed[group + 1] - seed, state + seed, cost_s + seed, least_s, limit_s, rows + group * arcs->count, NULL, &heap) >= 0;
    }
    free(heap.due);
    return done;
}

static void lower(const Ways *ways, int64_t state, double onward_s, const int64_t *column_of, double *row) {
    for (int64_t way = ways->first[state]; way < ways->first[state + 1]; way++) {
        int64_t column = column_of[ways->target[way]];
        if (column < 0) continue;
        double seconds = ways->seconds[way] + onward_s;
        if (seconds < row[column]) row[column] = seconds;
    }
}

/*
 * Search from each group, and lower its row of `table` (groups × columns) by the ways to all states reached; by those of `ends`, where it is
 * given, to the states of its seeds. column_of: by target of a way its column, -1: none.
 */
PUBLIC int search_and_lower(const Arcs *arcs, int64_t groups, const int64_t *first_seed, const int64_t *state, const double *cost_s,
                            double least_s, double limit_s, const Ways *through, const Ways *ends, const int64_t *column_of,
                            int64_t columns, double *table) {
    Heap heap = {0};
    double *label = malloc((size_t)arcs->count * sizeof(double));
    int64_t *reached = malloc((size_t)arcs->count * sizeof(int64_t));
    int done = label && reached;
    for (int64_t at = 0; done && at < arcs->count; at++) label[at] = INFINITY;
    for (int64_t group = 0; done && group < groups; group++) {
        int64_t seed = first_seed[group], last = first_seed[group + 1];
        double *row = table + group * columns;
        int64_t found = search(arcs, last - seed, state + seed, cost_s + seed, least_s, limit_s, label, reached, &heap);
        done = found >= 0;
        for (int64_t at = 0; at < found; at++) lower(through, reached[at], label[reached[at]], column_of, row);
        for (int64_t at = seed; ends && at < last; at++)
            if (label[state[at]] < INFINITY) lower(ends, state[at], label[state[at]], column_of, row);
        for (int64_t at = 0; at < found; at++) label[reached[at]] = INFINITY;
    }
    free(heap.due);
    free(label);
    free(reached);
    return done;
}

/* ---- ways onto the network (search.py, grid_ways.py) ---- */

/* What a way along an edge costs: by edge ends, length, seconds a metre, delay at either end, and whether it may be walked towards an end. */
typedef struct {
    const int64_t *u, *v;
    const double *length_m, *pace_s, *delay_u, *delay_v;
    const uint8_t *to_u, *to_v;
} EdgeWays;

/* Write the ways of legs to the nodes where they end, or to those of their edge, one after the other; their number. at_node: by node, whether it may be entered. */
PUBLIC int64_t ways_of_legs(const EdgeWays *edges, const uint8_t *at_node, int64_t count, const Legs *legs, double metre_s, double wait_s,
                            int64_t *leg, int64_t *state, double *cost_s) {
    int64_t found = 0;
    for (int64_t at = 0; at < count; at++) {
        int64_t edge = legs->edge[at];
        double walked = legs->straight_m[at] * metre_s + legs->waits[at] * wait_s;
        if (edge < 0) {
            if (!(legs->to_u[at] && at_node[legs->node[at]])) continue;
            leg[found] = at;
            state[found] = legs->node[at];
            cost_s[found++] = walked;
            continue;
        }
        if (legs->to_u[at] && edges->to_u[edge]) {
            leg[found] = at;
            state[found] = edges->u[edge];
            cost_s[found++] = walked + legs->offset_m[at] * edges->pace_s[edge] + edges->delay_u[edge];
        }
        if (legs->to_v[at] && edges->to_v[edge]) {
            leg[found] = at;
            state[found] = edges->v[edge];
            cost_s[found++] = walked + (edges->length_m[edge] - legs->offset_m[at]) * edges->pace_s[edge] + edges->delay_v[edge];
        }
    }
    return found;
}

/* Order ways by state, those of one state as they come. `first`: room for states + 1, filled with 0; becomes the first way to each state. */
PUBLIC void order_ways(int64_t count, int64_t states, const int64_t *state, const int64_t *begin, const double *cost_s, int64_t *first,
                       int64_t *ordered_begin, double *ordered_s) {
    for (int64_t way = 0; way < count; way++) first[state[way] + 1]++;
    for (int64_t at = 0; at < states; at++) first[at + 1] += first[at];
    for (int64_t way = 0; way < count; way++) {
        int64_t place = first[state[way]]++;
        ordered_begin[place] = begin[way];
        ordered_s[place] = cost_s[way];
    }
    for (int64_t at = states; at > 0; at--) first[at] = first[at - 1];
    first[0] = 0;
}

/* ---- connected parts (connected.py) ---- */

static int64_t root_of(int64_t *parent, int64_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
}

/* Label the connected parts of a graph in the order of their first nodes: a parent is never a later node, so its label is known first. */
PUBLIC void connected_parts(int64_t edges, const int64_t *u, const int64_t *v, int64_t nodes, int64_t *label) {
    int64_t parts = 0;
    for (int64_t node = 0; node < nodes; node++) label[node] = node;
    for (int64_t edge = 0; edge < edges; edge++) {
        int64_t a = root_of(label, u[edge]), b = root_of(label, v[edge]);
        if (a < b) label[b] = a;
        else label[a] = b;
    }
    for (int64_t node = 0; node < nodes; node++) label[node] = label[node] == node ? parts++ : label[label[node]];
}

/* ---- walks without a node (short_walks.py, walk_ground.py) ---- */

/* By edge: ends, slowness, length, metres that a moved foot gains, where it may be walked; by node its place. */
typedef struct {
    const int64_t *u, *v;
    const double *x, *y, *slowness, *length_m, *move;
    const uint8_t *forward, *backward, *steps, *major;
} Streets;

/* Demand points, in squares where they are on the network; legs and edges in reach ordered by edge: those of edge e from first[e] on. */
typedef struct {
    const double *xy;
    const int64_t *first_leg, *leg_point;
    const double *leg_offset_m, *leg_straight_m;
    const uint8_t *leg_waits;
    const int64_t *first_pair, *pair_point;
    const double *pair_foot_m, *pair_off_m, *pair_low_m, *pair_high_m;
    const int64_t *column, *community, *subdistrict; /* column of the table, -1: none; where somebody lives */
} Homes;

/* Facility points; legs and edges in reach of point p from first[p] on. */
typedef struct {
    const double *xy;
    const uint8_t *off_network;
    const int64_t *first_leg, *leg_edge;
    const double *leg_offset_m, *leg_straight_m;
    const uint8_t *leg_waits;
    const int64_t *first_pair, *pair_edge;
    const double *pair_foot_m, *pair_off_m, *pair_low_m, *pair_high_m;
} Entries;

typedef struct {
    double speed_m_s, detour, wait_s, longest_m, at_node_m, bound_s, tolerance_m;
    int64_t reaching, on_wheels;
} WalkRules;

/*
 * Seconds by column, lowered by one kind of walk after the other. What was known before a kind decides which of its walks are of use, as in the
 * NumPy form: `known` keeps it for the columns that this round has lowered (`noted`). `met`: a bit for each column that was lowered; may be NULL.
 */
typedef struct {
    const WalkRules *rules;
    const Homes *homes;
    double *row, *known;
    int64_t *noted, round;
    uint64_t *met;
    int64_t community, subdistrict;
} Sheet;

static void put_down(const Sheet *sheet, int64_t column, double seconds) {
    if (!(seconds < sheet->row[column])) return;
    if (sheet->noted[column] != sheet->round) {
        sheet->noted[column] = sheet->round;
        sheet->known[column] = sheet->row[column];
    }
    sheet->row[column] = seconds;
    if (sheet->met) sheet->met[column >> 6] |= (uint64_t)1 << (column & 63);
}

/* Column of a demand point whom the offer serves and whom a walk of at least so many metres on level ground could still serve better; -1. */
static int64_t column_for(const Sheet *sheet, int64_t home, double metres) {
    int64_t column = sheet->homes->column[home];
    if (column < 0) return -1;
    if (sheet->community >= 0 && sheet->community != sheet->homes->community[home]) return -1;
    if (sheet->subdistrict >= 0 && sheet->subdistrict != sheet->homes->subdistrict[home]) return -1;
    double known = sheet->noted[column] == sheet->round ? sheet->known[column] : sheet->row[column];
    return metres < least(known, sheet->rules->bound_s) * sheet->rules->speed_m_s - sheet->rules->tolerance_m ? column : -1;
}

static double walk_s(const WalkRules *rules, double leg_m, double along_m, double waits) {
    return (rules->detour * leg_m + along_m) / rules->speed_m_s + waits * rules->wait_s;
}

static double apart(const double *a, const double *b) { return hypot(a[0] - b[0], a[1] - b[1]); }

static void direct_walks(const Sheet *sheet, const Buckets *at, const Walls *walls, const double *place) {
    const WalkRules *rules = sheet->rules;
    double far = rules->longest_m;
    Squares near = squares_of(at, place[0] - far, place[1] - far, place[0] + far, place[1] + far);
    for (int64_t line = near.low; line <= near.high; line++) {
        int64_t end = at->first[line * at->columns + near.right + 1];
        for (int64_t item = at->first[line * at->columns + near.left]; item < end; item++) {
            int64_t home = at->item[item];
            const double *xy = sheet->homes->xy + 2 * home;
            double east = xy[0] - place[0], north = xy[1] - place[1], square = east * east + north * north;
            if (!(square <= far * far)) continue;
            double metres = sqrt(square), seconds = walk_s(rules, metres, 0.0, 0.0);
            int64_t column = column_for(sheet, home, metres * rules->detour);
            if (column < 0 || !(seconds < sheet->row[column])) continue;
            if (!is_blocked(walls, xy[0], xy[1], place[0], place[1])) put_down(sheet, column, seconds);
        }
    }
}

static void walks_along_edges(const Sheet *sheet, const Streets *streets, const Entries *entries, int64_t point) {
    const Homes *homes = sheet->homes;
    const WalkRules *rules = sheet->rules;
    for (int64_t leg = entries->first_leg[point]; leg < entries->first_leg[point + 1]; leg++) {
        int64_t edge = entries->leg_edge[leg];
        if (edge < 0 || (rules->on_wheels && streets->steps[edge])) continue;
        double to_m = entries->leg_offset_m[leg];
        for (int64_t other = homes->first_leg[edge]; other < homes->first_leg[edge + 1]; other++) {
            int64_t home = homes->leg_point[other];
            double from_m = homes->leg_offset_m[other];
            if ((to_m > from_m && !streets->forward[edge]) || (to_m < from_m && !streets->backward[edge])) continue;
            double leg_m = homes->leg_straight_m[other] + entries->leg_straight_m[leg];
            double waits = (double)(homes->leg_waits[other] + entries->leg_waits[leg]);
            double seconds = walk_s(rules, leg_m, fabs(to_m - from_m) * streets->slowness[edge], waits);
            int64_t column = column_for(sheet, home, apart(homes->xy + 2 * home, entries->xy + 2 * point));
            if (column >= 0) put_down(sheet, column, seconds);
        }
    }
}

static void meetings(const Sheet *sheet, const Streets *streets, const Entries *entries, int64_t point, const Walls *walls) {
    const Homes *homes = sheet->homes;
    const WalkRules *rules = sheet->rules;
    const double *place = entries->xy + 2 * point;
    for (int64_t pair = entries->first_pair[point]; pair < entries->first_pair[point + 1]; pair++) {
        int64_t edge = entries->pair_edge[pair];
        if (rules->on_wheels && streets->steps[edge]) continue;
        double foot_m = entries->pair_foot_m[pair], off_m = entries->pair_off_m[pair], length = streets->length_m[edge];
        for (int64_t other = homes->first_pair[edge]; other < homes->first_pair[edge + 1]; other++) {
            int64_t home = homes->pair_point[other];
            double from_foot_m = homes->pair_foot_m[other], from_off_m = homes->pair_off_m[other], both = from_off_m + off_m;
            double moved = both > 0.0 ? both * streets->move[edge] : 0.0, share = both > 0.0 ? from_off_m / both : 0.5;
            if (!(moved >= fabs(foot_m - from_foot_m))) continue;
            double low = most(homes->pair_low_m[other], entries->pair_low_m[pair]), high = least(homes->pair_high_m[other], entries->pair_high_m[pair]);
            double meet = clipped(from_foot_m + (foot_m - from_foot_m) * share, low, most(low, high));
            if (!(low <= high && meet > rules->at_node_m && meet < length - rules->at_node_m)) continue;
            const double *from = homes->xy + 2 * home;
            if (column_for(sheet, home, apart(from, place) * rules->detour) < 0) continue;
            double leg_m = hypot(from_off_m, meet - from_foot_m) + hypot(off_m, meet - foot_m);
            double seconds = walk_s(rules, leg_m, 0.0, 2.0 * streets->major[edge]);
            int64_t column = column_for(sheet, home, leg_m * rules->detour);
            if (column < 0 || !(seconds < sheet->row[column])) continue;
            int64_t u = streets->u[edge], v = streets->v[edge];
            double part = meet / length, x = streets->x[u] + part * (streets->x[v] - streets->x[u]), y = streets->y[u] + part * (streets->y[v] - streets->y[u]);
            if (is_blocked(walls, place[0], place[1], x, y) || is_blocked(walls, from[0], from[1], x, y)) continue;
            put_down(sheet, column, seconds);
        }
    }
}

/* Walks of one kind (0 direct, 1 along an edge, 2 meeting on one) to a point; without the rule of reach (method §3) there is kind 1 alone. */
static void walks_of_kind(int kind, const Sheet *sheet, const Streets *streets, const Buckets *at, const Entries *entries, int64_t point, const Walls *walls) {
    if (kind == 1) walks_along_edges(sheet, streets, entries, point);
    else if (!sheet->rules->reaching) return;
    else if (kind == 2) meetings(sheet, streets, entries, point, walls);
    else if (!entries->off_network[point]) direct_walks(sheet, at, walls, entries->xy + 2 * point);
}

/* ---- all walks between places and homes (walk_ground.py, pair_loop.py, nearest_loop.py) ---- */

/* What a search between the same demand points reads. `state_node`: by state its node; `onto`: ways by state; `from`: ways by demand point. */
typedef struct {
    const Arcs *arcs;
    const Ways *onto, *from;
    const Streets *streets;
    const Homes *homes;
    const Buckets *at;
    const Walls *walls;
    const int64_t *state_node;
    int64_t count; /* demand points */
} Walked;

/*
 * Room that is kept between searches; each leaves it as it was. By state: label INFINITY. By demand point: row INFINITY, column -1, met 0;
 * known and noted as they come; rounds counts kinds of walks.
 */
typedef struct {
    double *label;
    int64_t *reached;
    double *row, *known;
    int64_t *noted, *column;
    uint64_t *met;
    int64_t *rounds;
} Room;

/*
 * Walks from all demand points to places `begin` and later, until all are done or there may be no room for those of the next: of each place
 * `found` pairs, ascending by demand point. Points of place p: from first_point[p] on. Returns one past the last place done; -1: no memory.
 */
PUBLIC int64_t pairs_of_places(const Walked *ground, const Room *desk, const Entries *entries, const WalkRules *rules, int64_t begin, int64_t places,
                               const int64_t *first_point, const int64_t *first_seed, const int64_t *state, const double *cost_s, double least_s,
                               int64_t room, int64_t *found, int64_t *demand, double *seconds) {
    Heap heap = {0};
    Sheet sheet = {rules, ground->homes, desk->row, desk->known, desk->noted, 0, desk->met, -1, -1};
    int64_t place = begin, written = 0;
    for (; place < places && room - written >= ground->count; place++) {
        int64_t seed = first_seed[place];
        int64_t reached = search(ground->arcs, first_seed[place + 1] - seed, state + seed, cost_s + seed, least_s, rules->bound_s, desk->label, desk->reached, &heap);
        if (reached < 0) { /* the room is not as it was: nobody searches on */
            place = -1;
            break;
        }
        for (int64_t at = 0; at < reached; at++) {
            double onward_s = desk->label[desk->reached[at]];
            desk->label[desk->reached[at]] = INFINITY;
            for (int64_t way = ground->onto->first[desk->reached[at]]; way < ground->onto->first[desk->reached[at] + 1]; way++) {
                int64_t home = ground->onto->target[way];
                double whole_s = ground->onto->seconds[way] + onward_s;
                if (whole_s > rules->bound_s || !(whole_s < desk->row[home]) || ground->homes->column[home] < 0) continue;
                desk->row[home] = whole_s;
                desk->met[home >> 6] |= (uint64_t)1 << (home & 63);
            }
        }
        for (int kind = 0; kind < 3; kind++) {
            sheet.round = ++*desk->rounds;
            for (int64_t point = first_point[place]; point < first_point[place + 1]; point++)
                walks_of_kind(kind, &sheet, ground->streets, ground->at, entries, point, ground->walls);
        }
        int64_t first = written;
        for (int64_t word = 0; word < (ground->count + 63) / 64; word++) {
            uint64_t bits = desk->met[word];
            desk->met[word] = 0;
            for (int64_t home = 64 * word; bits; home++, bits >>= 1) {
                if (!(bits & 1)) continue;
                if (desk->row[home] <= rules->bound_s) {
                    demand[written] = home;
                    seconds[written++] = desk->row[home];
                }
                desk->row[home] = INFINITY;
            }
        }
        found[place] = written - first;
    }
    free(heap.due);
    return place;
}

/* What facilities offer, those to the same people together: of group g offers first[g] to first[g + 1], to a community, a subdistrict (-1: all). */
typedef struct { const int64_t *first, *point, *community, *subdistrict, *first_seed, *state; const double *cost_s; } Offered;

typedef struct { double west, south, east, north; } Box;

static Box around(const double *xy, int64_t count, const int64_t *demand, const int64_t *some) {
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int64_t at = 0; at < count; at++) {
        const double *here = xy + 2 * demand[some[at]];
        box.west = least(box.west, here[0]);
        box.south = least(box.south, here[1]);
        box.east = most(box.east, here[0]);
        box.north = most(box.north, here[1]);
    }
    return box;
}

static double metres_to(const Box *box, double x, double y) {
    return hypot(most(0.0, most(box->west - x, x - box->east)), most(0.0, most(box->south - y, y - box->north)));
}

/* Label a state unless nothing is won, or the people in the box cannot be reached from there within the bound. 0: no memory. */
static int relaxed(const Walked *ground, const WalkRules *rules, const Box *box, double *label, Heap *heap, int64_t state, double seconds) {
    if (!(seconds <= rules->bound_s && seconds < label[state])) return 1;
    int64_t node = ground->state_node[state];
    double metres = metres_to(box, ground->streets->x[node], ground->streets->y[node]);
    if (metres > (rules->bound_s - seconds) * rules->speed_m_s + rules->tolerance_m) return 1;
    label[state] = seconds;
    return put(heap, seconds, state);
}

/* The nearest over the network of `count` demand points (`mine` of `demand`), from seeds in the heap: as far as the farthest of them needs. 0: no memory. */
static int nearest_by_network(const Walked *ground, const Room *desk, const WalkRules *rules, const Box *box, Heap *heap, int64_t count,
                              const int64_t *mine, const int64_t *demand, double look_s, double *seconds) {
    int64_t found = 0;
    int done = 1;
    while (done && count && heap->count) {
        look_s = least(look_s, rules->bound_s);
        while (done && heap->count && heap->due[0].seconds <= look_s) {
            Due next = taken(heap);
            if (next.seconds > desk->label[next.state]) continue;
            desk->reached[found++] = next.state;
            for (int32_t arc = ground->arcs->first[next.state]; done && arc < ground->arcs->first[next.state + 1]; arc++)
                done = relaxed(ground, rules, box, desk->label, heap, ground->arcs->onto[arc], next.seconds + ground->arcs->seconds[arc]);
        }
        int settled = 1;
        for (int64_t at = 0; at < count; at++) {
            int64_t home = demand[mine[at]];
            double best = seconds[mine[at]];
            for (int64_t way = ground->from->first[home]; way < ground->from->first[home + 1]; way++)
                best = least(best, ground->from->seconds[way] + desk->label[ground->from->target[way]]);
            seconds[mine[at]] = best;
            settled = settled && best <= look_s;
        }
        if (settled || look_s >= rules->bound_s) break;
        look_s *= 1.5;
    }
    for (int64_t at = 0; at < found; at++) desk->label[desk->reached[at]] = INFINITY;
    for (int64_t at = 0; at < heap->count; at++) desk->label[heap->due[at].state] = INFINITY;
    return done;
}

/*
 * Seconds of demand points, ascending, to the nearest point that is not `gone`; INFINITY beyond the bound. look_s: how far the search looks
 * first. `mine`: room for `count` numbers. 0: no memory.
 */
PUBLIC int nearest_of_left(const Walked *ground, const Room *desk, const Entries *entries, const WalkRules *rules, int64_t groups, const Offered *offered,
                           const uint8_t *gone, int64_t count, const int64_t *demand, double look_s, double least_s, int64_t *mine, double *seconds) {
    Heap heap = {0};
    const Homes *homes = ground->homes;
    double far = rules->bound_s * rules->speed_m_s + rules->tolerance_m;
    int done = 1;
    for (int64_t at = 0; at < count; at++) {
        desk->column[demand[at]] = at;
        seconds[at] = INFINITY;
    }
    for (int kind = -1; done && kind < 3; kind++) { /* over the network, then by each kind of short walk */
        Sheet sheet = {rules, homes, seconds, desk->known, desk->noted, ++*desk->rounds, NULL, -1, -1};
        for (int64_t group = 0; done && group < groups; group++) {
            int64_t people = 0;
            sheet.community = offered->community[group];
            sheet.subdistrict = offered->subdistrict[group];
            for (int64_t at = 0; at < count; at++)
                if ((sheet.community == -1 || sheet.community == homes->community[demand[at]]) &&
                    (sheet.subdistrict == -1 || sheet.subdistrict == homes->subdistrict[demand[at]]))
                    mine[people++] = at;
            if (!people) continue;
            Box box = around(homes->xy, people, demand, mine);
            heap.count = 0;
            for (int64_t offer = offered->first[group]; done && offer < offered->first[group + 1]; offer++) {
                int64_t point = offered->point[offer];
                if (gone[point] || metres_to(&box, entries->xy[2 * point], entries->xy[2 * point + 1]) > far) continue;
                if (kind >= 0) walks_of_kind(kind, &sheet, ground->streets, ground->at, entries, point, ground->walls);
                for (int64_t seed = offered->first_seed[point]; kind < 0 && done && seed < offered->first_seed[point + 1]; seed++)
                    done = relaxed(ground, rules, &box, desk->label, &heap, offered->state[seed], most(offered->cost_s[seed], least_s));
            }
            if (kind < 0 && done) done = nearest_by_network(ground, desk, rules, &box, &heap, people, mine, demand, look_s, seconds);
        }
    }
    for (int64_t at = 0; at < count; at++) {
        desk->column[demand[at]] = -1;
        if (seconds[at] > rules->bound_s) seconds[at] = INFINITY;
    }
    free(heap.due);
    return done;
}
