/** The size of a file as people say it: "340 kB", "1.2 MB". */
export function sizeOf(bytes: number, language: string): string {
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' && value < 10 ? 1 : 0,
  }).format(unit === 'kilobyte' ? Math.max(1, value) : value)
}
