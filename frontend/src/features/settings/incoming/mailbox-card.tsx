import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import classes from '../settings.module.css'
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
  const { settings } = box
  const account = accounts.find((a) => a.id === box.account)
  return (
    <article className={classes.box} aria-label={settings.user}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={settings.user}>
              {settings.user}
            </Text>
            <StateBadge state={box.trouble ? 'trouble' : 'active'} />
          </Group>
          <Text size="sm" c="dimmed" className="clip">
            {`${settings.host}:${settings.port} · ${settings.folder} · `}
            {account?.name ?? t('mailbox.everybody')}
          </Text>
          {box.looked > 0 && (
            <Text size="sm">
              {t('mailbox.looked', { at: '' })}
              <When at={box.looked} relative />
            </Text>
          )}
          {box.looked === 0 && !box.trouble && <Text size="sm">{t('mailbox.not_yet')}</Text>}
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <MoreMenu box={box} />
        </Group>
      </div>
      {box.trouble && (
        <>
          <Text size="sm" mt="xs" c="var(--tone-red)">
            {t('mailbox.fails', { at: moment(box.since), why: t(box.trouble) })}
          </Text>
          {box.words && <p className={classes.quote}>{box.words}</p>}
        </>
      )}
    </article>
  )
}

function MoreMenu({ box }: { box: crm.Mailbox }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteMailbox()
  const ask = async () => {
    const sure = await confirm({
      title: t('mailbox.delete_title'),
      children: t('mailbox.delete_text', { user: box.settings.user }),
      action: t('mailbox.delete'),
      danger: true,
    })
    if (sure) remove.mutate(box.id, { onError: toastError })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name: box.settings.user })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t('mailbox.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
