import { Text } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from '../settings.module.css'
import { fieldTypes, hasChoices } from './field-types'

interface FieldLineProps {
  field: crm.Field
  view: api.ProductView
  onOpen: () => void
}

/** A field in the list: its name, and in one line what is special about it. */
export function FieldLine({ field, view, onOpen }: FieldLineProps) {
  const { t } = useTranslation()
  const Picture = fieldTypes[field.type]
  const from = view.statuses.find((s) => s.id === field.requiredFrom)
  const facts = [
    t(`settings.type.${field.type}`),
    field.type === 'money' && field.currency,
    hasChoices(field.type) && t('settings.n_choices', { count: field.choices.length }),
    from && t('settings.is_required_from', { status: from.name }),
    field.default !== null && t('settings.has_default'),
  ]
  return (
    <button type="button" className={classes.fieldLine} onClick={onOpen}>
      <Picture size={18} stroke={1.75} aria-hidden className={classes.fieldMark} />
      <span className={classes.fieldWords}>
        <Text span fw={500} className="clip" title={field.name}>
          {field.name}
        </Text>
        <Text span size="sm" c="dimmed" className="clip">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </span>
    </button>
  )
}
