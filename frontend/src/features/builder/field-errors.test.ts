import { describe, expect, it } from 'vitest'
import { errorOf, problemsOfSettings, problemsOfStep, timingErrors } from './field-errors'

const problems = [
  { path: 'name', key: 'sequences.no_filter' },
  { path: 'steps[1].timing.weekdays', key: 'timing.no_weekday' },
  { path: 'steps[10].template', key: 'sequences.bad_template' },
  { path: 'steps', key: 'sequences.no_steps' },
]

describe('problems find their place', () => {
  it('in the step at their index, and not in one whose index begins alike', () => {
    expect(problemsOfStep(problems, 1).map((p) => p.path)).toEqual(['timing.weekdays'])
    expect(problemsOfStep(problems, 10).map((p) => p.path)).toEqual(['template'])
    expect(problemsOfStep(problems, 0)).toEqual([])
  })

  it('in the field of the timing', () => {
    const errors = timingErrors(problemsOfStep(problems, 1))
    expect(Object.keys(errors)).toEqual(['weekdays'])
    expect(errors.weekdays).toContain('day of the week')
  })

  it('in the settings, if they are of no step', () => {
    expect(problemsOfSettings(problems).map((p) => p.path)).toEqual(['name', 'steps'])
    expect(errorOf(problems, 'name')).toBeTruthy()
    expect(errorOf(problems, 'folder')).toBeUndefined()
  })
})
