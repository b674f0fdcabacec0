import { Select, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { backend } from '@/lib/api/client'
import { useUses } from '../api'
import { useRunJob } from '../use-run-job'
import { Removal } from './removal'

interface RemoveChoiceProps {
  product: string
  field: crm.Field
  choice: crm.Choice
  onClose: () => void
  onRemoved: () => void
}

/** Removes a choice; its cards get another one, or nothing. */
export function RemoveChoice({ product, field, choice, onClose, onRemoved }: RemoveChoiceProps) {
  const { t } = useTranslation()
  const uses = useUses({ product, status: '', field: field.id, choice: choice.id })
  const [to, setTo] = useState('')
  const job = useRunJob(backend.RemoveChoice, onRemoved)
  const cards = uses.data?.cards ?? 0
  return (
    <Removal
      title={t('settings.remove_choice_title', { name: choice.name })}
      product={product}
      found={uses.data}
      action={cards > 0 ? t('settings.change_and_remove', { count: cards }) : t('settings.remove')}
      ready
      running={job.running}
      percent={job.percent}
      error={uses.error ?? job.error}
      onRemove={() => job.run({ product, field: field.id, choice: choice.id, to, cards })}
      onClose={onClose}
    >
      <Text>{t('settings.choice_has_cards', { count: cards, name: choice.name })}</Text>
      <Select
        label={t('settings.instead')}
        allowDeselect={false}
        data-autofocus
        data={[
          { value: '', label: t('settings.instead_nothing') },
          ...field.choices
            .filter((c) => c.id && c.id !== choice.id)
            .map((c) => ({ value: c.id, label: c.name })),
        ]}
        value={to}
        onChange={(id) => setTo(id ?? '')}
      />
      <Text size="sm" c="dimmed">
        {t('settings.move_words')}
      </Text>
    </Removal>
  )
}
