// Colours by the names that data sets of clothing give them.

const COLOURS = {
  beige: '#d9c7a3', black: '#161616', blue: '#2f62b5', bronze: '#8c6a3a', brown: '#6b4328', burgundy: '#6e1d33',
  charcoal: '#3b3f44', 'coffee brown': '#4b3221', copper: '#b0673b', cream: '#f6edd4', 'fluorescent green': '#6df02f',
  gold: '#c9a24a', green: '#2f7d43', grey: '#8b8d90', gray: '#8b8d90', 'grey melange': '#a7a8aa', khaki: '#a89a68',
  lavender: '#b9a5da', 'lime green': '#8fcc3a', magenta: '#c02d86', maroon: '#6d1f28', mauve: '#a9839b',
  melange: '#a7a8aa', 'mushroom brown': '#8d7763', mustard: '#cf9d2a', navy: '#1f2d50', 'navy blue': '#1f2d50',
  nude: '#dfb99c', 'off white': '#f1ece0', olive: '#6b6b2f', orange: '#e0792b', peach: '#f4b08e', pink: '#e58fb0',
  purple: '#6d3f93', red: '#c0292f', rose: '#d7607b', rust: '#a34a24', 'sea green': '#3a9a7d', silver: '#c0c4c8',
  skin: '#e3b894', steel: '#7b8894', tan: '#c29a6b', taupe: '#85776b', teal: '#1d7f80', turquoise: '#36b8b4',
  'turquoise blue': '#2fb3c4', white: '#ffffff', yellow: '#edc92f',
};

/** The CSS colour of a value's name, or nothing where it names none. */
export const colourOf = value => COLOURS[value.toLowerCase().replaceAll('-', ' ')];
