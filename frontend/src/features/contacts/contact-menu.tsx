import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconTrash, IconUserX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { undoToast } from '@/components/ui/undo-toast'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useDeleteContact } from './api'
import { EraseDialog } from './erase-dialog'

interface ContactMenuProps {
  view: api.ContactView
  /** The client is deleted or erased. */
  onGone: () => void
}

/** What else can be done with a client. */
export function ContactMenu({ view, onGone }: ContactMenuProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const admin = useIsAdmin()
  const remove = useDeleteContact()
  const [erasing, setErasing] = useState(false)
  const { contact, personsAll } = view
  const askDelete = async () => {
    const sure = await confirm({
      title: t('contacts.delete_title', { name: contact.name }),
      children: t('contacts.delete_words'),
      consequences:
        personsAll > 0 ? [t('contacts.delete_persons', { count: personsAll })] : undefined,
      action: t('common.delete'),
      danger: true,
    })
    if (!sure) return
    remove.mutate(contact.id, {
      onError: toastError,
      onSuccess: ({ undo }) => {
        onGone()
        undoToast({ title: t('contacts.deleted'), undo })
      },
    })
  }
  const takeAlong = async () => {
    try {
      const path = handOver(await backend.ExportPerson({ id: contact.id }))
      toast({
        title: t('contacts.exported'),
        children: path && t('contacts.exported_to', { path }),
      })
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name: contact.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {admin && (
            <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void takeAlong()}>
              {t('contacts.export_person')}
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => void askDelete()}
          >
            {t('contacts.delete')}
          </Menu.Item>
          {admin && contact.kind === 'person' && (
            <Menu.Item
              color="red"
              leftSection={<IconUserX size={16} />}
              onClick={() => setErasing(true)}
            >
              {t('contacts.erase')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {erasing && (
        <EraseDialog contact={contact} onClose={() => setErasing(false)} onErased={onGone} />
      )}
    </>
  )
}
