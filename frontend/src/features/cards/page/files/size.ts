const units = ['byte', 'kilobyte', 'megabyte'] as const

/** The size of a file as people say it: "340 kB", "1.2 MB". */
export function sizeOf(bytes: number, language: string): string {
  const step = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2
  const n = bytes / 1000 ** step
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step === 2 && n < 10 ? 1 : 0,
  }).format(n)
}
