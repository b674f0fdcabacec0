import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'

const timingFields = new Set('delay unit sync weekdays from anchor dateField before'.split(' '))

/** The problems of the step at an index (0, 1, …) of what was checked, with their paths inside the step. */
export function problemsOfStep(problems: readonly Problem[], index: number): Problem[] {
  const start = `steps[${index}]`
  return problems
    .filter((p) => p.path === start || p.path.startsWith(`${start}.`))
    .map((p) => ({ ...p, path: p.path.slice(start.length + 1) }))
}

/** The problems that are not of any one step. */
export function problemsOfSettings(problems: readonly Problem[]): Problem[] {
  return problems.filter((p) => !p.path.startsWith('steps['))
}

/** The problem of one field of a step or of the settings, in words; undefined where there is none. */
export function errorOf(problems: readonly Problem[], field: string): string | undefined {
  const problem = problems.find((p) => p.path === field || p.path.startsWith(`${field}[`))
  return problem && say(problem)
}

/** The problems of when a step runs, in words, by field. */
export function timingErrors(problems: readonly Problem[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path } of problems) {
    const field = /^(?:timing\.)?(\w+)/.exec(path)?.[1]
    if (field && timingFields.has(field)) {
      errors[field] ??= errorOf(problems, path) ?? ''
    }
  }
  return errors
}
