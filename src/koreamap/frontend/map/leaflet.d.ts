import * as L from 'leaflet';
export { L };
