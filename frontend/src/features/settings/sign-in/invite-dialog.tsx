import { Button, Text, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { When } from '@/components/ui/when'
import { inWindow } from '@/lib/api/in-window'
import { useWorkspace } from '@/lib/workspace/workspace'
import { Dialog } from '../dialog'
import { useInvite } from './api'
import { CopyButton } from './copy-button'

/** Addresses that lead every computer to itself. */
const onlyHere = /^https?:\/\/(127\.|localhost\b|\[::1\])/

/** A link with which a colleague chooses a password; it is handed over by whoever made it. */
export function InviteDialog({ user, onClose }: { user: crm.User; onClose: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useWorkspace()
  const { mutate: make, ...invite } = useInvite()
  useEffect(() => make(user.id), [make, user.id])
  const here = inWindow() ? '' : window.location.origin
  const base = (workspace.link || here).replace(/\/+(#.*)?$/, '')
  const link = invite.data ? base + invite.data.path : ''
  return (
    <Dialog
      title={t('login.invite_title', { name: user.name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {link && <CopyButton text={link} lead />}
        </>
      }
    >
      <ErrorBox error={invite.error} />
      {!link && !invite.error && <LinesSkeleton />}
      {link && (
        <>
          <Text>{t('login.invite_words')}</Text>
          <TextInput
            label={t('login.invite_link')}
            readOnly
            value={link}
            onFocus={(e) => e.currentTarget.select()}
          />
          <Text size="sm" c="dimmed">
            {t('login.invite_until')} <When at={invite.data?.until ?? 0} />
          </Text>
          {base === '' && <Text size="sm">{t('login.invite_no_address')}</Text>}
          {onlyHere.test(base) && <Text size="sm">{t('login.invite_only_here')}</Text>}
        </>
      )}
    </Dialog>
  )
}
