import { describe, expect, it } from 'vitest'
import { heights, placeFor, placeShowing, type Shape, scrolled, sliceAt } from './scaled-scroll'

const short: Shape = { rows: 1000, rowHeight: 40, view: 800 }
const long: Shape = { rows: 1_000_000, rowHeight: 40, view: 800 }
const start = { dom: 0, whole: 0 }

describe('a list that the browser can draw in full', () => {
  it('stands where the browser scrolled to', () => {
    expect(heights(short)).toEqual({ whole: 40_000, drawn: 40_000 })
    expect(scrolled(start, 4000, short)).toEqual({ dom: 4000, whole: 4000 })
  })
})

describe('a million rows', () => {
  const { drawn, whole } = heights(long)
  it('are drawn shorter than a browser allows', () => {
    expect(drawn).toBeLessThan(17_000_000)
    expect(whole).toBe(40_000_000)
  })
  it('move pixel by pixel with the wheel', () => {
    expect(scrolled({ dom: 5000, whole: 90_000 }, 5400, long)).toEqual({ dom: 5400, whole: 90_400 })
  })
  it('are in the middle when the scrollbar is', () => {
    const middle = scrolled(start, (drawn - long.view) / 2, long)
    expect(sliceAt(middle, long, 0).first).toBe(499_990)
  })
  it.each([
    ['the top', 0, 0],
    ['the end', drawn - long.view, whole - long.view],
  ])('can reach %s', (_, dom, at) => {
    expect(scrolled({ dom: dom + (dom ? -400 : 400), whole: 777 }, dom, long).whole).toBe(at)
  })
  it('stay where they are when the scrollbar is put right', () => {
    const drifted = { dom: 5400, whole: 90_400 }
    const right = placeFor(drifted.whole, long)
    expect(right.whole).toBe(90_400)
    expect(right.dom).not.toBe(drifted.dom)
    const rows = (s: { first: number; end: number }) => [s.first, s.end]
    expect(rows(sliceAt(right, long, 4))).toEqual(rows(sliceAt(drifted, long, 4)))
  })
})

describe('the rows that are drawn', () => {
  it('are those that are seen, and some beside', () => {
    expect(sliceAt({ dom: 4000, whole: 4000 }, short, 5)).toEqual({ first: 95, end: 125, shift: 0 })
  })
  it('end with the list', () => {
    expect(sliceAt({ dom: 39_200, whole: 39_200 }, short, 5)).toMatchObject({ end: 1000 })
  })
})

it.each([
  ['above', 50, 2000],
  ['below', 200, 7240],
  ['seen', 105, 4000],
])('a row %s is brought into view', (_, row, whole) => {
  expect(placeShowing(row, { dom: 4000, whole: 4000 }, short).whole).toBe(whole)
})
