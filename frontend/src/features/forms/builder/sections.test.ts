import { expect, it } from 'vitest'
import { problemsOfField, problemsOfForm } from './problem-places'
import { fieldAt, sectionOf } from './sections'

it.each([
  ['name', 'texts'],
  ['owners[1]', 'happens'],
  ['consent.confirm', 'consent'],
  ['guard.perHour', 'guard'],
  ['slug', 'page'],
  ['fields[2].label', undefined],
])('a problem of %s is shown in %s', (path, section) => expect(sectionOf(path)).toBe(section))

it('the problems of a field are told from those of the form', () => {
  const problems = ['fields[1].label', 'fields[1]', 'fields[10].label', 'fields', 'slug'].map(
    (path) => ({ path, key: path }),
  )
  expect(fieldAt('fields[10].label')).toBe(10)
  expect(problemsOfField(problems, 1).map((p) => p.path)).toEqual(['label', 'source'])
  expect(problemsOfForm(problems).map((p) => p.path)).toEqual(['fields', 'slug'])
})
