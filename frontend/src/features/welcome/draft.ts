import type { api } from '@wails/go/models'

/** The answers of the first run, and how to start. */
export interface Draft {
  name: string
  email: string
  company: string
  country: string
  zone: string
  start: 'sample' | 'import' | 'empty'
}

/** The questions, in order, each with its fields. */
export const questions = [
  ['name', 'email'],
  ['company', 'country', 'zone'],
  ['start'],
] as const satisfies readonly (readonly (keyof Draft)[])[]

const countryOfZone: Record<string, string> = {
  'Europe/Bucharest': 'RO',
  'Europe/Budapest': 'HU',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Berlin': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Paris': 'FR',
  'Europe/Rome': 'IT',
  'Europe/Madrid': 'ES',
  'Europe/Warsaw': 'PL',
  'Europe/Sofia': 'BG',
}

/** What can be answered before anybody is asked: the zone of the machine, and the country it speaks of. */
export function firstDraft(
  machineZone: string,
  countries: string[],
  tags: readonly string[],
): Draft {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zone = [machineZone, here].find((z) => z && !isUniversal(z)) ?? machineZone
  const spoken = tags.map((tag) => tag.split('-')[1]?.toUpperCase() ?? '')
  const guesses = [countryOfZone[zone] ?? '', ...spoken, 'RO']
  const country = guesses.find((c) => countries.includes(c)) ?? countries[0] ?? ''
  // A machine without a zone of its own is a server: the country says more.
  const known = zone && !isUniversal(zone) ? zone : (placed(country).zone ?? 'UTC')
  return { name: '', email: '', company: '', country, zone: known, start: 'sample' }
}

function isUniversal(zone: string): boolean {
  return /^(Etc\/)?(UTC|GMT|UCT|Universal|Zulu)$/.test(zone)
}

/** What follows from choosing a country: its zone too, where it has but one that is known. */
export function placed(country: string): { country: string; zone?: string } {
  const zone = Object.keys(countryOfZone).find((z) => countryOfZone[z] === country)
  return zone ? { country, zone } : { country }
}

/** Whether everything that a question asks has an answer. Whether it is a good one, the backend says. */
export function answered(draft: Draft, question: number): boolean {
  return (questions[question] ?? []).every((field) => draft[field].trim() !== '')
}

/** The first question that a problem of the backend belongs to; the last one if it belongs to none. */
export function questionOf(paths: string[]): number {
  const i = questions.findIndex((fields) => fields.some((f) => paths.includes(f)))
  return i < 0 ? questions.length - 1 : i
}

/** What the backend is told. */
export function setUpOf(draft: Draft, language: string): api.SetUpIn {
  return {
    name: draft.name.trim(),
    email: draft.email.trim(),
    company: draft.company.trim(),
    country: draft.country,
    zone: draft.zone,
    language,
    sample: draft.start === 'sample',
  }
}
