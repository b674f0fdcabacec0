import type { api } from '@wails/go/models'
import type { Phrase } from '@/lib/api/client'

/** One part of an SMS in the bar. */
export interface PartBar {
  /** 0..1, how much of it is used. */
  filled: number
  /** More parts than the workspace sends. */
  beyond: boolean
}

/** What the meter of an SMS shows. */
export interface MeterView {
  bars: PartBar[]
  /** Parts that have no bar of their own, because there are too many. */
  more: number
  /** "148 of 160", in the part that is being written. */
  used: Phrase
  /** What is sent at least is one part; an empty text is none. */
  parts: number
  /** More parts than the workspace sends: it would be held. */
  held: boolean
  /** What makes it dear, and what could be done; undefined where nothing is to be said. */
  advice: Phrase | undefined
  /** Replacing diacritics would make it shorter. */
  offer: boolean
}

const shown = 10
const named = 6

/** Draws the backend's measure of an SMS. */
export function meterView(sms: api.SMSMeter, simplify: boolean): MeterView {
  const { measure, limit, maxParts } = sms
  const units = measure.partUnits
  return {
    bars: units.slice(0, shown).map((n, i) => ({
      filled: limit > 0 ? Math.min(1, n / limit) : 0,
      beyond: i >= maxParts,
    })),
    more: Math.max(0, units.length - shown),
    used: usedOf(units, limit),
    parts: measure.parts,
    held: measure.parts > maxParts,
    advice: adviceOf(sms, simplify),
    offer: !simplify && sms.plainParts < measure.parts,
  }
}

function usedOf(partUnits: number[], limit: number): Phrase {
  const args = { units: partUnits.at(-1) ?? 0, limit }
  if (partUnits.length < 2) return { key: 'templates.meter.used', args }
  return { key: 'templates.meter.used_in_part', args: { ...args, part: partUnits.length } }
}

function adviceOf(sms: api.SMSMeter, simplify: boolean): Phrase | undefined {
  const { measure, plainParts, replaced } = sms
  if (simplify) {
    if (replaced.length === 0) return undefined
    const pairs = replaced.map((r) => `${r.from} → ${r.to}`)
    return { key: 'templates.meter.replaced', args: { what: few(pairs) } }
  }
  if (measure.forcing.length === 0) return undefined
  const args = { what: few(measure.forcing), per: sms.limit }
  if (plainParts < measure.parts) {
    return { key: 'templates.meter.forcing_cheaper', args: { ...args, count: plainParts } }
  }
  return { key: 'templates.meter.forcing', args }
}

/** What would stand instead of the characters that can be replaced: "s, t". */
export function replacements(sms: api.SMSMeter): string {
  return few([...new Set(sms.replaced.map((r) => r.to))])
}

function few(list: string[]): string {
  const begin = list.slice(0, named).join(', ')
  return list.length > named ? `${begin} …` : begin
}

/** A run of a text; dear ones leave room for only 70 characters in each part. */
export interface Run {
  text: string
  dear: boolean
}

/** The text in runs, the characters that make it dear apart. */
export function marked(text: string, forcing: string[]): Run[] {
  const dear = new Set(forcing)
  const runs: Run[] = []
  for (const char of text) {
    const last = runs.at(-1)
    const is = dear.has(char)
    if (last && last.dear === is) last.text += char
    else runs.push({ text: char, dear: is })
  }
  return runs
}

/** A template's text with characters replaced, but not inside its variables. */
export function replacedIn(body: string, pairs: api.SMSMeter['replaced']): string {
  const to = new Map(pairs.map((p) => [p.from, p.to]))
  return body
    .split(/(\{\{.*?\}\})/s)
    .map((part, i) => (i % 2 ? part : [...part].map((c) => to.get(c) ?? c).join('')))
    .join('')
}
