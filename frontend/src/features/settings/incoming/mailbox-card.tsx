import { Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import { DeleteItem, EntryCard, LookTrouble } from '../entry-card'
import { useDeleteMailbox } from './api'

interface MailboxCardProps {
  box: crm.Mailbox
  accounts: crm.Account[]
  onEdit: () => void
}

/** A mailbox: whose answers come there, when it was looked at, whether that works. */
export function MailboxCard({ box, accounts, onEdit }: MailboxCardProps) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const remove = useDeleteMailbox()
  const { user, host, port, folder } = box.settings
  const whose = accounts.find((a) => a.id === box.account)?.name ?? t('mailbox.everybody')
  return (
    <EntryCard
      name={user}
      state={box.trouble ? 'trouble' : 'active'}
      where={`${host}:${port} · ${folder} · ${whose}`}
      onEdit={onEdit}
      menu={
        <DeleteItem
          title={t('mailbox.delete_title')}
          text={t('mailbox.delete_text', { user })}
          label={t('mailbox.delete')}
          onDelete={() => remove.mutateAsync(box.id)}
        />
      }
      trouble={
        box.trouble && <LookTrouble at={moment(box.since)} why={t(box.trouble)} words={box.words} />
      }
    >
      {box.looked > 0 && (
        <Text size="sm">
          {t('mailbox.looked', { at: '' })}
          <When at={box.looked} relative />
        </Text>
      )}
      {box.looked === 0 && !box.trouble && <Text size="sm">{t('mailbox.not_yet')}</Text>}
    </EntryCard>
  )
}
