import { ActionIcon, Menu } from '@mantine/core'
import { IconClipboard, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { useConfirm } from '@/components/ui/confirm'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyLink, useDeleteLink } from './api'
import { variableOf } from './draft'

/** What can be done with a link: take its variable along, copy, delete. */
export function LinkMenu({ row }: { row: api.LinkRow }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const copying = useCopyLink()
  const remove = useRemove()
  const { id, name, slug } = row.link
  const take = () => {
    void navigator.clipboard?.writeText(variableOf(slug))
    announce(t('link.variable_copied'))
    toast({ title: t('link.variable_copied') })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconClipboard size={16} />} onClick={take}>
          {t('link.copy_variable')}
        </Menu.Item>
        {admin && (
          <>
            <Menu.Item
              leftSection={<IconCopy size={16} />}
              onClick={() => copying.mutate(id, { onError: toastError })}
            >
              {t('common.copy')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => void remove(row)}
            >
              {t('common.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

// Asks and deletes, or says what uses it.
function useRemove(): (row: api.LinkRow) => Promise<void> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const sayInUse = useSayInUse()
  const remove = useDeleteLink()
  return async ({ link, usedBy }) => {
    const { name, product } = link
    if (usedBy.length > 0) {
      const title = t('link.in_use_title', { name })
      sayInUse({ title, words: t('link.in_use_words'), uses: usedBy, product })
      return
    }
    const yes = await confirm({
      title: t('link.delete_title', { name }),
      children: t('link.delete_words'),
      action: t('common.delete'),
      danger: true,
    })
    if (!yes) return
    try {
      await remove.mutateAsync(link.id)
      toast({ title: t('link.deleted', { name }) })
    } catch (error) {
      toastError(error)
    }
  }
}
