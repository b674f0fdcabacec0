import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconPlayerPlay, IconSend, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { MoveMenuItems } from '@/components/ui/sortable-row'
import { StateBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useDeleteAccount, useResumeAccount } from './api'
import classes from './settings.module.css'
import { TestDialog } from './test-dialog'

interface AccountCardProps {
  view: api.AccountView
  onEdit: () => void
  /** The grip that moves it among the others. */
  handle?: ReactNode
  place: Place
}

interface Place {
  index: number
  count: number
  move: (to: number) => void
}

/** An account: where it sends, whether it works, what waits for it. */
export function AccountCard({ view, onEdit, handle, place }: AccountCardProps) {
  const { t } = useTranslation()
  const { account, queued } = view
  const [testing, setTesting] = useState(false)
  const resume = useResumeAccount()
  return (
    <article className={classes.box} aria-label={account.name}>
      <div className={classes.boxHead}>
        {handle}
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={account.name}>
              {account.name}
            </Text>
            <StateBadge state={account.stopped ? 'trouble' : 'active'} />
          </Group>
          <Text size="sm" c="dimmed" className="clip">
            {account.smtp &&
              `${account.smtp.host}:${account.smtp.port} · ${account.smtp.fromEmail}`}
            {account.gateway?.url}
          </Text>
          {queued > 0 && <Text size="sm">{t('settings.waits', { count: queued })}</Text>}
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconSend size={14} />}
            onClick={() => setTesting(true)}
          >
            {t('settings.send_test')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <MoreMenu view={view} place={place} />
        </Group>
      </div>
      {account.stopped && (
        <>
          <Text size="sm" mt="xs" c="var(--tone-red)">
            {t('settings.stopped')} <When at={account.since} relative />
            {account.until > 0 && (
              <>
                {' · '}
                {t('settings.tries_again')} <When at={account.until} relative />
              </>
            )}
          </Text>
          {account.words && <p className={classes.quote}>{account.words}</p>}
          <Button
            mt="xs"
            size="xs"
            leftSection={<IconPlayerPlay size={14} />}
            loading={resume.isPending}
            onClick={() =>
              resume.mutate(account.id, {
                onSuccess: () => toast({ title: t('settings.resumed') }),
                onError: toastError,
              })
            }
          >
            {t('settings.resume')}
          </Button>
        </>
      )}
      {testing && <TestDialog account={account} onClose={() => setTesting(false)} />}
    </article>
  )
}

interface MoreMenuProps {
  view: api.AccountView
  place: Place
}

function MoreMenu({ view: { account, queued }, place }: MoreMenuProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteAccount()
  const ask = async () => {
    const sure = await confirm({
      title: t('settings.delete_account', { name: account.name }),
      consequences: [t('settings.delete_waits', { count: queued })],
      action: t('common.delete'),
      danger: true,
    })
    if (sure) remove.mutate(account.id, { onError: toastError })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name: account.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {place.count > 1 && (
          <MoveMenuItems
            name={account.name}
            index={place.index}
            count={place.count}
            onMove={place.move}
          />
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
