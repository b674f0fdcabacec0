const key = 'stepwise.variables'
const most = 6

/** The variables that were chosen last, the newest first. */
export function recentVariables(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(list) ? list.filter((x) => typeof x === 'string') : []
  } catch {
    return []
  }
}

/** Notes that a variable was chosen. */
export function noteVariable(path: string): void {
  const list = [path, ...recentVariables().filter((p) => p !== path)].slice(0, most)
  try {
    localStorage.setItem(key, JSON.stringify(list))
  } catch {
    // a browser that keeps nothing offers the whole list
  }
}
