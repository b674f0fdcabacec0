import { Select, Text } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'
import { backend } from '@/lib/api/client'
import { useUses } from '../api'
import { useRunJob } from '../use-run-job'
import { Removal } from './removal'

interface RemoveStatusProps {
  view: api.ProductView
  status: crm.Status
  onClose: () => void
  onRemoved: () => void
}

/** Removes a status; its cards get another one first. */
export function RemoveStatus({ view, status, onClose, onRemoved }: RemoveStatusProps) {
  const { t } = useTranslation()
  const product = view.product.id
  const uses = useUses({ product, status: status.id, field: '', choice: '' })
  const [to, setTo] = useState('')
  const job = useRunJob(backend.RemoveStatus, onRemoved)
  const others = view.statuses.filter((s) => s.id !== status.id)
  const cards = uses.data?.cards ?? 0
  return (
    <Removal
      title={t('settings.remove_status', { name: status.name })}
      product={product}
      found={uses.data}
      action={cards > 0 ? t('settings.move_and_remove', { count: cards }) : t('settings.remove')}
      ready={cards === 0 || to !== ''}
      running={job.running}
      percent={job.percent}
      error={uses.error ?? job.error}
      onRemove={() => job.run({ product, status: status.id, to, cards })}
      onClose={onClose}
    >
      <Text>{t('settings.status_has_cards', { count: cards, name: status.name })}</Text>
      <Select
        label={t('settings.move_them_to')}
        placeholder={t('ui.choose')}
        data-autofocus
        data={others.map((s) => ({ value: s.id, label: s.name }))}
        value={to || null}
        onChange={(id) => setTo(id ?? '')}
        leftSection={mark(others.find((s) => s.id === to))}
        renderOption={({ option }) => (
          <>
            {mark(others.find((s) => s.id === option.value))}
            <span>{option.label}</span>
          </>
        )}
      />
      <Text size="sm" c="dimmed">
        {t('settings.move_words')}
      </Text>
    </Removal>
  )
}

function mark(status: crm.Status | undefined) {
  return status && <StatusMark status={status} />
}
