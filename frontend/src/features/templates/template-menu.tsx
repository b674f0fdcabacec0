import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useDeleteTemplate, useSaveTemplate } from './api'
import { draftOf, payloadOf } from './state/draft'

interface TemplateMenuProps {
  row: api.TemplateRow
  product: string
  /** After it was deleted. */
  onGone?: () => void
}

/** What can be done with a template: copy, delete. */
export function TemplateMenu({ row, product, onGone }: TemplateMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const save = useSaveTemplate()
  const remove = useRemove()
  if (!admin) return null
  const { name } = row.template
  const copy = async () => {
    const draft = { ...draftOf(row.template), name: t('templates.copy_name', { name }) }
    try {
      const made = await save.mutateAsync(payloadOf(draft, '', product))
      go(paths.template(product, made.template.id))
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
          {t('common.copy')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={async () => {
            if (await remove(row)) onGone?.()
          }}
        >
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

// Asks and deletes, or says what uses it; resolves to whether it is gone.
function useRemove(): (row: api.TemplateRow) => Promise<boolean> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const sayInUse = useSayInUse()
  const remove = useDeleteTemplate()
  return async ({ template, usedBy }) => {
    const { name, product } = template
    if (usedBy.length > 0) {
      const title = t('templates.in_use_title', { name })
      sayInUse({ title, words: t('templates.in_use_words'), uses: usedBy, product })
      return false
    }
    const yes = await confirm({
      title: t('templates.delete_title', { name }),
      children: t('templates.delete_words'),
      action: t('common.delete'),
      danger: true,
    })
    if (!yes) return false
    try {
      await remove.mutateAsync(template.id)
      toast({ title: t('templates.deleted', { name }) })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
}
