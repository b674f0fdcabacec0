import i18next, { type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatNumber } from './format'

export const languages = ['en', 'ro', 'hu'] as const
export type Language = (typeof languages)[number]

const files = import.meta.glob<Record<string, string>>('../../locales/{en,ro,hu}/*.json', {
  eager: true,
  import: 'default',
})

/** The words of all files under their whole keys: "phone.letters" is in phone.json. */
function resources() {
  const all: Record<string, { translation: Record<string, string> }> = {}
  for (const [path, entries] of Object.entries(files)) {
    const [, language = '', namespace = ''] = /\/(\w+)\/(\w+)\.json$/.exec(path) ?? []
    all[language] ??= { translation: {} }
    for (const [key, text] of Object.entries(entries)) {
      all[language].translation[`${namespace}.${key}`] = text
    }
  }
  return all
}

/** Numbers in sentences are written as the language does. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, _, language) =>
    typeof value === 'number' ? formatNumber(value, language ?? 'en') : (value as string),
}

/** Makes an i18next with all words in it. */
export function makeWords(language: Language): i18n {
  const instance = i18next.createInstance()
  instance
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: language,
      fallbackLng: 'en',
      resources: resources(),
      keySeparator: false,
      nsSeparator: false,
      initAsync: false,
      returnNull: false,
      interpolation: { escapeValue: false, alwaysFormat: true }, // React escapes
    })
  return instance
}

/** What was chosen here before, else the first of the browser's languages that is ours. */
function preferred(): Language {
  const wishes = [localStorage.getItem('language'), ...navigator.languages]
  const ours = wishes.map((tag) => languages.find((language) => tag?.startsWith(language)))
  return ours.find((language) => language !== undefined) ?? 'en'
}

/** The words of the running program. */
export const words = makeWords(preferred())

/** Changes the language of the running program and keeps it for the next start. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem('language', language)
  document.documentElement.lang = language
  await words.changeLanguage(language)
}
