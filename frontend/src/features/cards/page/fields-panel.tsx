import { Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useProduct } from '@/lib/workspace/workspace'
import cards from '../cards.module.css'
import { FieldRow } from './field-row'
import classes from './fields.module.css'

/** The product's own fields on a card, each saved by itself. */
export function FieldsPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const { fields } = useProduct()
  return (
    <section className={classes.list} aria-label={t('cards.fields')}>
      <Title order={2} className={cards.heading}>
        {t('cards.fields')}
      </Title>
      {fields.map((field) => (
        <FieldRow key={field.id} field={field} view={view} />
      ))}
      {fields.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('card.no_fields')}
        </Text>
      )}
    </section>
  )
}
