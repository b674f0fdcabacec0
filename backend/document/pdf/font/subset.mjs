// Makes the fonts of this folder: Noto Sans with the letters of Latin, Greek and
// Cyrillic, punctuation, currencies, arrows and a few signs, without hinting and
// layout tables, which a PDF does not use. Run where these are installed:
//   npm install --save-exact subset-font@2.9.0 @expo-google-fonts/noto-sans@0.4.2
//   node subset.mjs
// The same versions make the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const subsetFont = require('subset-font');

const ranges = [
  [0x20, 0x7e], [0xa0, 0x24f], [0x2b0, 0x2ff], [0x300, 0x36f], [0x370, 0x3ff], [0x400, 0x4ff], [0x1e00, 0x1eff],
  [0x2000, 0x206f], [0x2070, 0x209f], [0x20a0, 0x20cf], [0x2100, 0x214f], [0x2150, 0x218f], [0x2190, 0x21ff],
  [0x2200, 0x22ff], [0x25a0, 0x25ff], [0x2600, 0x27bf], [0xfffd, 0xfffd],
];
const text = ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
  .join('');
const fonts = {
  Regular: '400Regular',
  Italic: '400Regular_Italic',
  Bold: '700Bold',
  BoldItalic: '700Bold_Italic',
};
for (const [name, face] of Object.entries(fonts)) {
  const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`));
  const part = await subsetFont(whole, text, {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    preserveNameIds: [0, 13, 14],
    dropTables: ['GDEF', 'GPOS', 'GSUB', 'STAT', 'DSIG'],
  });
  writeFileSync(`NotoSans-${name}.ttf`, part);
}
