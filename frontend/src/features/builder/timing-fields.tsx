import { Chip, Group, Input, Select, Stack } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { AnchorField } from './anchor-field'
import { fieldLook } from './read-only'
import type { StepTime } from './state/draft'

export interface TimingFieldsProps {
  time: StepTime
  onChange: (patch: Partial<StepTime>) => void
  /** The number of the step that comes before, 0 for the entry. */
  after: number
  readOnly: boolean
  /** What is wrong, by the field's name. */
  errors: Record<string, string>
  /** Inside something that closes on a click outside: what opens must be in it too. */
  nested?: boolean
}

const syncs: crm.Timing['sync'][] = ['any', 'workdays', 'weekend', 'weekdays']
const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** When a step runs: how long after what, on which days, from which hour. */
export function TimingFields(p: TimingFieldsProps) {
  const { t } = useTranslation()
  const { time, readOnly, errors } = p
  const { timing } = time
  const change = (patch: Partial<crm.Timing>) => p.onChange({ timing: { ...timing, ...patch } })
  const help = time.anchor === 'date' ? 'from_help_date' : 'from_help'
  return (
    <Stack gap="sm">
      <AnchorField {...p} />
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <Select
          flex={1}
          miw={0}
          label={t('builder.field.days')}
          data={syncs.map((value) => ({ value, label: t(`builder.sync.${value}`) }))}
          value={timing.sync}
          onChange={(sync) => change({ sync: sync as crm.Timing['sync'] })}
          allowDeselect={false}
          comboboxProps={{
            width: 'max-content',
            position: 'bottom-start',
            withinPortal: !p.nested,
          }}
          {...fieldLook(readOnly)}
          error={errors.sync}
        />
        <TimePicker
          w={112}
          flex="none"
          labelProps={{ style: { whiteSpace: 'nowrap' } }}
          label={t('builder.field.from')}
          value={timing.from}
          onChange={(from) => change({ from: from.slice(0, 5) })}
          clearable={!readOnly}
          {...fieldLook(readOnly)}
          error={errors.from}
          hoursInputLabel={t('builder.field.hours')}
          minutesInputLabel={t('builder.field.minutes')}
          clearButtonProps={{ 'aria-label': t('builder.field.from_clear') }}
        />
      </Group>
      {timing.sync === 'weekdays' && (
        <WeekdayField timing={timing} change={change} readOnly={readOnly} error={errors.weekdays} />
      )}
      {!timing.from && <Input.Description mt={-6}>{t(`builder.field.${help}`)}</Input.Description>}
    </Stack>
  )
}

interface WeekdayFieldProps {
  timing: crm.Timing
  change: (patch: Partial<crm.Timing>) => void
  readOnly: boolean
  error: string | undefined
}

function WeekdayField({ timing, change, readOnly, error }: WeekdayFieldProps) {
  const { t } = useTranslation()
  return (
    <Input.Wrapper error={error}>
      <Chip.Group
        multiple
        value={timing.weekdays.map(String)}
        onChange={(days) => change({ weekdays: days.map(Number).sort((a, b) => a - b) })}
      >
        <Group gap={4}>
          {weekdays.map((day) => (
            <Chip
              key={day}
              value={String(day)}
              size="xs"
              disabled={readOnly}
              title={t(`format.weekday.${day}`)}
            >
              {t(`format.weekday_short.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}
