// Files of a map: fetched once, projected, and cut into what layers draw. Numbers of regions: unpacked.

const KEPT_FILES = 6;
const RADIANS = Math.PI / 180;
const MISSING = -(2 ** 31);
const VERTEX_GRID = 1e5; // parts of a degree by which two vertices are told apart
const PAIR = 2 ** 26; // more than there are vertices in a file

const files = new Map(); // address and projection -> promise; the oldest leaves first

// Albers' equal-area conic, handed to deck.gl as the longitude and latitude whose Mercator image it is: deck
// then draws the conic map with its own flat views, pitch and picking. The earth is a sphere of radius 1.
export function conic({meridian, south, north}) {
  const [p1, p2] = [south * RADIANS, north * RADIANS];
  const n = (Math.sin(p1) + Math.sin(p2)) / 2;
  const c = Math.cos(p1) ** 2 + 2 * n * Math.sin(p1);
  const rho = (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n;
  const rho0 = rho((south + north) / 2);
  return ([lon, lat]) => {
    const theta = n * (lon - meridian) * RADIANS;
    const r = rho(lat);
    const y = rho0 - r * Math.cos(theta);
    return [(r * Math.sin(theta)) / RADIANS, (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RADIANS];
  };
}

function once(key, make) {
  let found = files.get(key);
  if (!found) {
    found = make();
    found.catch(() => files.delete(key)); // the next draw may try again
  }
  files.delete(key);
  files.set(key, found);
  if (files.size > KEPT_FILES) files.delete(files.keys().next().value);
  return found;
}

async function json(address) {
  const answer = await fetch(new URL(address, document.baseURI));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

const named = (address, projection) => `${address} ${JSON.stringify(projection)}`;

export function loadShapes(address, projection) {
  return once(named(address, projection), async () => new Shapes((await json(address)).features, conic(projection)));
}

export function loadPoints(address, projection) {
  return once(named(address, projection), async () => {
    const project = conic(projection);
    return (await json(address)).map((row, i) => ({...row, i, position: project(row.position)}));
  });
}

export class Shapes {
  constructor(features, project) {
    this.features = features;
    this._borders = new Map();
    this._within = new Map();
    this._extents = new Map();
    features.forEach((feature, i) => (feature.i = i));
    this.index = new Map(features.map((f) => [f.properties.region_id, f.i]));
    this._edges = edges(features);
    this._place(project);
  }

  _place(project) {
    // Coordinates become projected ones; where each feature lies on the globe is kept for frames given in degrees.
    for (const feature of this.features) {
      const globe = [Infinity, Infinity, -Infinity, -Infinity];
      for (const ring of rings(feature)) {
        for (const point of ring) {
          extend(globe, point);
          const [x, y] = project(point);
          point[0] = x;
          point[1] = y;
        }
      }
      feature.globe = globe;
    }
    const {ends} = this._edges;
    this._edges.globe = ends.slice();
    for (let at = 0; at < ends.length; at += 2) {
      const [x, y] = project([ends[at], ends[at + 1]]);
      ends[at] = x;
      ends[at + 1] = y;
    }
    this.project = project;
  }

  // Features that lie, at least in part, in a frame of degrees or a quarter of its size round it: a fixed view
  // shows somewhat more than its frame.
  within(frame) {
    const key = String(frame);
    if (!this._within.has(key)) {
      const [x, y] = [(frame[2] - frame[0]) / 4, (frame[3] - frame[1]) / 4];
      const [west, south, east, north] = [frame[0] - x, frame[1] - y, frame[2] + x, frame[3] + y];
      const meets = ({globe}) => globe[0] < east && globe[2] > west && globe[1] < north && globe[3] > south;
      this._within.set(key, this.features.filter(meets));
    }
    return this._within.get(key);
  }

  frameOf(ids) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const feature = this.features[this.index.get(id)];
      if (!feature) continue;
      extend(box, feature.globe);
      extend(box, feature.globe.slice(2));
    }
    return box;
  }

  // The projected box of what is drawn inside a frame of degrees; of the frame itself where nothing is.
  extent(frame) {
    const key = String(frame);
    if (!this._extents.has(key)) this._extents.set(key, this._measure(frame));
    return this._extents.get(key);
  }

  // The projected vertices inside a frame of degrees.
  vertices([west, south, east, north]) {
    const {ends, globe} = this._edges;
    const found = [];
    for (let at = 0; at < globe.length; at += 2) {
      const [lon, lat] = [globe[at], globe[at + 1]];
      if (lon >= west && lon <= east && lat >= south && lat <= north) found.push([ends[at], ends[at + 1]]);
    }
    return found;
  }

  _measure(frame) {
    const [west, south, east, north] = frame;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const vertex of this.vertices(frame)) extend(box, vertex);
    if (box[0] < box[2]) return box;
    for (let k = 0; k <= 24; k++) {
      const lon = west + ((east - west) * k) / 24;
      extend(box, this.project([lon, south]));
      extend(box, this.project([lon, north]));
    }
    return box;
  }

  // Each border once. part: inner (between two regions of one parent) or outer (round parents and the whole).
  borders(part, digits, frame) {
    const key = `${part} ${digits} ${frame ?? ""}`;
    if (!this._borders.has(key)) this._borders.set(key, this._cut(part, digits, frame));
    return this._borders.get(key);
  }

  _cut(part, digits, frame) {
    const {ends, first, second} = this._edges;
    const parent = this.features.map((f) => f.properties.region_id.slice(0, digits));
    const shown = frame && new Set(this.within(frame).map((f) => f.i));
    const points = [];
    for (let edge = 0; edge < first.length; edge++) {
      const [a, b] = [first[edge], second[edge]];
      const inner = b >= 0 && parent[a] === parent[b];
      if (inner !== (part === "inner") || (shown && !shown.has(a) && !shown.has(b))) continue;
      points.push(ends[edge * 4], ends[edge * 4 + 1], ends[edge * 4 + 2], ends[edge * 4 + 3]);
    }
    const value = new Float32Array(points); // fine enough: projected coordinates are small near the map's middle
    const ends32 = (offset) => ({value, size: 2, stride: 16, offset});
    return {
      lines: {length: points.length / 4, attributes: {getSourcePosition: ends32(0), getTargetPosition: ends32(8)}},
      hairlines: {length: points.length / 2, attributes: {getPosition: {value, size: 2}}},
    };
  }
}

export function* rings(feature) {
  const {type, coordinates} = feature.geometry;
  if (type === "LineString") yield coordinates;
  else if (type === "Polygon" || type === "MultiLineString") yield* coordinates;
  else for (const polygon of coordinates) yield* polygon;
}

// All edges of all rings, each once, with the one or two features it belongs to.
function edges(features) {
  const vertices = new Map();
  const known = new Map();
  const ends = [];
  const first = [];
  const second = [];
  const vertex = ([lon, lat]) => {
    const key = Math.round((lon + 180) * VERTEX_GRID) * 2 ** 25 + Math.round((lat + 90) * VERTEX_GRID);
    let id = vertices.get(key);
    if (id === undefined) vertices.set(key, (id = vertices.size));
    return id;
  };
  for (const feature of features) {
    if (!feature.geometry.type.endsWith("Polygon")) continue;
    for (const ring of rings(feature)) {
      let a = vertex(ring[0]);
      for (let k = 1; k < ring.length; k++) {
        const b = vertex(ring[k]);
        const key = a < b ? a * PAIR + b : b * PAIR + a;
        const edge = known.get(key);
        if (edge === undefined) {
          known.set(key, first.length);
          ends.push(...ring[k - 1], ...ring[k]);
          first.push(feature.i);
          second.push(-1);
        } else second[edge] = feature.i;
        a = b;
      }
    }
  }
  return {ends: new Float64Array(ends), first, second};
}

function extend(box, [x, y]) {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

async function inflated(packed) {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

export async function unpackClasses(packed) {
  return new Uint8Array(await inflated(packed));
}

// A line of the tooltip: says(i) is the text for a region, or null where there is none.
export async function unpackDetail(detail, count) {
  const whole = new Int32Array(await inflated(detail.packed));
  if (whole.length !== count) throw new Error(`${whole.length} numbers for ${count} regions`);
  if (detail.words) return {label: detail.label, says: (i) => detail.words[whole[i]] ?? null, value: () => null};
  const {decimals, power, unit} = detail;
  const format = new Intl.NumberFormat("en-US", {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  const value = (i) => (whole[i] === MISSING ? null : whole[i] / 10 ** power);
  const says = (i) => {
    if (whole[i] === MISSING) return null;
    const figures = format.format(value(i)).replace("-", "−");
    return unit === "%" ? `${figures}%` : `${figures} ${unit}`.trim();
  };
  return {label: detail.label, says, value};
}
