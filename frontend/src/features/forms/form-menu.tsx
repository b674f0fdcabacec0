import { ActionIcon, Menu } from '@mantine/core'
import { IconCode, IconCopy, IconDots, IconInbox, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyForm } from './api'
import type { FormRow } from './contract'
import { EmbedDialog } from './embed/embed-dialog'
import { useRemoveForm } from './use-remove-form'

interface FormMenuProps {
  row: FormRow
  /** After it was deleted. */
  onGone?: () => void
}

/** What can be done with a form: see what came, put it on a site, copy, delete. */
export function FormMenu({ row, onGone }: FormMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copying = useCopyForm()
  const remove = useRemoveForm()
  const [embedding, setEmbedding] = useState(false)
  const { id, name, product } = row.form
  const copy = async () => {
    try {
      const made = await copying.mutateAsync(id)
      go(paths.form(product, made.row.form.id))
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
          <Menu.Item
            leftSection={<IconInbox size={16} />}
            onClick={() => go(paths.formAnswers(product, id))}
          >
            {t('form.answers.link')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCode size={16} />} onClick={() => setEmbedding(true)}>
            {t('form.embed.open')}
          </Menu.Item>
          {admin && (
            <>
              <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
                {t('common.copy')}
              </Menu.Item>
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
      {embedding && <EmbedDialog row={row} onClose={() => setEmbedding(false)} />}
    </>
  )
}
