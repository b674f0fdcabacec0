import { Group, Input } from '@mantine/core'
import { DateInput, TimePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { parseDay } from '@/lib/format/parse-day'
import { momentOf, wallOf } from '@/lib/format/wall'
import { useZone } from '@/lib/workspace/workspace'
import type { TypedProps } from './field-input'

const dateFormats: Record<string, string> = { ro: 'DD.MM.YYYY', hu: 'YYYY.MM.DD.' }

/** How a day stands in an input, as people of the language write it. */
export function dayFormat(language: string): string {
  return dateFormats[language] ?? 'D MMM YYYY'
}

/** A calendar day, typed or picked. */
export function DateField({ value, onChange, ...rest }: TypedProps) {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return (
    <DateInput
      {...rest}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      valueFormat={dayFormat(language)}
      dateParser={(text) => parseDay(text, language)}
      value={typeof value === 'string' ? value : null}
      onChange={(day) => onChange(day ? day.slice(0, 10) : null)}
    />
  )
}

/** The hour that a day gets when nobody names one. */
const morning = '09:00'

/** A day and a time on the workspace's clock. */
export function DateTimeField({ value, onChange, ...props }: TypedProps) {
  const { t } = useTranslation()
  const zone = useZone()
  const { 'aria-label': name, placeholder, autoFocus, inputWrapperOrder, ...wrapper } = props
  const [day = null, time = ''] = typeof value === 'number' ? wallOf(value, zone).split(' ') : []
  const set = (nextDay: string | null, nextTime: string) =>
    onChange(nextDay ? momentOf(`${nextDay} ${nextTime || morning}`, zone) : null)
  const said = name ?? (typeof wrapper.label === 'string' ? wrapper.label : undefined)
  return (
    <Input.Wrapper {...wrapper} inputWrapperOrder={inputWrapperOrder} labelElement="div">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <DateField
          aria-label={said}
          placeholder={placeholder}
          autoFocus={autoFocus}
          value={day}
          onChange={(d) => set(typeof d === 'string' ? d : null, time)}
        />
        <TimePicker
          aria-label={t('ui.time_of', { name: said })}
          hoursInputLabel={t('ui.hours')}
          minutesInputLabel={t('ui.minutes')}
          value={time}
          disabled={!day}
          onChange={(next) => /^\d\d:\d\d/.test(next) && set(day, next.slice(0, 5))}
        />
      </Group>
    </Input.Wrapper>
  )
}
