import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconFileExport, IconTrash } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { FolderItems } from '@/components/ui/folders/folder-items'
import type { NameFolders } from '@/components/ui/folders/use-name-folders'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyTemplate, useDeleteTemplate } from './api'
import { CopyToProduct } from './copy-to-product'
import { exportFile } from './import/export-file'
import { ImportDialog } from './import/import-dialog'

interface TemplateMenuProps {
  row: api.TemplateRow
  product: string
  /** The folders to move it to; missing where there is no list. */
  folders?: NameFolders
  /** After it was deleted. */
  onGone?: () => void
}

/** What can be done with a template: copy, also to another product, move, export, delete. */
export function TemplateMenu({ row, product, folders, onGone }: TemplateMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copying = useCopyTemplate()
  const remove = useRemove()
  const { id, name, folder } = row.template
  const [target, setTarget] = useState<crm.Product>()
  const copy = async () => {
    try {
      const made = await copying.mutateAsync(id)
      go(paths.template(product, made.template.id))
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {admin && (
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
              {t('common.copy')}
            </Menu.Item>
          )}
          {admin && <CopyToProduct here={product} onPick={setTarget} />}
          {admin && folders && <FolderItems id={id} here={folder} folders={folders} />}
          <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => void exportFile(id)}>
            {t('templates.export')}
          </Menu.Item>
          {admin && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={async () => {
                  if (await remove(row)) onGone?.()
                }}
              >
                {t('common.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {target && (
        <ImportDialog
          product={target}
          from={{ template: id }}
          onClose={() => setTarget(undefined)}
        />
      )}
    </>
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
