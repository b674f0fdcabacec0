const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
]

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

const first = (list: [RegExp, string][], text: string) =>
  list.find(([sign]) => sign.test(text))?.[1] ?? ''

/** A browser as people know it: "Firefox · Windows"; "" for one that says nothing. */
export function device(agent: string): string {
  return [first(browsers, agent), first(systems, agent)].filter(Boolean).join(' · ')
}

/** Whether it is a phone or a tablet. */
export const isSmall = (agent: string) => /Mobile|Android|iPhone|iPad/.test(agent)
