/** What the label engine hands from part to part. Lengths are px of the map's frame; y grows downwards. */
declare namespace Lettering {
  interface Box {
    x0: number;
    y0: number;
    x1: number;
    y1: number;
  }

  /** A box that is taken; what is taken by a symbol is the feature's own. */
  interface Taken extends Box {
    ownerId?: string;
  }

  /** Words in one hand. */
  interface Run {
    text: string;
    size: number;
    weight: number;
    italic?: boolean;
    light?: boolean;
    spacing?: number;
    lang?: string;
  }

  interface Line {
    runs: Run[];
    width: number;
    height: number;
    size: number;
  }

  interface Text {
    lines: Line[];
    width: number;
    height: number;
  }

  /** A line of lettering on a course, and the boxes that its letters take. */
  interface Row {
    line: Line;
    baseline: L.Point[];
    boxes: Box[];
    fits: boolean;
  }

  /** Where a name could stand, and what that costs. */
  interface Candidate {
    boxes: Box[];
    cost: number;
    middle: L.Point;
    index?: number;
    block?: Box & { anchor: 'start' | 'middle' | 'end' };
    rows?: Row[];
    dot?: L.Point;
  }

  /** Of the candidates of a group one is taken; a line through several groups is named in each. */
  type Groups = Candidate[][];
  type Attempt = (text: Text) => Groups;

  /** What a name belongs to, as it lies in the frame. */
  type Shape =
    | { type: 'symbol'; box: Box }
    | { type: 'line'; stretches: L.Point[][]; clearance: number; along: boolean }
    | { type: 'area'; ring: L.Point[]; margin: number; along: boolean; view: Box }
    | { type: 'city' | 'water' | 'country'; point: L.Point };

  /** What should be named; the key is its own, the id that of a drawn feature. */
  interface Item {
    key: string;
    id?: string;
    names: string[];
    color: string;
    priority: number;
    isSelected: boolean;
    /** Whether the document names it to which the map belongs. */
    isNamed?: boolean;
    texts: Text[];
    shape: Shape;
  }

  interface Placed extends Candidate {
    key: string;
    id?: string;
    names: string[];
    color: string;
    text: Text;
  }

  /** Where a name stood at the last layout. */
  interface Memory {
    middle: L.Point;
    index?: number;
  }

  /** The visible view, and the page around it that is lettered as well. */
  interface Frame {
    view: Box;
    page: Box;
    project: (latLng: L.LatLng) => L.Point;
  }
}
