// From the deck that pydeck wrote to deck.gl's layers: addresses become what they hold, and the functions that
// the deck names become the numbers of the moment.

const NO_DATA = 255;
const OTHERS = 0.14; // how much of its colour a region keeps while another class is looked at
const KEPT = 40; // narrowed data kept for layers that come back
const NONE = Object.freeze([]);

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mixed = (colour, ground, share) => colour.map((c, k) => Math.round(c * share + ground[k] * (1 - share)));

export class Layers {
  constructor(library, HairlineLayer) {
    const known = Object.entries(library).filter(([name]) => /(Layer|View|Extension)$/.test(name));
    const preProcessClassProps = (Class, props) => (props.data ? this.narrowed(props, Class) : props);
    const classes = {...Object.fromEntries(known), HairlineLayer};
    this.HairlineLayer = HairlineLayer;
    this.converter = new library.JSONConverter({configuration: {classes, functions: this.functions(), preProcessClassProps}});
    this.narrow = new Map(); // the same rows are handed over as the same array, so that deck.gl keeps its buffers
  }

  // loaded: shapes, places, others (by address), classes, details; frames of the insets; names; marked regions
  take(state) {
    const other = this.data?.shapes !== state.data.shapes;
    Object.assign(this, state);
    this.ground = channels(this.data.look.surface);
    if (other) this.narrow.clear();
  }

  functions() {
    return {
      fill: () => (row) => this.colour(row.i),
      pattern: ({soft}) => (row) => (this.isMissing(row.i) ? "missing" : soft ? "soft" : "plain"),
      figure: ({missing, soft, plain}) => (row) => (this.isMissing(row.i) ? missing : (soft ?? plain ?? this.colour(row.i))),
      height: ({full, metres}) => (row) => this.height(row, full, metres),
      nudge: ({below}) => (row) => [row.nudge?.[0] ?? 0, (row.nudge?.[1] ?? 0) + below],
      radius: ({full, largest}) => (row) => largest * Math.sqrt(Math.max(0, row.size) / full),
    };
  }

  // Views and layers for deck.gl; each inset has its own copy of every layer. lit: the class looked at, or null.
  drawn({withNames, lit, marked}) {
    Object.assign(this, {lit, marked});
    const {layers, views} = this.data.deck;
    const copies = this.frames.flatMap((frame, k) => layers.map((layer) => ({...layer, id: `${layer.id}@inset-${k}`, frame, inset: k})));
    const wanted = [...layers, ...copies].filter((layer) => withNames || layer["@@type"] !== "TextLayer");
    const deck = this.converter.convert({views, layers: wanted.map((layer) => this.triggered(layer))});
    const hasLetters = (layer) => !layer.id.startsWith("names-") || layer.props.data.length > 0;
    return {views: deck.views, layers: deck.layers.filter(hasLetters)};
  }

  triggered(layer) {
    const triggers = Object.entries(layer.updateTriggers ?? {}).map(([name, seen]) => [name, `${seen} ${this.lit}`]);
    return {...layer, updateTriggers: Object.fromEntries(triggers)};
  }

  // A layer's address becomes what it draws: of the whole file, what `only`, `part` and the inset leave.
  narrowed({data: address, only, part, parentDigits, frame, inset, ...props}, Class) {
    const {shapes, places} = this.data;
    const kind = Class === this.HairlineLayer ? "hairlines" : "lines";
    if (address === shapes && part) return {...props, data: this.shapes.borders(part, parentDigits, frame)[kind]};
    if (address === shapes) return {...props, data: this.same(this.regions(only, frame))};
    if (only) return {...props, data: this.same(this.rows(only, inset))};
    const rows = address === places ? this.places : this.others.get(address);
    return {...props, data: rows.features ?? rows};
  }

  regions(only, frame) {
    const rows = frame ? this.shapes.within(frame) : this.shapes.features;
    if (!only) return rows;
    const id = this.marked[only];
    return id === null ? NONE : rows.filter((feature) => feature.properties.region_id === id);
  }

  rows(only, inset) {
    if (only === "valued") return this.places.filter((place) => !this.isMissing(place.i));
    return this.names.shown(only, inset, (i) => this.colour(i));
  }

  same(rows) {
    const what = rows[0]?.geometry ? "shapes" : "places";
    const key = `${what} ${rows.map(({i, nudge}) => (nudge ? `${i}@${nudge}` : i)).join()}`;
    const known = this.narrow.get(key);
    if (known) return known;
    if (this.narrow.size >= KEPT) this.narrow.clear();
    this.narrow.set(key, rows);
    return rows;
  }

  isMissing(i) {
    return this.classes[i] === NO_DATA;
  }

  colour(i) {
    if (this.isMissing(i)) return this.ground;
    const k = this.classes[i];
    const colour = this.data.colours[k];
    return this.lit === null || this.lit === k ? colour : mixed(colour, this.ground, OTHERS);
  }

  height(row, full, metres) {
    const value = this.details[0].value(row.i);
    if (value === null || full <= 0) return 0;
    // Mercator stretches heights away from its equator, which here is only the middle of the conic map.
    return (Math.max(0, value) / full) * metres * Math.cos((row.position[1] * Math.PI) / 180);
  }
}
