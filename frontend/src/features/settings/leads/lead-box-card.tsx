import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import { DeleteItem, EntryCard, LookTrouble } from '../entry-card'
import { useDeleteLeadBox } from './api'

interface LeadBoxCardProps {
  view: api.LeadBoxView
  onEdit: () => void
  onLook: () => void
}

/** A mailbox whose mails become cards: where it is, where they go, whether that works. */
export function LeadBoxCard({ view, onEdit, onLook }: LeadBoxCardProps) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const remove = useDeleteLeadBox()
  const { box, failed } = view
  return (
    <EntryCard
      name={box.name}
      state={box.trouble ? 'trouble' : box.active ? 'active' : 'inactive'}
      where={`${box.settings.user} · ${box.settings.folder} → ${view.product}`}
      log={{ label: t('incoming.mails'), open: onLook }}
      onEdit={onEdit}
      menu={
        <DeleteItem
          title={t('incoming.box_delete_title', { name: box.name })}
          text={t('incoming.box_delete_text')}
          onDelete={() => remove.mutateAsync(box.id)}
        />
      }
      trouble={
        <>
          {failed > 0 && (
            <button type="button" className="linkish" onClick={onLook}>
              {t('incoming.failed_count', { count: failed })}
            </button>
          )}
          {box.trouble && (
            <LookTrouble at={moment(box.since)} why={t(box.trouble)} words={box.words} />
          )}
        </>
      }
    >
      {box.active && box.looked > 0 && (
        <Text size="sm">
          {t('mailbox.looked', { at: '' })}
          <When at={box.looked} relative />
        </Text>
      )}
      {!box.active && <Text size="sm">{t('incoming.off')}</Text>}
    </EntryCard>
  )
}
