/** The colours for text; each is read well on white paper. */
export const palette = [
  { name: 'red', color: '#b81f31' },
  { name: 'orange', color: '#a84400' },
  { name: 'green', color: '#17663a' },
  { name: 'teal', color: '#0b6b7d' },
  { name: 'blue', color: '#1c54b2' },
  { name: 'violet', color: '#6a2eb0' },
  { name: 'grey', color: '#5a6273' },
] as const

/** How far two colours stand apart, by the rule of WCAG: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const part = (i: number) => {
    const c = Number.parseInt(color.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
