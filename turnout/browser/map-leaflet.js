// Leaflet as a module: its own file sets a global, whoever asks for it first.
import "./leaflet/leaflet.js";

export const { L } = globalThis;
