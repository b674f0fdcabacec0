import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '@/lib/i18n/setup'

type FieldProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: string
  onChange: (value: string) => void
}

/** The names of countries in the reader's language. */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Chooses a country of those that the backend knows. */
export function CountrySelect({
  countries,
  onChange,
  ...rest
}: FieldProps & { countries: string[] }) {
  const { i18n } = useTranslation()
  const data = useMemo(
    () =>
      countries
        .map((value) => ({ value, label: countryName(value, i18n.language) }))
        .sort((a, b) => a.label.localeCompare(b.label, i18n.language)),
    [countries, i18n.language],
  )
  return (
    <Select
      {...rest}
      data={data}
      searchable
      allowDeselect={false}
      onChange={(v) => v && onChange(v)}
    />
  )
}

/** Chooses a time zone, with its distance from UTC now. */
export function ZoneSelect({ onChange, ...rest }: FieldProps) {
  const data = useMemo(() => zones(rest.value), [rest.value])
  return (
    <Select
      {...rest}
      data={data}
      searchable
      allowDeselect={false}
      limit={80}
      onChange={(v) => v && onChange(v)}
    />
  )
}

function zones(current: string) {
  const known = Intl.supportedValuesOf('timeZone')
  const all = current && !known.includes(current) ? [current, ...known] : known
  return all.map((value) => ({ value, label: zoneLabel(value) }))
}

/** "Europe/Bucharest (GMT+2)" */
export function zoneLabel(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      timeZoneName: 'shortOffset',
    }).formatToParts()
    const offset = parts.find((p) => p.type === 'timeZoneName')?.value ?? ''
    return `${zone.replaceAll('_', ' ')} (${offset})`
  } catch {
    return zone
  }
}

const names = { en: 'English', ro: 'Română', hu: 'Magyar' }

/** Chooses one of our languages. */
export function LanguageSelect({ onChange, ...rest }: FieldProps) {
  const data = languages.map((value) => ({ value, label: names[value] }))
  return <Select {...rest} data={data} allowDeselect={false} onChange={(v) => v && onChange(v)} />
}
