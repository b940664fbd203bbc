// Which names stand on a map, and where: those that fit their regions and do not overlap, the larger region's
// first. A reader who is far from a map of many regions reads the names of their parents instead.

export const LABEL_PX = 13;
const NUDGES = [[0, 0], [0, -9], [0, 9], [-10, 0], [10, 0], [-10, 9], [10, -9]]; // px; where a name may stand
const MANY = 400; // regions; more are named only from near by
const NEAR = 1.6; // zoom levels beyond the whole
const FONT_MS = 1500; // a font that has not come by then is not waited for
const DARK = 0.21; // relative luminance of a fill under which light names stand out more than dark ones
const NONE = Object.freeze([]);

export class Names {
  // places and parents: rows with position, km2, i and names; insets: the regions named in each of them
  constructor({places, parents, insets, lang, family}) {
    Object.assign(this, {places, parents, lang, family});
    const apart = new Set(insets.flatMap(({regions}) => regions));
    this.own = places.filter((place) => !apart.has(place.region_id));
    this.insets = insets.map(({regions}) => places.filter((place) => regions.includes(place.region_id)));
    this.placed = {own: NONE, parents: NONE};
    this.told = null;
  }

  // Waits for the letters: deck.gl draws them into a picture once, and would draw another font's.
  async ready() {
    const text = this.places.slice(0, 400).map((place) => this.label(place)).join("");
    const weights = [400, 700].map((weight) => document.fonts.load(`${weight} ${LABEL_PX}px "${this.family}"`, text));
    const late = new Promise((resolve) => setTimeout(resolve, FONT_MS));
    await Promise.race([Promise.allSettled(weights), late]);
  }

  // Lays out the names for a view; says whether anything has changed.
  lay(viewport, wholeZoom) {
    const far = viewport.zoom < wholeZoom + NEAR && (this.parents || this.places.length > MANY);
    const placed = {
      own: far ? NONE : this.place(this.own, viewport, true),
      parents: far && this.parents ? this.place(this.parents, viewport, false) : NONE,
    };
    const told = JSON.stringify([placed.own, placed.parents].map((rows) => rows.map(({i, nudge}) => [i, nudge])));
    if (this.told === told) return false;
    Object.assign(this, {placed, told});
    return true;
  }

  place(places, viewport, mustFit) {
    const {width, height} = viewport;
    const px = viewport.getDistanceScales().unitsPerMeter[0] * viewport.scale * 1000; // per kilometre
    const taken = [];
    const free = (box) => !taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
    const rows = [...places].sort((a, b) => b.km2 - a.km2);
    return rows.flatMap((place) => {
      const [x, y] = viewport.project(place.position);
      if (x < 0 || y < 0 || x > width || y > height) return [];
      const half = this.width(this.label(place)) / 2 + 2;
      const room = Math.sqrt(place.km2) * px;
      if (mustFit && room < half * 1.1) return [];
      const boxAt = ([dx, dy]) => [x + dx - half, y + dy - LABEL_PX * 0.6, x + dx + half, y + dy + LABEL_PX * 0.6];
      const nudge = (room > half * 2 ? NUDGES : NUDGES.slice(0, 1)).find((each) => free(boxAt(each)));
      if (!nudge) return [];
      taken.push(boxAt(nudge));
      return [{...place, nudge}];
    });
  }

  // The rows of one layer of names: parents, all, or those on light or on dark fills.
  shown(only, inset, colour) {
    if (only === "parents") return inset === undefined ? this.placed.parents : NONE;
    const rows = inset === undefined ? this.placed.own : this.insets[inset];
    return only === "all" ? rows : rows.filter(({i}) => luminance(colour(i)) < DARK === (only === "on_dark"));
  }

  label(place) {
    return this.lang === "zh" ? place.short_zh : place.short_en;
  }

  width(text) {
    this.pen ??= document.createElement("canvas").getContext("2d");
    this.pen.font = `${LABEL_PX}px "${this.family}"`;
    return this.pen.measureText(text).width;
  }
}

function luminance(colour) {
  const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
