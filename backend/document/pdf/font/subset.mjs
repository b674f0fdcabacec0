// Makes the fonts of this folder: Noto Sans with the letters of Latin, Greek and
// Cyrillic, punctuation and currencies, and the arrows, ticks and other signs of
// DejaVu Sans, which Noto Sans lacks. Hinting and layout tables are left out: a
// PDF does not use them. Run where these are installed:
//   npm install --save-exact subset-font@2.9.0 @expo-google-fonts/noto-sans@0.4.2 dejavu-fonts-ttf@2.37.3
//   node subset.mjs
// The same versions make the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const subsetFont = require('subset-font');

const letters = [
  [0x20, 0x7e], [0xa0, 0x24f], [0x2b0, 0x2ff], [0x300, 0x36f], [0x370, 0x3ff], [0x400, 0x4ff], [0x1e00, 0x1eff],
  [0x2000, 0x206f], [0x2070, 0x209f], [0x20a0, 0x20bf], [0x2100, 0x214f], [0x2150, 0x2182], [0xfffd, 0xfffd],
];
const signs = [[0x2190, 0x21ff], [0x2200, 0x22ff], [0x25a0, 0x25ff], [0x2600, 0x26ff], [0x2701, 0x27bf]];
const noto = '@expo-google-fonts/noto-sans';
const fonts = {
  'noto/NotoSans-Regular': [`${noto}/400Regular/NotoSans_400Regular.ttf`, letters],
  'noto/NotoSans-Italic': [`${noto}/400Regular_Italic/NotoSans_400Regular_Italic.ttf`, letters],
  'noto/NotoSans-Bold': [`${noto}/700Bold/NotoSans_700Bold.ttf`, letters],
  'noto/NotoSans-BoldItalic': [`${noto}/700Bold_Italic/NotoSans_700Bold_Italic.ttf`, letters],
  'dejavu/DejaVuSans-Signs': ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', signs],
};

function charactersOf(ranges) {
  return ranges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .join('');
}

for (const [name, [file, ranges]] of Object.entries(fonts)) {
  const part = await subsetFont(readFileSync(require.resolve(file)), charactersOf(ranges), {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    preserveNameIds: [0, 13, 14],
    dropTables: ['GDEF', 'GPOS', 'GSUB', 'STAT', 'DSIG', 'FFTM', 'MATH', 'kern'],
  });
  writeFileSync(`${name}.ttf`, part);
}
