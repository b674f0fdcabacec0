import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconKey, IconLogout } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast, toastError } from '@/components/ui/toast'
import { useEndSignIns, useSignIn } from '../sign-in/api'
import { InviteDialog } from '../sign-in/invite-dialog'

/** How a colleague gets in: a link to choose a password, and out of every browser. */
export function PersonMenu({ user }: { user: crm.User }) {
  const { t } = useTranslation()
  const [inviting, setInviting] = useState(false)
  const end = useEndSignIns()
  const has = useSignIn().data?.people.includes(user.id) ?? false
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('login.access_of', { name: user.name })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setInviting(true)}>
            {t(has ? 'login.reset' : 'login.invite')}
          </Menu.Item>
          {has && (
            <Menu.Item
              leftSection={<IconLogout size={16} />}
              onClick={() =>
                end.mutate(user.id, {
                  onSuccess: () =>
                    toast({ title: t('login.signed_out_user', { name: user.name }) }),
                  onError: toastError,
                })
              }
            >
              {t('login.sign_out_everywhere')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {inviting && <InviteDialog user={user} onClose={() => setInviting(false)} />}
    </>
  )
}
