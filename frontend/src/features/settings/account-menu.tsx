import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTrash, IconWorldCheck } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { MoveMenuItems } from '@/components/ui/sortable-row'
import { toastError } from '@/components/ui/toast'
import { AdviceDialog } from './advice-dialog'
import { useDeleteAccount } from './api'

/** Where an account stands among the others of its channel, and how to move it. */
export interface AccountPlace {
  index: number
  count: number
  move: (to: number) => void
}

interface AccountMenuProps {
  view: api.AccountView
  place: AccountPlace
}

/** What else can be done with an account: look at its sender's DNS, move it, delete it. */
export function AccountMenu({ view: { account, queued }, place }: AccountMenuProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteAccount()
  const [advising, setAdvising] = useState(false)
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
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name: account.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {account.smtp && (
            <Menu.Item leftSection={<IconWorldCheck size={16} />} onClick={() => setAdvising(true)}>
              {t('account.advice')}
            </Menu.Item>
          )}
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
      {advising && <AdviceDialog account={account} onClose={() => setAdvising(false)} />}
    </>
  )
}
