import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { useDeactivate, useDelete } from './api'

/** Asks, with the consequence in numbers, and then does it. */
export function useAsk(row: api.SequenceRow) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const deactivate = useDeactivate()
  const remove = useDelete()
  const { id, name } = row.sequence
  const numbers = (live: string) => [
    ...(row.live > 0 ? [t(live, { count: row.live })] : []),
    ...(row.waiting > 0 ? [t('sequences.waiting', { count: row.waiting })] : []),
  ]
  const toDeactivate = async () => {
    const yes = await confirm({
      title: t('builder.deactivate.title', { name }),
      children: t('builder.deactivate.text'),
      consequences: numbers('builder.deactivate.live'),
      action: t('builder.deactivate.action'),
      danger: true,
    })
    if (yes) deactivate.mutate(id)
  }
  const toDelete = async () => {
    const yes = await confirm({
      title: t('sequences.delete.title', { name }),
      children: t('sequences.delete.text'),
      consequences: [
        ...(row.live > 0 ? [t('sequences.delete.live', { count: row.live })] : []),
        ...(row.cards > 0 ? [t('sequences.delete.ran', { count: row.cards })] : []),
      ],
      action: t('sequences.delete.action'),
      danger: true,
    })
    if (yes) remove.mutate(id)
  }
  return { toDeactivate: () => void toDeactivate(), toDelete: () => void toDelete() }
}
