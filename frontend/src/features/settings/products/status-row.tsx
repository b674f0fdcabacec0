import { Select, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import classes from '../settings.module.css'
import { ColorMenu } from './color-menu'

interface StatusRowProps {
  status: crm.Status
  place: number
  problems: Problem[]
  onChange: (part: Partial<crm.Status>) => void
}

/** A status as it is edited: colour, name, group. */
export function StatusRow({ status, place, problems, onChange }: StatusRowProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.line}>
      <ColorMenu status={status} onChange={(color) => onChange({ color })} />
      <TextInput
        className={classes.grow}
        aria-label={t('settings.status_name', { n: place + 1 })}
        autoFocus={status.id === '' && status.name === ''}
        value={status.name}
        onChange={(e) => onChange({ name: e.currentTarget.value })}
        error={fieldError(problems, `statuses[${place}]`)}
      />
      <Select
        w={120}
        aria-label={t('settings.status_group', { name: status.name })}
        allowDeselect={false}
        data={(['open', 'won', 'lost'] as const).map((value) => ({
          value,
          label: t(`settings.group.${value}`),
        }))}
        value={status.group}
        onChange={(group) => group && onChange({ group: group as crm.Status['group'] })}
      />
    </div>
  )
}
