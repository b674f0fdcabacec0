import { Chip, Group, Input, NumberInput, Select, Stack, Text } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import type { crm } from '@wails/go/models'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldLook } from './read-only'

interface TimingFieldsProps {
  timing: crm.Timing
  onChange: (timing: crm.Timing) => void
  /** What the delay counts from, in words: "after step 1". */
  after: string
  readOnly: boolean
  /** What is wrong, by the field's name. */
  errors: Partial<Record<keyof crm.Timing, string>>
}

const units: crm.Timing['unit'][] = ['days', 'hours', 'minutes']
const syncs: crm.Timing['sync'][] = ['any', 'workdays', 'weekend', 'weekdays']
const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** When a step runs: delay, days, from which hour. */
export function TimingFields({ timing, onChange, after, readOnly, errors }: TimingFieldsProps) {
  const { t } = useTranslation()
  const change = (patch: Partial<crm.Timing>) => onChange({ ...timing, ...patch })
  return (
    <Stack gap="sm">
      <DelayField {...{ timing, change, after, readOnly, errors }} />
      <Select
        label={t('builder.field.days')}
        data={syncs.map((value) => ({ value, label: t(`builder.sync.${value}`) }))}
        value={timing.sync}
        onChange={(sync) => change({ sync: sync as crm.Timing['sync'] })}
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errors.sync}
      />
      {timing.sync === 'weekdays' && <WeekdayField {...{ timing, change, readOnly, errors }} />}
      <TimePicker
        label={t('builder.field.from')}
        description={t('builder.field.from_help')}
        value={timing.from}
        onChange={(from) => change({ from: from.slice(0, 5) })}
        clearable={!readOnly}
        {...fieldLook(readOnly)}
        error={errors.from}
        hoursInputLabel={t('builder.field.hours')}
        minutesInputLabel={t('builder.field.minutes')}
        clearButtonProps={{ 'aria-label': t('builder.field.from_clear') }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
    </Stack>
  )
}

type Part = Omit<TimingFieldsProps, 'onChange' | 'after'> & {
  change: (patch: Partial<crm.Timing>) => void
}

function DelayField({ timing, change, after, readOnly, errors }: Part & { after: string }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Input.Wrapper
      label={t('builder.field.delay')}
      labelProps={{ htmlFor: id }}
      error={errors.delay}
    >
      <Group gap="xs" wrap="wrap" align="center">
        <NumberInput
          id={id}
          w={76}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={timing.delay}
          onChange={(delay) => change({ delay: typeof delay === 'number' ? delay : 0 })}
          {...fieldLook(readOnly)}
          error={Boolean(errors.delay)}
        />
        <Select
          w={104}
          aria-label={t('builder.field.unit')}
          data={units.map((value) => ({ value, label: t(`builder.unit.${value}`) }))}
          value={timing.unit}
          onChange={(unit) => change({ unit: unit as crm.Timing['unit'] })}
          allowDeselect={false}
          {...fieldLook(readOnly)}
        />
        <Text size="sm" c="dimmed">
          {after}
        </Text>
      </Group>
    </Input.Wrapper>
  )
}

function WeekdayField({ timing, change, readOnly, errors }: Part) {
  const { t } = useTranslation()
  return (
    <Input.Wrapper error={errors.weekdays}>
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
