import { NumberInput, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Settings } from '../state/draft'
import type { SectionProps } from './section-props'

/** As many as there are where nothing is typed; the backend's own numbers. */
const usual = { perAddress: 10, perHour: 60 }

/** What keeps machines out. Traps that nobody sees are always there. */
export function GuardSection({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  const { guard } = settings
  const change = (part: Partial<Settings['guard']>) => onChange({ guard: { ...guard, ...part } })
  const limit = (name: 'perAddress' | 'perHour', most: number) => (
    <NumberInput
      label={t(`form.guard.${name}`)}
      description={t(`form.guard.${name}_help`)}
      placeholder={String(usual[name])}
      value={guard[name] || ''}
      onChange={(n) => change({ [name]: typeof n === 'number' ? n : 0 })}
      error={fieldError(problems, `guard.${name}`)}
      allowDecimal={false}
      allowNegative={false}
      max={most}
      clampBehavior="none"
      readOnly={readOnly}
      styles={{ wrapper: { width: 140 } }}
    />
  )
  return (
    <>
      <Switch
        label={t('form.guard.work')}
        description={t('form.guard.work_help')}
        checked={guard.work}
        onChange={(e) => change({ work: e.currentTarget.checked })}
        error={fieldError(problems, 'guard.work')}
        disabled={readOnly}
      />
      <Switch
        label={t('form.guard.links')}
        description={t('form.guard.links_help')}
        checked={guard.links >= 0}
        onChange={(e) => change({ links: e.currentTarget.checked ? 2 : -1 })}
        disabled={readOnly}
      />
      {guard.links >= 0 && (
        <NumberInput
          label={t('form.guard.links_most')}
          value={guard.links}
          onChange={(n) => typeof n === 'number' && change({ links: n })}
          error={fieldError(problems, 'guard.links')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          readOnly={readOnly}
          styles={{ wrapper: { width: 140 } }}
        />
      )}
      {limit('perAddress', 1000)}
      {limit('perHour', 10_000)}
    </>
  )
}
