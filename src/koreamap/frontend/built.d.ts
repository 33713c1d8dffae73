/** The records of the built files and of the map's description, as far as the front end reads them. */
declare namespace Built {
  type GeometryType = 'Point' | 'LineString' | 'Polygon';

  interface Label {
    min_zoom: number;
    max_zoom: number;
    priority: number;
    size_px: number;
    along: boolean;
    italic: boolean;
    suffix: string;
  }

  interface Style {
    color: string;
    color_dark: string;
    width_px: number;
    casing_px: number;
    dash_px: number[];
    double: boolean;
    fill_opacity: number;
    stroke_opacity: number;
    size_px: number;
    label: Label | null;
  }

  /** Corners around the centre in units of the style's size, y down; none for a circle. */
  interface MarkerShape {
    outline: [number, number][];
    is_open: boolean;
  }

  /** How the features of a layer look that have a status. */
  interface Variant {
    status: string;
    title: string;
    style: Style;
    shape: MarkerShape | null;
  }

  interface Layer {
    id: string;
    title: string;
    group: string;
    geometry_type: GeometryType;
    order: number;
    style: Style;
    shape: MarkerShape | null;
    variants?: Variant[];
    url: string;
    min_zoom: number;
    max_zoom: number;
    fades?: Fade[];
  }

  interface Fade {
    feature_ids: string[];
    from_zoom: number;
    gone_zoom: number;
  }

  interface Properties {
    feature_id: string;
    name: string;
    name_ko?: string | null;
    label?: string;
    date_label?: string | null;
    status?: string;
    kind?: string;
    min_zoom?: number | null;
  }

  interface Feature {
    type: 'Feature';
    geometry: import('geojson').Geometry;
    properties: Properties;
  }

  /** The colours of a theme. */
  type Background = Record<string, string>;

  /** Features of a layer that are on the map. */
  interface Drawn {
    layer: Layer;
    items: { id: string; feature: Feature }[];
  }
}
